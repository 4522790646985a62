from django.core.management import CommandError
from django.core.management.base import BaseCommand
from search_measuring import measured


class Command(BaseCommand):
    """What ``search.py`` measures."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--queries", type=int)
        parser.add_argument("--sizes", type=int, action="append")
        parser.add_argument("--wagtail", type=int, action="append", default=[])

    def handle(self, queries, sizes, wagtail, **options):
        missed = [goal for size in sizes for goal in measured(size, queries, with_wagtail=size in wagtail)]
        print("\n".join(f"missed: {goal}" for goal in missed) or "All goals are met.")
        if missed:
            raise CommandError("Goals are missed.")

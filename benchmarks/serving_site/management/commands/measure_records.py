from django.core.management import CommandError
from django.core.management.base import BaseCommand
from records_measuring import measured


class Command(BaseCommand):
    """What ``records.py`` measures."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--times", type=int)
        parser.add_argument("--sizes", type=int, action="append")

    def handle(self, times, sizes, **options):
        missed = measured(sizes, times)
        print("\n".join(f"missed: {goal}" for goal in missed) or "All goals are met.")
        if missed:
            raise CommandError("Goals are missed.")

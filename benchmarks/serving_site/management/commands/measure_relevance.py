from pathlib import Path

from django.core.management import CommandError
from django.core.management.base import BaseCommand
from relevance_measuring import agency, law


class Command(BaseCommand):
    """What ``relevance.py`` measures."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("shared", type=Path)
        parser.add_argument("--wrong", action="store_true")

    def handle(self, shared, wrong, **options):
        missed = [*agency(shared, say_wrong=wrong), *law(shared)]
        print("\n".join(f"missed: {goal}" for goal in missed) or "All goals are met.")
        if missed:
            raise CommandError("Goals are missed.")

"""``qms_verify [--json]``: walk the register's chains."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from wagtail_qms.register.verify import verify


class Command(BaseCommand):
    """Exit 0 with what was counted, or name each broken row and exit 1."""

    help = "Check the register: digests, signatures, numbers, stored files, database triggers."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON object a line for each broken row")

    def handle(self, *args, **options):
        report = verify()
        for fault in report.faults:
            line = json.dumps(asdict(fault), ensure_ascii=False) if options["json"] else f"{fault.table} {fault.id}: {fault.problem}"
            self.stdout.write(line)
        if report.faults:
            raise CommandError(f"{len(report.faults)} broken", returncode=1)
        if not options["json"]:
            self.stdout.write(", ".join(f"{count} {name}" for name, count in sorted(report.counts.items())) or "nothing registered")

"""``qms_verify [--json]``: walk the chains of the register and of records."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from wagtail_qms.records.verify import verify_records
from wagtail_qms.register.verify import Fault, Report, verify


class Command(BaseCommand):
    """Exit 0 with what was counted, or name each broken row and exit 1."""

    help = "Check register and records: digests, logs, signatures, numbers, dates, stored files, database triggers."
    # What is registered has to be provable on a site that is set up wrongly, too.
    requires_system_checks = []

    def add_arguments(self, parser):
        words = "one JSON object a line for each broken row; one with the counts when all is sound"
        parser.add_argument("--json", action="store_true", help=words)

    def handle(self, *args, **options):
        report = verify()
        verify_records(report)
        for fault in report.faults:
            self.stdout.write(_line(fault, as_json=options["json"]))
        if report.faults:
            raise CommandError(f"{len(report.faults)} problems", returncode=1)
        self.stdout.write(_counted(report, as_json=options["json"]))


def _line(fault: Fault, *, as_json: bool) -> str:
    return json.dumps(asdict(fault), ensure_ascii=False) if as_json else f"{fault.table} {fault.id}: {fault.problem}"


def _counted(report: Report, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"counted": dict(sorted(report.counts.items()))})
    return "\n".join(f"{table}: {count}" for table, count in sorted(report.counts.items()))

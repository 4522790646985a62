"""Milliseconds and queries of the screens of records at 500, 5,000 and 50,000 tickets, beside a plain snippet's list.

    python benchmarks/records.py [--sizes 500 5000 50000] [--times 20]
    .ci/postgres python benchmarks/records.py            on PostgreSQL (DATABASE_URL: an empty database)

One run, one database, whole pages as the admin answers them. Each ticket has its nonconformity, its plan and three
lines of the log; one in ten is open. ``plain`` is Wagtail's own list of a snippet with as many rows and the same
texts. The pages take turns. Ends with 1 when a page asks more queries with many records than with few, or when its
p95 grows as much as the records.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wagtail-qms-records-") as data:
        path = os.pathsep.join(filter(None, [str(HERE), str(HERE.parent), os.environ.get("PYTHONPATH")]))
        os.environ |= {"BENCHMARK_DATA": data, "DJANGO_SETTINGS_MODULE": "serving_site.settings", "PYTHONPATH": path}
        _manage("migrate", "--verbosity=0")
        sizes = [f"--sizes={size}" for size in sorted(arguments.sizes)]
        return _manage("measure_records", f"--times={arguments.times}", *sizes)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 5_000, 50_000], help="tickets")
    parser.add_argument("--times", type=int, default=20, help="that each page is asked for at each size")
    return parser.parse_args()


def _manage(*command: str) -> int:
    return subprocess.run([sys.executable, "-m", "django", *command, "--skip-checks"], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())

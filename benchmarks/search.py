"""Milliseconds of a search at 1,000, 10,000 and 100,000 passages, beside what else would find the same words.

    python benchmarks/search.py [--sizes 1000 10000 100000] [--queries 40] [--wagtail 1000]
    .ci/postgres python benchmarks/search.py            on PostgreSQL (DATABASE_URL: an empty database)
    scripts/elasticsearch -- python benchmarks/search.py   with Elasticsearch too (QMS_ELASTICSEARCH_URL)

All in one run on one made-up corpus (``search_corpus``). ``bare`` is the database's own full text search for any of
the same words, in a table that has nothing else, best 20 by its own rank: the floor. ``bare, all words`` asks for
passages with every word. ``query`` is what the engine finds, ``answer`` the whole answer: facets, order, passages,
highlights. ``wagtail`` is Wagtail's own search over pages with the same texts, at the sizes of ``--wagtail``.
Everything is asked in turn, each query three times, of which the best counts. Ends with 1 when a goal is missed.
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
    with tempfile.TemporaryDirectory(prefix="wagtail-qms-search-") as data:
        path = os.pathsep.join(filter(None, [str(HERE), str(HERE.parent), os.environ.get("PYTHONPATH")]))
        os.environ |= {"BENCHMARK_DATA": data, "DJANGO_SETTINGS_MODULE": "serving_site.settings", "PYTHONPATH": path}
        _manage("migrate", "--verbosity=0")
        sizes = [f"--sizes={size}" for size in sorted(arguments.sizes)]
        wagtail = [f"--wagtail={size}" for size in arguments.wagtail]
        return _manage("measure_search", f"--queries={arguments.queries}", *sizes, *wagtail)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="passages")
    parser.add_argument("--queries", type=int, default=40, help="of each kind")
    parser.add_argument("--wagtail", type=int, nargs="*", default=[1_000], help="sizes at which Wagtail is asked too")
    return parser.parse_args()


def _manage(*command: str) -> int:
    return subprocess.run([sys.executable, "-m", "django", *command, "--skip-checks"], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())

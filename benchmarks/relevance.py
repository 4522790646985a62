"""How well the search answers, beside Wagtail's own search and BM25 over folded words, on the same passages.

    python benchmarks/relevance.py [--shared ../shared] [--wrong]
    .ci/postgres python benchmarks/relevance.py               on PostgreSQL (DATABASE_URL: an empty database)
    scripts/elasticsearch -- python benchmarks/relevance.py   with Elasticsearch too (QMS_ELASTICSEARCH_URL)

(a) Questions of the project (``relevance_queries.csv``) over the corpus and the seeds, imported as papers in force:
recall at 5, mean reciprocal rank at 10, the same typed without accents, and the share of questions that nothing
answers for which nothing is found. (b) ALQAC, each question's own article. Half of the questions, chosen by a hash of
their text, was never looked at while the order was made: "held out". Ends with 1 when a goal is missed.
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
    with tempfile.TemporaryDirectory(prefix="wagtail-qms-relevance-") as data:
        path = os.pathsep.join(filter(None, [str(HERE), str(HERE.parent), os.environ.get("PYTHONPATH")]))
        os.environ |= {"BENCHMARK_DATA": data, "DJANGO_SETTINGS_MODULE": "serving_site.settings", "PYTHONPATH": path}
        _manage("migrate", "--verbosity=0")
        return _manage("measure_relevance", str(arguments.shared.resolve()), *(["--wrong"] if arguments.wrong else []))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=HERE.parents[1] / "shared", help="where the documents are")
    parser.add_argument("--wrong", action="store_true", help="print questions not of the held-out half that go wrong")
    return parser.parse_args()


def _manage(*command: str) -> int:
    return subprocess.run([sys.executable, "-m", "django", *command, "--skip-checks"], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())

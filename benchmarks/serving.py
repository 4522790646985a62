"""Requests a second and p95 of a public document and of the list, beside a plain Wagtail page of the same text.

    python benchmarks/serving.py [--documents 10 100 1000] [--seconds 4] [--readers 2]

One run, one server (waitress, from the extra ``benchmarks``), one database (SQLite, or DATABASE_URL: an empty one).
Every address is visited once before it is measured. The three kinds take turns in short rounds, so that a
busy machine is unfair to none. Exits 1 when the document page is slower than the plain page, or slower with many
documents than with few by more than a quarter.
"""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: Addresses of each kind among which the readers choose, and rounds in which the kinds take turns.
MOST_ADDRESSES, ROUNDS = 50, 4
#: How much slower the largest number of documents may be than the smallest.
GROWTH = 1.25


@dataclass
class Measured:
    """What the readers of one kind of page met."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.times) / self.seconds

    @property
    def p95(self) -> float:
        """Milliseconds within which 95 of 100 requests were answered."""
        return statistics.quantiles(self.times, n=20)[-1] * 1000


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wagtail-qms-serving-") as data:
        path = os.pathsep.join(filter(None, [str(HERE), str(HERE.parent), os.environ.get("PYTHONPATH")]))
        os.environ |= {"BENCHMARK_DATA": data, "DJANGO_SETTINGS_MODULE": "serving_site.settings", "PYTHONPATH": path}
        results = _measure_all(arguments)
    return _say(results)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--documents", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--seconds", type=float, default=4.0, help="for each kind at each number of documents")
    parser.add_argument("--readers", type=int, default=2, help="who ask at the same time")
    return parser.parse_args()


def _measure_all(arguments) -> dict[int, dict[str, Measured]]:
    _manage("migrate", "--verbosity=0")
    port = _free_port()
    server = _start(port, arguments.readers)
    results, known = {}, 0
    try:
        for count in sorted(arguments.documents):
            _manage("fill_site", str(known), str(count))
            known = count
            results[count] = _measure(port, _addresses(count), arguments)
            print(f"{count} documents measured", file=sys.stderr)
    finally:
        server.terminate()
        server.wait()
    return results


def _manage(*command: str):
    subprocess.run([sys.executable, "-m", "django", *command, "--skip-checks"], check=True)


def _addresses(count: int) -> dict[str, list[str]]:
    numbers = range(0, count, max(count // MOST_ADDRESSES, 1))
    return {
        "plain page": [f"/trang/t{number}/" for number in numbers],
        "document": [f"/tai-lieu/d{number}/" for number in numbers],
        "list": ["/tai-lieu/"],
    }


def _measure(port: int, addresses: dict[str, list[str]], arguments) -> dict[str, Measured]:
    for paths in addresses.values():
        _read(port, paths, time.monotonic() + 60, [], once=True)
    found = {name: Measured() for name in addresses}
    for _round in range(ROUNDS):
        for name, paths in addresses.items():
            _take_turn(port, paths, arguments, found[name])
    return found


def _take_turn(port: int, paths: list[str], arguments, found: Measured):
    start = time.monotonic()
    until = start + arguments.seconds / ROUNDS
    readers = [
        threading.Thread(target=_read, args=(port, paths[at:] + paths[:at], until, found.times))
        for at in range(arguments.readers)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    found.seconds += time.monotonic() - start


def _read(port: int, paths: list[str], until: float, times: list[float], once: bool = False):
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    while time.monotonic() < until:
        for path in paths:
            start = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - start)
            if answer.status != 200:
                raise SystemExit(f"{path} answered {answer.status}")
            if time.monotonic() >= until:
                break
        if once:
            break
    connection.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _start(port: int, readers: int) -> subprocess.Popen:
    server = subprocess.Popen([sys.executable, "-m", "serving_site.server", str(port), str(readers)])
    for _try in range(100):
        time.sleep(0.1)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server
    server.terminate()
    raise SystemExit("The server does not answer.")


def _say(results: dict[int, dict[str, Measured]]) -> int:
    print(f"{'documents':>9}  {'page':<10}  {'requests/s':>10}  {'p95 ms':>7}  {'of plain':>8}")
    for count, found in results.items():
        for name, one in found.items():
            ratio = one.rate / found["plain page"].rate
            print(f"{count:>9}  {name:<10}  {one.rate:>10.0f}  {one.p95:>7.1f}  {ratio:>8.2f}")
    ratios = [found["document"].rate / found["plain page"].rate for found in results.values()]
    rates = [found["document"].rate for found in results.values()]
    growth = rates[0] / rates[-1]
    print(f"document page against plain page: {min(ratios):.2f} at least (goal: 1.00)")
    print(f"document page, few documents against many: {growth:.2f} (goal: below {GROWTH})")
    return 0 if min(ratios) >= 1 and growth < GROWTH else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Measures for ``search.py``: everybody is asked in turn, so that a busy machine is unfair to none."""

from __future__ import annotations

import time
from collections.abc import Callable

from search_asked import all_at, queries

#: Times that each query is asked of each.
TIMES = 3
#: Query and answer beside the bare database, milliseconds at 10,000 and 100,000 passages, passages indexed a second.
QUERY, ANSWER, P95, RATE = 1.5, 3.0, {10_000: 50, 100_000: 200}, 1_000


def measured(size: int, number: int, *, with_wagtail: bool) -> list[str]:
    """Print what was measured at ``size`` passages with ``number`` queries of each kind; the goals that are missed."""
    print(f"\n{size:,} passages", flush=True)
    missed, asked = [], {}
    for one in all_at(size, with_wagtail=with_wagtail):
        took = one.fill(size)
        if took is not None:
            print(f"  {one.name}: {size / took:,.0f} passages/s indexed, {one.megabytes():,.0f} MB", flush=True)
            if size / took < RATE:
                missed.append(f"{one.name}: {size / took:,.0f} passages/s indexed")
        asked |= one.ways()
    for kind, some in queries(size, number).items():
        missed += _say(size, kind, _times(asked, some))
    return missed


def _times(asked: dict[str, Callable], queries: list) -> dict[str, list[float]]:
    """By way of asking the milliseconds of each query."""
    times: dict[str, list[float]] = {name: [] for name in asked}
    for query in queries:
        best = dict.fromkeys(asked, float("inf"))
        for _time in range(TIMES):
            for name, ask in asked.items():
                start = time.perf_counter()
                ask(query)
                best[name] = min(best[name], 1000 * (time.perf_counter() - start))
        for name, took in best.items():
            times[name].append(took)
    return times


def _say(size: int, kind: str, times: dict[str, list[float]]) -> list[str]:
    """Print a line for each way of asking; returns the goals that are missed."""
    floor, missed = _at(times["bare"], 0.5), []
    for name, found in times.items():
        p50, p95 = _at(found, 0.5), _at(found, 0.95)
        print(f"  {kind:<12} {name:<22} p50 {p50:8.2f} ms  p95 {p95:8.2f} ms  {p50 / floor:6.2f} of bare", flush=True)
        most = {"query": QUERY, "answer": ANSWER}.get(name.removeprefix("database: "))
        if most and size > 1_000:
            if p50 > most * floor:
                missed.append(f"{size:,}, {kind}: {name} takes {p50 / floor:.2f} of bare, goal {most}")
            if p95 > P95.get(size, float("inf")):
                missed.append(f"{size:,}, {kind}: {name} p95 {p95:.0f} ms, goal {P95[size]}")
    return missed


def _at(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]

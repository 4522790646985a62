"""Measures for ``records.py``: whole pages of the admin, in turn."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from records_filling import Filling
from serving_site.models import PlainTicket

from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction

PLAIN = "plain: list"


@dataclass
class Measured:
    """What one page took at one size."""

    queries: int = 0
    times: list[float] = field(default_factory=list)

    def at(self, share: float) -> float:
        """Milliseconds within which that share of the answers came."""
        return sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * share))]


def measured(sizes: list[int], times: int) -> list[str]:
    """Print what was measured at each of ``sizes``; the goals that are missed."""
    filling, results = Filling(), {}
    for size in sizes:
        start = time.monotonic()
        filling.up_to(size)
        _analyse()
        print(f"\n{size:,} tickets, written in {time.monotonic() - start:.0f} s", flush=True)
        results[size] = _measure(filling, times)
        _say(results[size])
    return _missed(results) if len(sizes) > 1 else []


def _analyse():
    """What a database does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages() -> dict[str, str]:
    """By name the address of each page."""
    ticket = CorrectiveAction.objects.filter(state="submitted").latest("pk")
    tickets, reports = reverse("qms_ticket:list"), reverse("qms_nonconformity:list")
    plain = reverse(PlainTicket.snippet_viewset.get_url_name("list"))
    return {
        PLAIN: plain,
        "plain: filtered": f"{plain}?state=submitted",
        "plain: searched": f"{plain}?q=hồ+sơ",
        "plain: last page": f"{plain}?p={PlainTicket.objects.count() // 50}",
        "tickets: list": tickets,
        "tickets: filtered": f"{tickets}?state=submitted",
        "tickets: overdue": f"{tickets}?overdue=yes",
        "tickets: searched": f"{tickets}?q=ho+so",
        "tickets: nothing found": f"{tickets}?q=khongco",
        "tickets: mine": f"{tickets}?shown=mine",
        "tickets: last page": f"{tickets}?p={CorrectiveAction.objects.count() // 50}",
        "nonconformities: list": reports,
        "nonconformities: mine": f"{reports}?shown=mine",
        "home with its panel": reverse("wagtailadmin_home"),
        "board": reverse("wagtail_qms_reports:board"),
        "figures": reverse("wagtail_qms_reports:figures"),
        "chart": reverse("wagtail_qms_reports:chart", args=["causes"]),
        "register: nonconformities": _register("nonconformities"),
        "register: tickets": _register("tickets"),
        "register: searched": f"{_register('tickets')}?q=ho+so",
        "register: steps": _register("steps"),
        "ticket": reverse("qms_ticket:edit", args=[ticket.pk]),
    }


def _register(name: str) -> str:
    return f"{reverse('wagtailadmin_home')}qms/register-of-{name}/"


def _measure(filling: Filling, times: int) -> dict[str, Measured]:
    """The leader's pages; the plain ones for somebody whom Wagtail lets in everywhere."""
    people = {False: _client(filling.bureau.leader), True: _client(filling.superuser)}
    asked = {name: (people[name.startswith("plain")], url) for name, url in _pages().items()}
    results = {name: Measured() for name in asked}
    for name, (client, url) in asked.items():
        _ask(client, url)
        with CaptureQueriesContext(connection) as seen:
            _ask(client, url)
        results[name].queries = len(seen)
    for _time in range(times):
        for name, (client, url) in asked.items():
            start = time.perf_counter()
            _ask(client, url)
            results[name].times.append(1000 * (time.perf_counter() - start))
    return results


def _client(user) -> Client:
    cache.clear()
    client = Client()
    client.force_login(user)
    return client


def _ask(client: Client, url: str):
    answer = client.get(url)
    if answer.status_code != 200:
        raise SystemExit(f"{url} answered {answer.status_code}")


def _say(results: dict[str, Measured]):
    plain = results[PLAIN].at(0.95)
    print(f"  {'page':<26} {'queries':>7} {'p50 ms':>8} {'p95 ms':>8} {'p95 of plain':>12}")
    for name, found in results.items():
        p95 = found.at(0.95)
        print(f"  {name:<26} {found.queries:>7} {found.at(0.5):>8.1f} {p95:>8.1f} {p95 / plain:>12.2f}", flush=True)


def _missed(results: dict[int, dict[str, Measured]]) -> list[str]:
    """Print how much each page grew; the pages that grew as much as the records, or that asked more queries."""
    few, *_between, many = sorted(results)
    missed = []
    print(f"\np95 at {many:,} against {few:,} tickets ({many / few:.0f} times as many)")
    for name, first in results[few].items():
        last = results[many][name]
        grown = last.at(0.95) / first.at(0.95)
        print(f"  {name:<26} {grown:>6.2f}")
        if grown >= many / few:
            missed.append(f"{name}: p95 grew {grown:.0f} times")
        if last.queries > first.queries and not name.startswith("plain"):
            missed.append(f"{name}: {last.queries} queries, {first.queries} with few records")
    return missed

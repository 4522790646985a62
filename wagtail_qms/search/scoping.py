"""What a reader may find: their posts, the day, and what the host keeps from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from django.db.models import Q
from wagtail.models import PageViewRestriction

from wagtail_qms import clock
from wagtail_qms.register.models import Document
from wagtail_qms.register.policy import reader_of
from wagtail_qms.search.interface import Scope


def scope_of(
    request, *, agencies: Iterable[int] | None = None, chosen: Mapping[str, tuple[str, ...]] | None = None
) -> Scope:
    """What ``request`` may find today, of ``agencies`` (keys; None: of all); two queries for who is not signed in.

    ``chosen`` has by facet the values of which one must hold.
    """
    session = getattr(request, "session", None) or {}
    passed = session.get(PageViewRestriction.passed_view_restrictions_session_key, [])
    return scope_for(getattr(request, "user", None), agencies=agencies, chosen=chosen, passed=passed)


def scope_for(
    user,
    *,
    agencies: Iterable[int] | None = None,
    chosen: Mapping[str, tuple[str, ...]] | None = None,
    passed: Iterable[int] = (),
) -> Scope:
    """What ``user`` may find today. ``passed`` are the keys of page passwords that were given."""
    today = clock.today()
    return Scope(
        day=today,
        reader=reader_of(user, today),
        agencies=None if agencies is None else frozenset(agencies),
        hidden_pages=hidden_pages(user, frozenset(passed)),
        chosen=dict(chosen or {}),
    )


def hidden_pages(user, passed: frozenset[int] = frozenset()) -> frozenset[int]:
    """The documents' pages that lie in a section of the site which is closed to ``user``.

    One query while no section of the site is closed, at most three else.
    """
    rows = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.NONE)
    restrictions = list(rows.values_list("pk", "restriction_type", "page__path"))
    member_of = _member_of(user, {kind for _pk, kind, _path in restrictions})
    closed = [path for pk, kind, path in restrictions if not _lets_in(kind, user, pk in passed, pk in member_of)]
    if not closed:
        return frozenset()
    below = reduce(or_, (Q(page__path__startswith=path) for path in closed))
    return frozenset(Document.objects.issued().filter(below).values_list("page_id", flat=True))


def _lets_in(kind: str, user, is_passed: bool, is_member: bool) -> bool:
    """``restriction.accept_request`` without a request, and without a query for each restriction."""
    if kind == PageViewRestriction.PASSWORD:
        return is_passed
    if not getattr(user, "is_authenticated", False):
        return False
    return kind == PageViewRestriction.LOGIN or user.is_superuser or is_member


def _member_of(user, kinds: set[str]) -> frozenset[int]:
    """The keys of the restrictions to groups to which ``user`` belongs."""
    if PageViewRestriction.GROUPS not in kinds or not getattr(user, "is_authenticated", False):
        return frozenset()
    return frozenset(PageViewRestriction.objects.filter(groups__user=user).values_list("pk", flat=True))

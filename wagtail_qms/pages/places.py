"""Where things below a document list are: the search among its documents, and the feeds of new editions."""

from __future__ import annotations

from django.utils.translation import gettext

SEARCH, FEED = "tim-kiem", "moi-ban-hanh"


def of_list(index, request) -> str:
    """The address of the list ``index``."""
    return index.get_url(request) or ""


def search(index, request) -> str:
    """The search among the documents of the list ``index``."""
    return f"{of_list(index, request)}{SEARCH}/"


def feed(index, request) -> str:
    """Above the feeds of the list ``index``."""
    return f"{of_list(index, request)}{FEED}/"


def feeds(url: str) -> tuple[tuple[str, str, str], ...]:
    """The feeds below ``url`` for the head of a page: media type, title, address."""
    title = gettext("New editions")
    return (
        ("application/rss+xml", f"{title} (RSS)", f"{url}rss/"),
        ("application/atom+xml", f"{title} (Atom)", f"{url}atom/"),
    )

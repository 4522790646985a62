"""Asking the search page, and reading what it answers."""

from bs4 import BeautifulSoup

from wagtail_qms.register.models import Document
from wagtail_qms.search import vocabulary
from wagtail_qms.search.choosing import DATABASE, engine
from wagtail_qms.search.entries import changes
from wagtail_qms.search.models import IndexChange


def index_all() -> None:
    """Build the database's index of everything that is registered; nothing waits any more."""
    engine(DATABASE).rebuild(changes(Document.objects.issued().values_list("pk", flat=True)))
    IndexChange.objects.all().delete()
    vocabulary.forget()


def address(office) -> str:
    """The search page of the office's list."""
    return f"{office.index.url}tim-kiem/"


def ask(client, office, text: str = "", **asked) -> BeautifulSoup:
    """The page that answers ``text``; ``asked`` are further parameters."""
    response = client.get(address(office), {"q": text, **asked})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(tag) -> str:
    """What a tag says, on one line."""
    return " ".join(tag.get_text(" ").split())


def titles(page: BeautifulSoup) -> list[str]:
    """The titles of the documents of the answer, a direct answer first."""
    return [words(link) for link in page.select(".qms-direct__title a, .qms-hit__title a")]


def facet(page: BeautifulSoup, name: str) -> dict[str, int]:
    """The values of a facet with their counts."""
    rows = page.select(f"[aria-labelledby=qms-loc-{name}] li")
    return {
        words(row.select_one(".qms-facet__label")): int(row.select_one(".qms-facet__count").contents[0])
        for row in rows
    }

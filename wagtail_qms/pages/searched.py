"""What the host's own search finds a document by: the words of its edition in force, never those of the draft."""

from __future__ import annotations

from wagtail.models import Page
from wagtail.search import index

from wagtail_qms import clock
from wagtail_qms.content.text import plain
from wagtail_qms.pages.standing import document_of
from wagtail_qms.register import queries
from wagtail_qms.register.codes import code_key
from wagtail_qms.register.policy import ANYBODY, may_read
from wagtail_qms.search.analysis.indexing import analyse
from wagtail_qms.search.analysis.letters import composed
from wagtail_qms.search.analysis.tokens import codes

#: Letters of a document that the host's search knows: beyond it the databases' own limits are near.
_LENGTH = 200_000


def searched_text(page) -> str:
    """The words of the edition of ``page`` that everybody may read today; "" when there is none.

    Each stands there as it is written, without accents, and codes in one piece: the host's search folds neither.
    """
    document = document_of(page)
    edition = queries.in_force(document, clock.today()) if document is not None and document.is_issued else None
    if edition is None or not may_read(ANYBODY, edition):
        return ""
    said = (edition.code, edition.title, edition.parsed.summary, plain(edition.content))
    text = "\n".join(filter(None, said))[:_LENGTH]
    return "\n".join((text, analyse(text).folded, " ".join(_codes(text))))


def _codes(text: str) -> dict[str, None]:
    """The codes in ``text`` without separators, with and without leading zeros."""
    found = list(codes(composed(text)))
    return dict.fromkeys(spelling for code in found for spelling in (code.text, code_key(code.exact)))


def refresh_search(document) -> None:
    """Give the host's search what the register says of ``document``'s page, and of its aliases, now."""
    pages = Page.objects.filter(pk=document.page_id) | Page.objects.filter(alias_of=document.page_id)
    for page in pages:
        index.insert_or_update_object(page.specific)

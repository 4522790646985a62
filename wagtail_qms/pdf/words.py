"""The printed words of the paper form, in the language that is active while the HTML is written."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms.content import days
from wagtail_qms.content.days import day
from wagtail_qms.content.labels import english

__all__ = ["PRINTED", "day", "label", "place_and_date", "word"]

PRINTED = {
    "code": _("Code: %s"),
    "number": _("Edition: %s"),
    "issued_on": _("Issued on: %s"),
    "page": _("Page:"),
    "responsibility": _("Responsibility"),
    "name": _("Full name"),
    "signature": _("Signature"),
    "post": _("Post"),
    "drafting": _("Drafted by"),
    "review": _("Checked by"),
    "approval": _("Approved by"),
    "signed_on": _("Signed electronically on %s"),
    "contents": _("CONTENTS"),
    "amendments": _("RECORD OF AMENDMENTS TO THE DOCUMENT"),
    "amendments_line": _("Amendments to the document"),
    "row_number": _("No."),
    "amended": _("What was amended"),
    "basis": _("Legal or other basis of the amendment"),
    "amendment_number": _("Edition"),
    "amended_on": _("Issued on"),
    "verify": _("Scan the code or open this address to see whether the document is in force:"),
    "state": _("SOCIALIST REPUBLIC OF VIETNAM"),
    "state_motto": _("Independence – Freedom – Happiness"),
    "place_and_date": _("%(place)s, day %(day)s month %(month)s year %(year)s"),
    "motto": _("Motto:"),
    "picture": _("Picture: %s"),
    "outside": _("Related documents: %s"),
    "clauses": _("Clauses of the standard: %s"),
}


def word(key: str, *values: str) -> str:
    """The words of ``key`` in ``PRINTED``, with the values in their places. KeyError for an unknown key."""
    text = str(PRINTED[key])
    return text % values if values else text


def label(key: str) -> str:
    """The words of a key of ``content.labels``."""
    return gettext(english(key))


def place_and_date(place: str, value: date | None) -> str:
    """The line of decree 30/2020, annex I, with dots to write on when there is no date yet."""
    return days.place_and_date(str(PRINTED["place_and_date"]), place, value)

"""What citizens will see after an edition has been withdrawn or hidden: said before it is done."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wagtail_qms import clock
from wagtail_qms.register.enums import Status
from wagtail_qms.register.queries import in_force
from wagtail_qms.words import show_date


def consequences(verb: str, edition, data: dict) -> list[str]:
    """Sentences about what ``verb`` on ``edition`` (with ``status_today``) with the form's ``data`` brings about."""
    said = {"withdraw": _of_withdrawing, "hide": _of_hiding}.get(verb)
    return said(edition, data) if said else []


def _of_withdrawing(edition, data: dict) -> list[str]:
    day = show_date(data["withdrawn_on"])
    if edition.status_today == Status.TO_COME and data["withdrawn_on"] <= edition.effective_on:
        return [*_of_dropping(edition), _("A withdrawal cannot be taken back.")]
    return [
        _("From %(day)s on, no edition of this document is in force: an earlier one does not return.") % {"day": day},
        _("Citizens no longer find it in the list. Whoever opens its address, or the code on a paper copy, reads that "
          "it was withdrawn."),
        _("The PDF bears the words “No longer in force” across each page."),
        _("The edition stays in the register. A withdrawal cannot be taken back; a new edition can be issued."),
    ]  # fmt: skip


def _of_dropping(edition) -> list[str]:
    before = in_force(edition.document, clock.today())
    if before is None:
        return [_("This edition never comes into force, and no other one is in force.")]
    text = _("This edition never comes into force: citizens go on reading edition %(number)s.")
    return [text % {"number": before.number_text}]


def _of_hiding(edition, data: dict) -> list[str]:
    return [
        _("From this moment on nobody but the ISO secretary and the leader of the ISO board reads this edition: "
          "neither its page, nor its PDF, nor its files, nor in the search."),
        _("It stays in force: only what it says is out of sight until you show it again."),
        _("What people downloaded before stays with them."),
    ]  # fmt: skip

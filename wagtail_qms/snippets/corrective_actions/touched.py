"""Documents that a ticket touches: it stays open until their next editions are in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wagtail_qms.problems import Problem, block, gettext_noop
from wagtail_qms.register.models import Edition


def waiting_documents(ticket, today: date) -> list:
    """The documents touched whose new edition is not in force on ``today``, none being excused; two queries."""
    rows = [row for row in ticket.touched.select_related("document").order_by("pk") if not row.none_needed.strip()]
    if not rows:
        return []
    editions = Edition.objects.in_force(today).filter(document__in=[row.document_id for row in rows]).order_by()
    numbers = dict(editions.values_list("document_id", "number"))
    return [row for row in rows if numbers.get(row.document_id, 0) <= row.known_number]


def touched_problems(ticket, today: date) -> Iterator[Problem]:
    """Why the ticket cannot be closed because of a document."""
    for row in waiting_documents(ticket, today):
        message = gettext_noop(
            "%(document)s has no new edition in force: wait for it, or let the board say why none is needed."
        )
        yield block("touched.no_edition", message, "touched", document=str(row.document))

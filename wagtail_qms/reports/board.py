"""The open tickets by state: columns of a board, each with the ones that have waited longest."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from wagtail_qms import clock
from wagtail_qms.snippets.corrective_actions import waiting
from wagtail_qms.snippets.corrective_actions.enums import OVER, State
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction

#: Tickets shown in a column; the list has the rest.
SHOWN = 10
_STATES = tuple(state for state in State if state not in (*OVER, State.DRAFT))


@dataclass(slots=True)
class Card:
    """A ticket on the board."""

    ticket: CorrectiveAction
    days: int
    is_late: bool
    waits_for: str


@dataclass(slots=True)
class Column:
    """A state, how many tickets are in it, and the oldest of them."""

    state: State
    count: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Tickets that are not shown."""
        return self.count - len(self.cards)


def columns(agencies) -> list[Column]:
    """The board of the agencies' open tickets; two queries, however many there are."""
    tickets = CorrectiveAction.objects.filter(agency__in=agencies).open()
    counts = dict(tickets.order_by().values_list("state").annotate(count=Count("pk")))
    board = {state: Column(state, counts.get(state, 0)) for state in _STATES}
    place = Window(RowNumber(), partition_by=F("state"), order_by=[F("opened_on"), F("pk")])
    oldest = tickets.annotate(place=place).filter(place__lte=SHOWN).order_by("opened_on", "pk")
    for ticket in oldest.select_related("unit", "audited_unit", "executing_unit", "nonconformity"):
        board[State(ticket.state)].cards.append(_card(ticket))
    return list(board.values())


def _card(ticket: CorrectiveAction) -> Card:
    today, due = clock.today(), waiting.due_on(ticket)
    return Card(ticket, (today - ticket.opened_on).days, bool(due and due < today), waiting.next_actor(ticket))

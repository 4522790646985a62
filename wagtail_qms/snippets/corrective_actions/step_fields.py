"""What each step of a ticket asks for, and how its log shows what was said."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_qms.dates import DayField
from wagtail_qms.records.screens.forms import staff_field, text, unit_field
from wagtail_qms.snippets.corrective_actions.enums import Ground


def _grounds(_ticket):
    return forms.MultipleChoiceField(
        label=_("Why it is needed"), choices=Ground.choices, widget=forms.CheckboxSelectMultiple
    )


def _staff(label, help_text=""):
    return lambda ticket: staff_field([ticket.agency_id], label, help_text=help_text)


def _unit(label, help_text=""):
    return lambda ticket: unit_field([ticket.agency_id], label, help_text=help_text)


def _day(label, help_text=""):
    return lambda _ticket: DayField(label=label, help_text=help_text)


def _text(label, help_text=""):
    return lambda _ticket: text(label, help_text=help_text, max_length=10_000)


_PROOF = _("What you looked at and what you saw: a book, a sample of files, a count.")
_KEEPS = _("Left empty, it stays as it is.")

STEP_FIELDS = {
    "confirm_need": (("grounds", _grounds),),
    "assign": (
        ("unit", _unit(_("Executing unit"))),
        ("person", _staff(_("Analysed by"))),
        ("due_on", _day(_("Plan due on"))),
    ),
    "approve_plan": (
        ("implementer", _staff(_("Implementer"))),
        ("complete_by", _day(_("To be completed by"))),
    ),
    "reassign": (
        ("person", _staff(_("To whom"))),
        ("unit", _unit(_("Executing unit"), _KEEPS)),
        ("due_on", _day(_("Deadline"), _KEEPS)),
    ),
    "verify_met": (("evidence", _text(_("Evidence of the result"), _PROOF)),),
    "require_new_measure": (("evidence", _text(_("Why the cause remains"), _PROOF)),),
    "verify_not_met": (("evidence", _text(_("What is undone or incomplete"), _PROOF)),),
    "close": (
        ("lessons", _text(_("Lessons"), _("What others should do the same way, or never again."))),
        ("check_on", _day(_("Effect to be checked on"))),
        ("criterion", _text(_("It is effective when"), _("Such as: no late dossier in three months."))),
        ("checker", _staff(_("Effect checked by"), _("Nobody who took part in the plan or its measures."))),
        ("no_check", _text(_("Or why no effect is checked"))),
        ("risk_updates", _text(_("Changes in the risk register"))),
    ),
    "confirm_effect": (("evidence", _text(_("Evidence of the effect"), _PROOF)),),
    "deny_effect": (("evidence", _text(_("What came back"), _PROOF)),),
}

EXPLANATIONS = {
    "raise_ticket": _("Box 1 is complete. The ticket gets its number and goes to the head of the unit."),
    "confirm_need": _("You find that this ticket is needed."),
    "dismiss": _("The ticket is not needed. It stays in the list as dismissed, with your reason."),
    "submit": _("The ticket goes to the leader of the ISO board, who assigns it."),
    "assign": _("Who looks for the cause and proposes measures, and until when."),
    "send_back": _("Box 1 needs more: the ticket goes back to its author."),
    "propose": _("Box 2 is complete: cause and measures. It goes to the head of the executing unit."),
    "endorse": _("You stand by the cause and the measures. They go to the leader of the ISO board."),
    "approve_plan": _("The measures are carried out as planned."),
    "return_plan": _("Box 2 needs more: it goes back to the person who analyses."),
    "revise_plan": _("The measures have to change: a new version of box 2 begins, this one is kept."),
    "reassign": _("Somebody else takes it over."),
    "report_done": _("Every measure is done and proved. The ticket goes to top management for the check."),
    "verify_met": _("You have checked: the measures are done and the cause is gone."),
    "require_new_measure": _("You have checked: the measures are done, but the cause remains."),
    "verify_not_met": _("You have checked: it is undone or incomplete. A new ticket takes the place of this one."),
    "close": _("The ticket is closed. Say what was learnt and how its effect is checked."),
    "confirm_effect": _("It did not come back."),
    "deny_effect": _("It came back. A new ticket takes the place of this one."),
    "cancel": _("The draft comes to nothing. It stays in the list as cancelled."),
}  # fmt: skip

#: Steps with which files come, and the part of the ticket that those belong to.
PARTS = {
    "verify_met": "box3",
    "require_new_measure": "box3",
    "verify_not_met": "box3",
    "confirm_effect": "effect",
    "deny_effect": "effect",
}

LABELS = {
    "grounds": (_("Why it is needed"), lambda value: Ground(value).label if value in Ground.values else value),
    "unit": (_("Executing unit"), None),
    "person": (_("Person"), None),
    "due_on": (_("Due on"), None),
    "implementer": (_("Implementer"), None),
    "complete_by": (_("To be completed by"), None),
    "evidence": (_("Evidence"), None),
    "lessons": (_("Lessons"), None),
    "check_on": (_("Effect to be checked on"), None),
    "criterion": (_("It is effective when"), None),
    "checker": (_("Effect checked by"), None),
    "no_check": (_("Why no effect is checked"), None),
    "risk_updates": (_("Changes in the risk register"), None),
}

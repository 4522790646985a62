"""The verbs as pages of the admin: words, form, rule and action of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from wagtail_qms.register import forms, keeping, verbs


def _withdraw(row, person, data):
    keeping.withdraw(edition=row, person=person, **data)


def _hide(row, person, data):
    keeping.hold(edition=row, person=person, **data)


def _show(row, person, data):
    keeping.release(edition=row, person=person, **data)


def _restrict(row, person, data):
    keeping.restrict(document=row, person=person, **data)


def _distribute(row, person, data):
    unit = data["unit"].name if data["unit"] else ""
    given = {name: data[name] for name in ("copy_no", "distributed_on", "read_by")}
    keeping.distribute(edition=row, person=person, unit=unit, receiver=data["person"], **given)


def _recall(row, person, data):
    keeping.recall(distribution=row, person=person, **data)


def _acknowledge(row, person, data):
    keeping.acknowledge(edition=row, person=person)


@dataclass(frozen=True, slots=True)
class VerbPage:
    """A verb in the admin. ``target``: what it is about; ``confirms``: it is shown again before it is done."""

    title: str
    form: type[forms.VerbForm]
    problems: Callable
    act: Callable
    done: str
    button: str
    explanation: str = ""
    target: str = "edition"
    icon: str = "edit"
    confirms: bool = False
    is_serious: bool = False


VERBS = {
    "withdraw": VerbPage(
        title=_("Withdraw the edition"),
        form=forms.WithdrawForm,
        problems=verbs.withdrawing,
        act=_withdraw,
        done=_("The edition has been withdrawn."),
        button=_("Withdraw"),
        icon="cross",
        confirms=True,
        is_serious=True,
    ),
    "hide": VerbPage(
        title=_("Hide the edition at once"),
        form=forms.ReasonForm,
        problems=verbs.hiding,
        act=_hide,
        done=_("The edition is hidden."),
        button=_("Hide at once"),
        icon="no-view",
        confirms=True,
        is_serious=True,
    ),
    "show": VerbPage(
        title=_("Show the edition again"),
        form=forms.ReasonForm,
        problems=verbs.showing,
        act=_show,
        done=_("The edition is shown again."),
        button=_("Show again"),
        explanation=_("Whoever could read the edition before it was hidden can read it again."),
        icon="view",
    ),
    "restrict": VerbPage(
        title=_("Make the document internal"),
        form=forms.ReasonForm,
        problems=verbs.restricting,
        act=_restrict,
        done=_("The document is internal now."),
        button=_("Make internal"),
        explanation=_(
            "From now on only signed-in staff of the agency read the editions so far: page, PDF and files. "
            "Only a later edition can make the document public again."
        ),
        target="document",
        icon="lock",
        confirms=True,
        is_serious=True,
    ),
    "distribute": VerbPage(
        title=_("Hand out a copy"),
        form=forms.DistributeForm,
        problems=verbs.distributing,
        act=_distribute,
        done=_("The copy is in the distribution list."),
        button=_("Hand out"),
        explanation=_("Name a unit or a person. Whoever is asked to read finds the edition in their reading list."),
        icon="copy",
    ),
    "recall": VerbPage(
        title=_("Recall the copy"),
        form=forms.RecallForm,
        problems=verbs.recalling,
        act=_recall,
        done=_("The copy has been recalled."),
        button=_("Recall"),
        target="copy",
        icon="undo",
    ),
    "acknowledge": VerbPage(
        title=_("I have read and understood this edition"),
        form=forms.AcknowledgeForm,
        problems=verbs.acknowledging,
        act=_acknowledge,
        done=_("It is registered that you have read and understood this edition."),
        button=_("I have read and understood"),
        explanation=_("Your name, your post and the time go into the register. This cannot be taken back."),
        icon="glasses",
    ),
}

"""What is told while a ticket is carried out: measures done, progress, resources, documents, evidence."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_qms import clock
from wagtail_qms.dates import DayField
from wagtail_qms.records.chain import RecordNote
from wagtail_qms.records.screens.evidence import AddEvidence
from wagtail_qms.records.screens.forms import RecordForm, text
from wagtail_qms.records.screens.pages import ActionPage
from wagtail_qms.register.access import reader_today
from wagtail_qms.register.models import Edition
from wagtail_qms.snippets.corrective_actions import actions, rules
from wagtail_qms.snippets.corrective_actions.enums import NoteKind, State
from wagtail_qms.snippets.corrective_actions.page import TicketPage
from wagtail_qms.snippets.corrective_actions.plans import Measure, TouchedDocument


class MeasureForm(RecordForm):
    """When it was done, and what proves it."""

    done_on = DayField(label=_("Done on"), initial=clock.today)
    evidence = text(_("What proves it"), required=False, help_text=_("In words, or as a file below."))


class TextForm(RecordForm):
    """A few lines."""

    text = text(_("In words"), rows=4, max_length=10_000)


class AnswerForm(TextForm):
    """The board's answer."""

    granted = forms.ChoiceField(
        label=_("Answer"), choices=[("yes", _("Granted")), ("no", _("Not granted"))], widget=forms.RadioSelect
    )
    field_order = ("granted", "text")


class DocumentForm(RecordForm):
    """One of the agency's documents."""

    edition = forms.ModelChoiceField(label=_("Document"), queryset=Edition.objects.none())

    def __init__(self, *args, user, agency_id, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Edition.objects.in_force(clock.today()).filter(document__agency=agency_id).order_by("code", "pk")
        self.fields["edition"].queryset = rows.readable_by(reader_today(user)).select_related("document")


class TicketAction(TicketPage, ActionPage):
    """A small page about a ticket."""

    #: Why it is not for everybody; the actions say the same.
    who = ""

    def may(self) -> bool:
        """Whether this person may do it now."""
        raise NotImplementedError

    def reasons(self):
        return [] if self.may() else [self.who]


class MeasureView(TicketAction):
    """Say that a measure was done."""

    who = _("The implementer says what is done, or the person whose measure it is.")

    takes_files = True

    @cached_property
    def measure(self) -> Measure:
        """The measure that the address names."""
        return get_object_or_404(Measure.objects.filter(plan__ticket=self.record), pk=self.kwargs["measure"])

    def may(self):
        return rules.may_report_measures(self.case, self.actor, self.measure.owner_id)

    @property
    def crumb(self):
        return gettext("Report measure %(place)s as done") % {"place": self.measure.place}

    @property
    def explanation(self):
        return self.measure.what

    def make_form(self, data=None):
        initial = {"evidence": self.measure.evidence}
        if self.measure.done_on:
            initial["done_on"] = self.measure.done_on
        return MeasureForm(data, initial=initial)

    @transaction.atomic
    def act(self, form, uploads):
        typed = form.cleaned_data
        actions.report_measure(
            self.measure, by=self.request.user, done_on=typed["done_on"], evidence=typed["evidence"]
        )
        uploads.attach_to(self.record, part=f"measure:{self.measure.pk}")


class ProgressView(TicketAction):
    """Report progress."""

    who = _("Who carries the ticket out reports its progress.")

    explanation = _("What was reached so far, and what comes next. At least once a month.")

    def may(self):
        return self.may_report_progress

    @property
    def crumb(self):
        return gettext("Report progress")

    def make_form(self, data=None):
        return TextForm(data)

    def act(self, form, uploads):
        actions.note_progress(self.record, by=self.request.user, text=form.cleaned_data["text"])


class RequestView(TicketAction):
    """Ask for resources."""

    who = _("The implementer asks the ISO board for resources.")

    explanation = _("What is lacking, how much of it, and until when. The ISO board answers.")

    def may(self):
        return self.may_request

    @property
    def crumb(self):
        return gettext("Ask for resources")

    def make_form(self, data=None):
        return TextForm(data)

    def act(self, form, uploads):
        actions.request_resources(self.record, by=self.request.user, text=form.cleaned_data["text"])


class AnswerView(TicketAction):
    """Answer a request for resources."""

    who = _("The ISO board answers requests.")

    @cached_property
    def asked(self) -> RecordNote:
        """The request."""
        notes = RecordNote.objects.of(self.record).filter(kind=NoteKind.REQUEST)
        return get_object_or_404(notes, sequence=self.kwargs["sequence"])

    def may(self):
        return rules.may_answer_requests(self.case, self.actor)

    @property
    def crumb(self):
        return gettext("Answer the request")

    @property
    def explanation(self):
        return f"{self.asked.recorded_by_name}: {self.asked.text}"

    def make_form(self, data=None):
        return AnswerForm(data)

    def act(self, form, uploads):
        typed = form.cleaned_data
        actions.answer_request(
            self.record,
            by=self.request.user,
            request=self.asked,
            text=typed["text"],
            granted=typed["granted"] == "yes",
        )


class TouchView(TicketAction):
    """Name a document that the ticket changes."""

    who = _("Documents are named while the ticket is worked on, by who works on it or the ISO board.")

    explanation = _("The ticket is closed when the next edition of that document is in force.")

    def may(self):
        return self.may_touch

    @property
    def crumb(self):
        return gettext("Name a document that it changes")

    def make_form(self, data=None):
        return DocumentForm(data, user=self.request.user, agency_id=self.record.agency_id)

    def act(self, form, uploads):
        actions.touch_document(self.record, by=self.request.user, document=form.cleaned_data["edition"].document)


class ExcuseView(TicketAction):
    """Say why a document needs no new edition."""

    who = _("Only the ISO board says that no new edition is needed.")

    @cached_property
    def named(self) -> TouchedDocument:
        """The document."""
        return get_object_or_404(TouchedDocument.objects.filter(ticket=self.record), pk=self.kwargs["touched"])

    def may(self):
        return self.may_excuse

    @property
    def crumb(self):
        return gettext("No new edition is needed")

    @property
    def explanation(self):
        return str(self.named.document)

    def make_form(self, data=None):
        return TextForm(data)

    def act(self, form, uploads):
        actions.excuse_document(self.named, by=self.request.user, why=form.cleaned_data["text"])


class EvidenceView(TicketPage, AddEvidence):
    """Add evidence to a ticket."""

    closed_states = frozenset({State.EFFECTIVE, State.INEFFECTIVE, State.FAILED, State.DISMISSED, State.CANCELLED})

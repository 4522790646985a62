"""Adding evidence to a record at any time, without moving it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from wagtail_qms import clock
from wagtail_qms.problems import Refused, block, gettext_noop
from wagtail_qms.records.actors import actor_of
from wagtail_qms.records.rules import staff_problems
from wagtail_qms.records.screens.forms import RecordForm
from wagtail_qms.records.screens.pages import ActionPage
from wagtail_qms.words import say


class AddEvidence(ActionPage):
    """Files of evidence; the subject says in which states nothing is added any more."""

    takes_files = True
    closed_states: frozenset[str] = frozenset()
    #: The part of the record that the files belong to.
    part = ""

    @property
    def crumb(self):
        return gettext("Add evidence")

    def reasons(self):
        if self.record.state in self.closed_states:
            return [gettext("Nothing more is added: the record is over.")]
        actor = actor_of(self.request.user, self.record.agency_id, clock.today())
        return [say(problem) for problem in staff_problems(actor)]

    def make_form(self, data=None):
        return RecordForm(data)

    @transaction.atomic
    def act(self, form, uploads):
        if self.reasons():
            raise Refused(block("record.over", gettext_noop("Nothing more is added: the record is over.")))
        if not uploads.rows:
            raise Refused(block("record.missing", gettext_noop("Choose a file.")))
        uploads.attach_to(self.record, part=self.part)

"""Reporting a nonconformity, in two minutes on a phone; mending a report; what is offered while typing."""

from __future__ import annotations

from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from wagtail_qms import clock
from wagtail_qms.organisation.models import Appointment, Unit
from wagtail_qms.problems import Refused
from wagtail_qms.records.actors import actor_of
from wagtail_qms.records.screens.pages import ActionPage, ScreenMixin
from wagtail_qms.records.screens.uploads import Uploads
from wagtail_qms.register.access import reader_today
from wagtail_qms.snippets.nonconformities import requirement_search
from wagtail_qms.snippets.nonconformities.actions import amend_report, report
from wagtail_qms.snippets.nonconformities.enums import State
from wagtail_qms.snippets.nonconformities.forms import MORE, ReportForm
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.nonconformities.queries import likely_repeats
from wagtail_qms.words import show_date

#: Pressed to search for a requirement without a script.
FIND = "find"


class Reporting(ScreenMixin):
    """For whoever holds a post today."""

    model = Nonconformity
    namespace = "qms_nonconformity"

    @cached_property
    def agencies(self) -> frozenset[int]:
        """The agencies where the person reports."""
        return frozenset(reader_today(self.request.user).agencies)


class ReportView(Reporting, TemplateView):
    """Report a nonconformity."""

    template_name = "wagtail_qms/admin/records/report.html"
    page_title = _("Report a nonconformity")
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        if not self.agencies:
            return self.turn_away(gettext("Whoever holds a post at an agency today reports."))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def initial(self) -> dict:
        """What is in the form to begin with: the person's own unit."""
        posts = Appointment.objects.on(clock.today()).filter(user=self.request.user, unit__isnull=False)
        return {"unit": posts.values_list("unit", flat=True).first()}

    def get(self, request, *args, **kwargs):
        form = ReportForm(user=request.user, agencies=self.agencies, initial=self.initial())
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request, *args, **kwargs):
        form = ReportForm(request.POST, user=request.user, agencies=self.agencies)
        uploads = Uploads(request)
        is_valid = form.is_valid()
        if FIND in request.POST:
            # Only a search: what is still missing is not complained about yet.
            form._errors.clear()
        elif is_valid and not uploads.errors and not form.asks_repeats:
            record = self.report(form, uploads)
            if record:
                return self.reported(record)
        return self.render_to_response(self.get_context_data(form=form, uploads=uploads))

    @transaction.atomic
    def _report(self, form, uploads) -> Nonconformity:
        record = report(
            agency=form.cleaned_data["unit"].agency,
            by=self.request.user,
            because=form.cleaned_data["because"],
            found_by=form.cleaned_data["found_by"],
            **form.report(),
        )
        uploads.attach_to(record, part="box1")
        return record

    def report(self, form, uploads) -> Nonconformity | None:
        """The report; None when it was refused, with the reasons in ``form``."""
        try:
            return self._report(form, uploads)
        except Refused as refused:
            form.refuse(refused.problems)
            return None

    def reported(self, record):
        """Say so, and lead to its page."""
        messages.success(self.request, gettext("Reported. It has the number %(number)s.") % {"number": record.number})
        return redirect(self.url("edit", record.pk))

    def get_context_data(self, *, form, uploads=None, **kwargs):
        return super().get_context_data(form=form, uploads=uploads, media=form.media, **kwargs)


class AmendView(Reporting, ActionPage):
    """Mend a report, before anybody has decided upon it."""

    template_name = "wagtail_qms/admin/records/report.html"
    related = ("agency", "unit", "edition")
    takes_files = True

    @property
    def crumb(self):
        return gettext("Mend the report")

    def reasons(self):
        record = self.record
        actor = actor_of(self.request.user, record.agency_id, clock.today())
        if record.state == State.REPORTED and actor.is_staff and record.author_id == self.request.user.pk:
            return []
        return [gettext("A report is mended by who wrote it, until it is decided upon.")]

    def make_form(self, data=None):
        record = self.record
        names = {"title", "description", "unit", "found_on", "requirement_words", *MORE, "repeats"}
        initial = {name: getattr(record, name) for name in names}
        initial["requirement"] = requirement_search.value_of(record)
        return ReportForm(
            data, user=self.request.user, agencies={record.agency_id}, initial=initial, leave_out=record.pk
        )

    def post(self, request, *args, **kwargs):
        if FIND not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.make_form(request.POST)
        form.is_valid()
        form._errors.clear()
        return self.show(form, uploads=Uploads(request))

    @transaction.atomic
    def act(self, form, uploads):
        amend_report(self.record, by=self.request.user, **form.report())
        uploads.attach_to(self.record, part="box1")

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_amending=True, **kwargs)


class RepeatsView(Reporting, TemplateView):
    """Earlier reports that what is being typed probably repeats, as JSON."""

    def get(self, request, *args, **kwargs):
        asked = request.GET
        key = asked.get("unit", "")
        unit = Unit.objects.filter(pk=int(key) if key.isdecimal() else 0, agency__in=self.agencies).first()
        text = asked.get("text", "").strip()[:4000]
        if unit is None or len(text) < 8:
            return JsonResponse({"repeats": []})
        found = likely_repeats(
            agency_id=unit.agency_id, text=text, unit_id=unit.pk, requirement_key=_key(asked.get("requirement", ""))
        )
        return JsonResponse({"repeats": [_told(repeat.record) for repeat in found]})


def _key(value: str) -> str:
    """The requirement's key for the value of a form."""
    kind, _bar, rest = value.partition("|")
    name, _bar, number = rest.rpartition("|")
    if kind == "section" and number:
        return f"edition:{name}:{number}"
    return f"{name}:{number}" if kind == "clause" else ""


def _told(record) -> dict:
    return {
        "id": record.pk,
        "label": f"{record.number} {record.title} – {show_date(record.found_on)}",
        "url": reverse("qms_nonconformity:edit", args=[record.pk]),
    }


class RequirementsView(Reporting, TemplateView):
    """Requirements that have the words typed, as JSON."""

    def get(self, request, *args, **kwargs):
        found = requirement_search.search(request.user, self.agencies, request.GET.get("q", "")[:200])
        return JsonResponse({"choices": [{"value": one.value, "label": one.label} for one in found]})

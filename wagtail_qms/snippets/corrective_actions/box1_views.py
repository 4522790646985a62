"""Writing box 1: a new ticket, also one that takes a nonconformity over, and a draft that is mended."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages

from wagtail_qms import clock
from wagtail_qms.organisation.models import Appointment
from wagtail_qms.problems import Refused
from wagtail_qms.records.screens.pages import ActionPage, ScreenMixin
from wagtail_qms.records.transitions import perform
from wagtail_qms.register.access import reader_today
from wagtail_qms.snippets.corrective_actions import actions, rules
from wagtail_qms.snippets.corrective_actions.box1_form import Box1Form, initial_of
from wagtail_qms.snippets.corrective_actions.enums import State
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.page import TicketPage
from wagtail_qms.snippets.nonconformities import requirement_search
from wagtail_qms.snippets.nonconformities.models import Nonconformity

#: Pressed to search for a requirement without a script, and to raise the ticket at once.
FIND, RAISE = "find", "raise"
_TEMPLATE = "wagtail_qms/admin/records/box1.html"


def searched(form):
    """The form after a search alone: what is still missing is not complained about yet."""
    form.is_valid()
    form._errors.clear()
    return form


class AddView(ScreenMixin, TemplateView):
    """A new ticket."""

    template_name = _TEMPLATE
    model = CorrectiveAction
    namespace = "qms_ticket"
    page_title = _("New corrective action ticket")
    header_icon = "clipboard-list"

    @cached_property
    def agencies(self) -> frozenset[int]:
        """The agencies where the person writes tickets."""
        return frozenset(reader_today(self.request.user).agencies)

    def dispatch(self, request, *args, **kwargs):
        if not self.agencies:
            return self.turn_away(gettext("Whoever holds a post at an agency today writes tickets."))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def found(self) -> Nonconformity | None:
        """The nonconformity that the address names."""
        key = self.request.GET.get("nonconformity", "")
        rows = Nonconformity.objects.filter(agency__in=self.agencies).select_related("unit", "edition")
        return rows.filter(pk=int(key)).first() if key.isdecimal() else None

    def initial(self) -> dict:
        """What the nonconformity says; else the person's own unit."""
        if self.found is None:
            posts = Appointment.objects.on(clock.today()).filter(user=self.request.user, unit__isnull=False)
            return {"unit": posts.values_list("unit", flat=True).first()}
        found = self.found
        names = ("unit", "source", "grade", "title", "description", "requirement_words")
        values = {name: getattr(found, name) for name in names}
        values["audited_unit"] = found.unit if found.source == "audit" else None
        return values | {"nonconformity": found.number, "requirement": requirement_search.value_of(found)}

    def form(self, data=None) -> Box1Form:
        """Box 1."""
        return Box1Form(data, user=self.request.user, agencies=self.agencies, initial=self.initial())

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST)
        if FIND in request.POST:
            searched(form)
        elif form.is_valid():
            ticket = self.write(form)
            if ticket:
                return self.written(ticket)
        return self.render_to_response(self.get_context_data(form=form))

    @transaction.atomic
    def _write(self, form) -> CorrectiveAction:
        user, fields = self.request.user, form.box()
        ticket = actions.open_ticket(agency=fields["unit"].agency, by=user, **fields)
        if RAISE in self.request.POST:
            perform(ticket, "raise_ticket", by=user, because=form.cleaned_data["because"])
        return ticket

    def write(self, form) -> CorrectiveAction | None:
        """The ticket; None when it was refused, with the reasons in ``form``."""
        try:
            return self._write(form)
        except Refused as refused:
            form.refuse(refused.problems)
            return None

    def written(self, ticket):
        """Say so, and lead to its page."""
        if ticket.number:
            text = gettext("Raised. It has the number %(number)s.") % {"number": ticket.number}
        else:
            text = gettext("Saved as a draft. Raise it when box 1 is complete.")
        messages.success(self.request, text)
        return HttpResponseRedirect(self.url("edit", ticket.pk))

    def get_context_data(self, *, form, **kwargs):
        return super().get_context_data(form=form, media=form.media, may_raise=True, **kwargs)


class Box1View(TicketPage, ActionPage):
    """Box 1 of a draft, or of a ticket that was raised."""

    template_name = _TEMPLATE

    @property
    def crumb(self):
        return gettext("Write box 1")

    def reasons(self):
        if rules.may_write_box1(self.case, self.actor):
            return []
        return [gettext("Box 1 is written by the ticket's author, until its need is confirmed.")]

    def make_form(self, data=None):
        initial = initial_of(self.record)
        initial |= {
            "requirement": requirement_search.value_of(self.record),
            "requirement_words": self.record.requirement_words,
        }
        return Box1Form(data, user=self.request.user, agencies={self.record.agency_id}, initial=initial)

    def post(self, request, *args, **kwargs):
        if FIND in request.POST:
            return self.show(searched(self.make_form(request.POST)))
        return super().post(request, *args, **kwargs)

    @transaction.atomic
    def act(self, form, uploads):
        actions.write_box1(self.record, by=self.request.user, **form.box())
        if RAISE in self.request.POST:
            perform(self.record, "raise_ticket", by=self.request.user, because=form.cleaned_data["because"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_raise=self.record.state == State.DRAFT, **kwargs)

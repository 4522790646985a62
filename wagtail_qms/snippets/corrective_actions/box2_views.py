"""Writing box 2: the cause, and what is done about it."""

from __future__ import annotations

from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext
from wagtail.admin import messages

from wagtail_qms import clock
from wagtail_qms.problems import Level, Refused
from wagtail_qms.records.screens.pages import ActionPage
from wagtail_qms.records.transitions import perform
from wagtail_qms.snippets.corrective_actions import actions, rules
from wagtail_qms.snippets.corrective_actions.box2_form import Box2
from wagtail_qms.snippets.corrective_actions.page import TicketPage
from wagtail_qms.snippets.corrective_actions.plan_problems import plan_problems
from wagtail_qms.snippets.corrective_actions.queries import current_plan, measures_of
from wagtail_qms.words import say

#: Pressed for one more line, and to propose at once.
MORE, PROPOSE = "more", "propose"


class Box2View(TicketPage, ActionPage):
    """Box 2 while the ticket is being analysed."""

    template_name = "wagtail_qms/admin/records/box2.html"

    @property
    def crumb(self):
        return gettext("Write box 2")

    def reasons(self):
        if rules.may_write_plan(self.case, self.actor):
            return []
        return [gettext("Box 2 is written by the person assigned, while the ticket is being analysed.")]

    def get(self, request, *args, **kwargs):
        reasons = self.reasons()
        return self.show_box(None if reasons else Box2(self.record, current_plan(self.record)), reasons)

    def post(self, request, *args, **kwargs):
        plan = current_plan(self.record)
        if self.reasons() and plan is None:
            return self.show_box(None, self.reasons())
        data = request.POST
        if MORE in data:
            return self.show_box(Box2(self.record, plan, _one_more(data)))
        box = Box2(self.record, plan, data)
        if box.is_valid() and self.saved(box):
            messages.success(request, gettext("Proposed.") if PROPOSE in data else gettext("Box 2 is saved."))
            return redirect(self.page_url)
        return self.show_box(box)

    def saved(self, box: Box2) -> bool:
        """Save it; False when it was refused, with the reasons in the form."""
        try:
            self.save(box)
        except Refused as refused:
            box.refuse(refused.problems)
            return False
        return True

    @transaction.atomic
    def save(self, box: Box2):
        """Write the plan, and propose it when that was pressed."""
        typed, user = box.form.cleaned_data, self.request.user
        actions.write_plan(
            self.record,
            by=user,
            measures=box.rows(clock.today()),
            coordinating_units=typed["coordinating_units"],
            diagram=box.diagram(),
            **box.form.plan(),
        )
        if PROPOSE in self.request.POST:
            perform(self.record, "propose", by=user, because=typed["because"])

    def missing(self) -> list[str]:
        """What keeps it from being proposed as it is stored."""
        found = plan_problems(self.record, current_plan(self.record), measures_of(self.record))
        return list(dict.fromkeys(say(problem) for problem in found if problem.level != Level.WARN))

    def show_box(self, box: Box2 | None, reasons=()):
        """The page."""
        missing = self.missing() if box and not box.form.is_bound else []
        context = self.get_context_data(form=box.form if box else None, box=box, reasons=reasons, missing=missing)
        return self.render_to_response(context)


def _one_more(data):
    """What was typed, with one more blank measure."""
    more, typed = data.copy(), data.get("measure-TOTAL_FORMS", "")
    more["measure-TOTAL_FORMS"] = str(min(int(typed) + 1, 100)) if typed.isdecimal() else "1"
    return more

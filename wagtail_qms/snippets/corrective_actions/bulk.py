"""Submitting and assigning several tickets at once; each is asked for itself, and each refusal is told."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from wagtail_qms.records.policy import may_see, visible
from wagtail_qms.records.screens.steps import StepForm
from wagtail_qms.records.transitions import perform_each
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.rules import STEPS
from wagtail_qms.snippets.corrective_actions.step_fields import EXPLANATIONS, STEP_FIELDS
from wagtail_qms.words import say_all

#: So many refusals are told one by one.
_TOLD = 20


class TicketStep(BulkAction):
    """One step of several tickets."""

    models = [CorrectiveAction]
    template_name = "wagtail_qms/admin/records/bulk.html"
    step: str

    def get_all_objects_in_listing_query(self, parent_id):
        rows = visible(CorrectiveAction.objects.filter(state__in=STEPS[self.step].source), self.request.user)
        return rows.values_list("pk", flat=True)

    def get_queryset(self, model, object_ids):
        keys = [key for key in map(str, object_ids) if key.isdecimal()]
        return visible(CorrectiveAction.objects.filter(pk__in=keys), self.request.user).select_related(
            "unit", "agency"
        )

    def check_perm(self, obj):
        return may_see(self.request.user, obj)

    def object_context(self, obj):
        return {"item": obj, "url": reverse("qms_ticket:edit", args=[obj.pk])}

    def get_form(self, form_class=None):
        objects, _rest = self.get_actionable_objects()
        fields = STEP_FIELDS.get(self.step, ()) if objects else ()
        data = self.request.POST if self.request.method == "POST" else None
        # The people and units to choose from are those of the first; who is of another agency is refused.
        return StepForm(data, record=objects[0] if objects else None, step=STEPS[self.step], fields=fields)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=gettext(STEPS[self.step].label), explanation=EXPLANATIONS[self.step], **kwargs
        )

    def get_execution_context(self):
        return {"self": self}

    @classmethod
    def execute_action(cls, objects, self=None, **kwargs):
        typed = self.cleaned_form.cleaned_data
        results = perform_each(
            objects,
            self.step,
            by=self.request.user,
            comment=typed["comment"],
            because=typed["because"],
            **self.cleaned_form.data_of(self.cleaned_form.names),
        )
        refused = [(ticket, refusal) for ticket, refusal in results if refusal]
        for ticket, refusal in refused[:_TOLD]:
            messages.error(self.request, f"{ticket}: {say_all(refusal)}")
        if len(refused) > _TOLD:
            text = gettext("%(count)s more were refused.") % {"count": len(refused) - _TOLD}
            messages.error(self.request, text)
        return len(objects) - len(refused), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        if not num_parent_objects:
            return None
        text = ngettext("%(count)s ticket: %(step)s.", "%(count)s tickets: %(step)s.", num_parent_objects)
        return text % {"count": num_parent_objects, "step": gettext(STEPS[self.step].label)}

    def form_valid(self, form):
        self.num_parent_objects = 0
        return super().form_valid(form)


class SubmitAction(TicketStep):
    """Submit to the ISO board."""

    step = "submit"
    action_type = "submit"
    display_name = _("Submit to the ISO board")
    aria_label = _("Submit the chosen tickets to the ISO board")
    action_priority = 10


class AssignAction(TicketStep):
    """Assign."""

    step = "assign"
    action_type = "assign"
    display_name = _("Assign")
    aria_label = _("Assign the chosen tickets")
    action_priority = 20

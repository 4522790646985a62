"""The way of a draft, step by step."""

from wagtail_qms.pages.models import ProcedurePage


def submit(page, person):
    """Submit ``page`` as ``person``, who changed it."""
    draft = page.get_latest_revision_as_object()
    draft.save_revision(user=person)
    draft.get_workflow().start(draft, person)
    return again(page)


def again(page) -> ProcedurePage:
    """``page`` as it is now."""
    return ProcedurePage.objects.get(pk=page.pk)


def act(page, person, action: str, **kwargs):
    """Do ``action`` at the step that ``page`` is at."""
    state = again(page).current_workflow_task_state
    return state.task.specific.on_action(state, person, action, **kwargs)


def offered(page, person) -> list[str]:
    """The names of the actions that ``person`` is offered."""
    page = again(page)
    return sorted({name for name, _label, _modal in page.current_workflow_task.get_actions(page, person)})


def signers(page) -> list[tuple[str, int]]:
    """Who signed what so far."""
    return [(row.role, row.person_id) for row in again(page).registered_document().signoffs.all()]

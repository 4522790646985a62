"""No route into Wagtail puts unsigned words before a citizen: each door is tried with an issued document."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, Revision, Task, TaskState, Workflow

from tests.factories import make_person
from tests.factories.bodies import procedure_body
from tests.pages.citizen import UNSIGNED, assert_citizen_sees
from tests.pages.posting import post_data
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(office):
    """A superuser: whatever a group could be given, they have."""
    return make_person(office.agency, name="Đỗ Thị Quản", superuser=True, may_review=True, may_approve=True)


@pytest.fixture
def edition(office):
    """An edition in force, with a later draft that nobody signed beside it."""
    edition = office.issued(title="Quy trình đã ký")
    unsigned_draft(page_of(edition), office.drafter)
    return edition


def page_of(edition):
    return ProcedurePage.objects.get(pk=edition.document.page_id)


def unsigned_draft(page, user, **fields):
    """A revision whose every public place says unsigned words."""
    draft = page.get_latest_revision_as_object()
    draft.title = draft.seo_title = draft.search_description = draft.draft_title = UNSIGNED
    draft.slug = UNSIGNED.lower()
    draft.change_reason, draft.show_in_menus = UNSIGNED, True
    draft.body = [("text", f"<p>{UNSIGNED}</p>")]
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user, clean=False)


# Publishing


def test_publish_button_in_the_editor(office, root, edition, client):
    page = page_of(edition)
    client.force_login(root)
    data = post_data(page, title=UNSIGNED) | {"action-publish": "1"}
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 302
    assert_citizen_sees(client, edition)


def test_publish_button_in_the_create_form(office, root, edition, client):
    client.force_login(root)
    draft = ProcedurePage(title=UNSIGNED, slug="moi", code="QT.99")
    url = reverse("wagtailadmin_pages:add", args=["wagtail_qms", "procedurepage", office.index.pk])
    response = client.post(url, post_data(draft, parent=office.index) | {"action-publish": "1"})
    assert response.status_code == 302
    made = ProcedurePage.objects.get(code="QT.99")
    assert (made.live, made.is_issued) == (False, False)
    assert_citizen_sees(client, edition)


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
@pytest.mark.parametrize("place", ["page", "index", "home"])
def test_bulk_actions(office, root, edition, client, home, action, place):
    target = {"page": page_of(edition), "index": office.index, "home": home}[place]
    client.force_login(root)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    client.post(f"{url}?id={target.pk}", {"include_descendants": "on", "wagtail_site_name": "x"})
    assert Page.objects.filter(pk=target.pk, live=True).exists()
    assert_citizen_sees(client, edition)


def test_bulk_move(office, root, edition, client, home):
    page = page_of(edition)
    other = home.add_child(instance=type(office.index)(title="Khác", slug="khac", agency=office.agency))
    client.force_login(root)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    client.post(f"{url}?id={page.pk}", {"chooser": other.pk})
    assert page_of(edition).get_parent().pk == office.index.pk
    assert_citizen_sees(client, edition)


def test_scheduled_publishing(office, edition, client):
    now = timezone.now()
    page = page_of(edition)
    dates = {"go_live_at": now + timedelta(hours=1), "expire_at": now + timedelta(days=1)}
    revision = unsigned_draft(page, office.drafter, **dates)
    revision.publish()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=now - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert_citizen_sees(client, edition)


def test_a_date_of_expiry_hides_nothing(office, edition, client):
    Page.objects.filter(pk=edition.document.page_id).update(expire_at=timezone.now() - timedelta(days=1))
    call_command("publish_scheduled")
    assert_citizen_sees(client, edition)


def test_publishing_a_revision_in_the_shell(office, edition, client):
    page_of(edition).get_latest_revision_as_object().save_revision(user=office.drafter, clean=False).publish()
    assert_citizen_sees(client, edition)


def test_publishing_what_was_never_signed(office, edition, client):
    page = office.procedure(code="QT.77", title=UNSIGNED, show_in_menus=True)
    page.save_revision().publish()
    page.live = True
    page.save()
    assert Page.objects.get(pk=page.pk).live is False
    assert_citizen_sees(client, edition)


def test_going_back_to_an_old_revision_and_publishing_it(office, root, edition, client):
    page = page_of(edition)
    old = page.revisions.order_by("-pk").first()
    client.force_login(root)
    assert client.get(reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])).status_code == 200
    data = post_data(page) | {"action-publish": "1", "revision": old.pk}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    old.publish()
    assert_citizen_sees(client, edition)


# Saving


def test_saving_the_page_with_other_words(office, edition, client):
    page = page_of(edition)
    page.title = page.seo_title = page.search_description = UNSIGNED
    page.slug, page.show_in_menus = UNSIGNED.lower(), True
    page.save()
    page.save(update_fields=["title", "slug"])
    assert_citizen_sees(client, edition)


def test_saving_the_bare_page_with_other_words(office, edition, client):
    page = Page.objects.get(pk=edition.document.page_id)
    page.title = page.seo_title = page.search_description = UNSIGNED
    page.save()
    assert_citizen_sees(client, edition)


def test_autosave_over_the_approved_revision(office, edition, client):
    page = page_of(edition)
    draft = page.get_latest_revision_as_object()
    draft.planned_on = timezone.localdate() + timedelta(days=3)
    draft.title = "Bản đã soát xét"
    approved = draft.save_revision(user=office.drafter)
    page.get_workflow().start(draft, office.drafter)
    state = page_of(edition).current_workflow_task_state
    state.task.specific.on_action(state, office.reviewer, "approve")
    draft.title = UNSIGNED
    overwritten(draft, approved)
    state = page_of(edition).current_workflow_task_state
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, office.approver, "approve")
    assert edition.document.editions.count() == 1
    assert_citizen_sees(client, edition)


def overwritten(draft, revision):
    """Rewrite ``revision`` as the autosave of Wagtail 8 does, where there is one."""
    Revision.objects.filter(pk=revision.pk).update(content=draft.serializable_data(), object_str=str(draft))


def test_editing_after_a_signature(office, edition, client):
    page = page_of(edition)
    draft = page.get_latest_revision_as_object()
    draft.planned_on, draft.title = timezone.localdate() + timedelta(days=3), "Lời đã soát xét"
    draft.save_revision(user=office.drafter)
    page.get_workflow().start(draft, office.drafter)
    unsigned_draft(page_of(edition), office.drafter)
    state = page_of(edition).current_workflow_task_state
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, office.reviewer, "approve")
    assert_citizen_sees(client, edition)


# Copies, moves and removals


@pytest.mark.parametrize("copy_revisions", [True, False])
def test_copying(office, root, edition, client, copy_revisions):
    page = page_of(edition)
    attributes = {"slug": "ban-sao", "title": f"{UNSIGNED} sao"}
    copy = page.copy(update_attrs=attributes, copy_revisions=copy_revisions, keep_live=True, user=root)
    copy = ProcedurePage.objects.get(pk=copy.pk)
    assert (copy.live, copy.code, copy.get_latest_revision_as_object().code) == (False, "", "")
    assert_citizen_sees(client, edition)


def test_an_alias_shows_the_edition(office, edition, client):
    alias = page_of(edition).create_alias(parent=office.index, update_slug="bi-danh")
    response = client.get(ProcedurePage.objects.get(pk=alias.pk).url)
    assert edition.title in response.content.decode()
    assert_citizen_sees(client, edition)


def test_moving_past_the_guards(office, root, edition, client, home):
    other = home.add_child(instance=type(office.index)(title="Khác", slug="khac", agency=office.agency))
    page_of(edition).move(other, pos="last-child")
    assert_citizen_sees(client, edition)


@pytest.mark.parametrize("action", ["delete", "unpublish"])
@pytest.mark.parametrize("place", ["page", "index", "home"])
def test_removing_in_the_admin_is_refused_with_a_reason(office, root, edition, client, home, action, place):
    target = {"page": page_of(edition), "index": office.index, "home": home}[place]
    client.force_login(root)
    url = reverse(f"wagtailadmin_pages:{action}", args=[target.pk])
    assert client.post(url, {"include_descendants": "on"}).status_code == 302
    assert Page.objects.filter(pk=target.pk, live=True).exists()
    assert_citizen_sees(client, edition)


@pytest.mark.parametrize("place", ["page", "index"])
def test_moving_in_the_admin_is_refused(office, root, edition, client, home, place):
    target = {"page": page_of(edition), "index": office.index}[place]
    other = home.add_child(instance=type(office.index)(title="Khác", slug="khac", agency=office.agency))
    destination = other if place == "page" else home.get_parent()
    client.force_login(root)
    url = reverse("wagtailadmin_pages:move_confirm", args=[target.pk, destination.pk])
    assert client.post(url).status_code == 302
    assert Page.objects.get(pk=target.pk).get_parent() != destination
    assert_citizen_sees(client, edition)


def test_unpublishing_past_the_guards(office, edition, client):
    page_of(edition).unpublish()
    Page.objects.get(pk=edition.document.page_id).unpublish()
    assert page_of(edition).live
    assert_citizen_sees(client, edition)


@pytest.mark.parametrize("place", ["page", "index"])
def test_deleting_past_the_guards(office, edition, client, place):
    target = {"page": page_of(edition), "index": office.index}[place]
    Page.objects.get(pk=target.pk).delete()
    assert_citizen_sees(client, edition)


def test_purging_revisions(office, edition, client):
    call_command("purge_revisions")
    assert_citizen_sees(client, edition)


def test_deleting_everybody_who_signed(office, edition, client):
    get_user_model().objects.all().delete()
    assert_citizen_sees(client, edition)


def test_deleting_the_workflow_and_its_tasks(office, edition, client):
    TaskState.objects.all().delete()
    Workflow.objects.all().delete()
    Task.objects.all().delete()
    assert_citizen_sees(client, edition)


# The workflow's own views


def test_workflow_views_with_another_page(office, root, edition, client):
    """One's own step in the address, another page's key beside it."""
    mine = submitted(office, "QT.02")
    other = page_of(edition)
    state = mine.current_workflow_task_state
    client.force_login(office.reviewer)
    for page, number in ((other, state.pk), (mine, state.pk + 1000)):
        url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", number])
        assert client.post(url, {"comment": ""}).status_code in (302, 404)
    assert mine.registered_document().editions.count() == 0
    assert_citizen_sees(client, edition)


def test_the_step_of_another_page_signs_nothing_here(office, edition, client):
    theirs, mine = submitted(office, "QT.02"), submitted(office, "QT.03")
    client.force_login(office.reviewer)
    state = theirs.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[mine.pk, "approve", state.pk]), {"comment": ""})
    roles = [row.role for row in mine.registered_document().signoffs.all()]
    assert roles == ["drafting"]
    assert_citizen_sees(client, edition)


def submitted(office, code):
    page = office.procedure(code=code, title=f"{UNSIGNED} {code}")
    page.save_revision(user=office.drafter)
    page.get_workflow().start(page, office.drafter)
    return ProcedurePage.objects.get(pk=page.pk)


GARBAGE = [{}, {"comment": None}, {"comment": ["x"], "seen": 7}, {"comment": "\x00", "page": {}}]


@pytest.mark.parametrize("kwargs", GARBAGE)
@pytest.mark.parametrize("action", ["approve", "reject", "publish", "", None])
def test_on_action_called_directly_by_the_drafter(office, edition, client, action, kwargs):
    page = submitted(office, "QT.02")
    state = page.current_workflow_task_state
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, office.drafter, action, **kwargs)
    assert_citizen_sees(client, edition)


def test_on_action_by_a_superuser_without_appointment(office, edition, client):
    root = make_person(None, name="Quản Trị", superuser=True)
    state = submitted(office, "QT.02").current_workflow_task_state
    for action in ("approve", "reject"):
        with pytest.raises(PermissionDenied):
            state.task.specific.on_action(state, root, action, comment="x")
    assert_citizen_sees(client, edition)


def test_on_action_of_a_step_that_is_over(office, edition, client):
    page = submitted(office, "QT.02")
    state = page.current_workflow_task_state
    task = state.task.specific
    task.on_action(state, office.reviewer, "approve")
    with pytest.raises(PermissionDenied):
        task.on_action(state, office.reviewer, "approve")
    assert_citizen_sees(client, edition)


def test_the_approval_task_on_a_state_of_the_review(office, edition, client):
    state = submitted(office, "QT.02").current_workflow_task_state
    approval = Task.objects.get(name="Phê duyệt").specific
    with pytest.raises(PermissionDenied):
        approval.on_action(state, office.approver, "approve")
    assert_citizen_sees(client, edition)


# Files


def test_replacing_and_deleting_a_file_that_an_edition_uses(office, client):
    media = get_document_model().objects.create(title="Tờ khai", file=ContentFile(b"signed", name="to-khai.docx"))
    edition = office.issued(title="Quy trình đã ký", body=procedure_body(form_file=media.pk))
    with open(media.file.path, "wb") as file:
        file.write(b"unsigned")
    assert file_of(client, edition) == b"signed"
    assert verify.verify().faults == []
    media.file.storage.delete(media.file.name)
    media.delete()
    assert file_of(client, edition) == b"signed"
    assert_citizen_sees(client, edition)


def file_of(client, edition) -> bytes:
    """The blank form as a citizen downloads it from the document's page."""
    html = client.get(reverse("wagtail_qms:document", args=[edition.document.key]), follow=True).content.decode()
    address = next(link["href"] for link in BeautifulSoup(html, "html.parser").select("a[href*='/qms/f/']"))
    answer = client.get(address)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content

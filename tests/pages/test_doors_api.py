"""The writing API of Wagtail 8, by a superuser's token: it changes nothing that a citizen sees."""

import pytest
from wagtail.models import APIToken, Page

from tests.factories import make_person
from tests.pages.citizen import UNSIGNED, assert_citizen_sees
from tests.pages.test_doors import page_of, unsigned_draft
from wagtail_qms.pages.models import DocumentIndexPage, ProcedurePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition(office):
    """An edition in force, with a later draft that nobody signed beside it."""
    edition = office.issued(title="Quy trình đã ký")
    unsigned_draft(page_of(edition), office.drafter)
    return edition


@pytest.fixture
def api(office, client):
    """Send to the API as a superuser who may also sign."""
    root = make_person(office.agency, name="Đỗ Thị Quản", superuser=True, may_review=True, may_approve=True)
    _token, secret = APIToken.create_token(user=root, name="thử")

    def send(method, path, data=None):
        call = getattr(client, method)
        headers = {"Authorization": f"Bearer {secret}"}
        return call(f"/api/v3/pages/{path}", data=data, content_type="application/json", headers=headers)

    return send


@pytest.mark.parametrize("place", ["page", "index", "home"])
@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_removing_is_refused_with_a_reason(office, edition, api, client, home, action, place):
    target = {"page": page_of(edition), "index": office.index, "home": home}[place]
    if action == "delete":
        answer = api("delete", f"{target.pk}/")
    else:
        answer = api("post", f"{target.pk}/actions/{action}/", {})
    assert (answer.status_code, edition.title in answer.json()["detail"]) == (403, True)
    assert Page.objects.filter(pk=target.pk, live=True).exists()
    assert_citizen_sees(client, edition)


def test_unpublishing_everything_below_is_refused(office, edition, api, client, home):
    answer = api("post", f"{home.pk}/actions/unpublish/", {"recursive": True})
    assert answer.status_code == 403
    assert_citizen_sees(client, edition)


@pytest.mark.parametrize("place", ["page", "index"])
def test_moving_is_refused_with_a_reason(office, edition, api, client, home, place):
    target = {"page": page_of(edition), "index": office.index}[place]
    other = home.add_child(instance=DocumentIndexPage(title="Khác", slug="khac", agency=office.agency))
    destination = other if place == "page" else home.get_parent()
    answer = api("post", f"{target.pk}/actions/move/", {"destination_id": destination.pk, "position": "last-child"})
    assert (answer.status_code, edition.title in answer.json()["detail"]) == (403, True)
    assert_citizen_sees(client, edition)


def test_a_place_among_the_neighbours_may_change(office, edition, api, client):
    office.procedure(code="QT.02")
    page = page_of(edition)
    data = {"destination_id": office.index.pk, "position": "last-child"}
    assert api("post", f"{page.pk}/actions/move/", data).status_code == 200
    assert_citizen_sees(client, edition)


def test_publishing_the_draft_is_refused(edition, api, client):
    answer = api("post", f"{edition.document.page_id}/actions/publish/")
    assert answer.status_code == 403
    assert_citizen_sees(client, edition)


def test_updating_and_publishing_changes_only_the_draft(edition, api, client):
    data = {"meta": {"type": "wagtail_qms.ProcedurePage", "action": "publish"}, "title": f"{UNSIGNED} hai"}
    answer = api("patch", f"{edition.document.page_id}/", data)
    assert answer.status_code == 403
    assert_citizen_sees(client, edition)


def test_updating_the_draft_changes_nothing_public(edition, api, client):
    data = {"meta": {"type": "wagtail_qms.ProcedurePage"}, "title": f"{UNSIGNED} hai", "slug": f"{UNSIGNED.lower()}-2"}
    answer = api("patch", f"{edition.document.page_id}/", data)
    assert answer.status_code == 200
    assert_citizen_sees(client, edition)


def test_creating_and_publishing_is_refused(office, edition, api, client):
    meta = {"type": "wagtail_qms.ProcedurePage", "parent_id": office.index.pk, "action": "publish"}
    answer = api("post", "", {"meta": meta, "title": UNSIGNED, "slug": "moi", "code": "QT.55"})
    assert answer.status_code == 403
    assert not ProcedurePage.objects.filter(live=True, code="QT.55").exists()
    assert_citizen_sees(client, edition)


def test_reverting_to_an_old_revision_is_a_draft(edition, api, client):
    page = page_of(edition)
    old = page.revisions.order_by("pk").first()
    assert api("post", f"{page.pk}/actions/revert/", {"revision_id": old.pk}).status_code == 200
    assert_citizen_sees(client, edition)


def test_a_live_copy_is_refused(edition, api, client):
    answer = api("post", f"{edition.document.page_id}/actions/copy/", {"keep_live": True, "title": UNSIGNED})
    assert answer.status_code == 403
    assert_citizen_sees(client, edition)


def test_a_copy_is_a_draft_without_a_code(edition, api, client):
    answer = api("post", f"{edition.document.page_id}/actions/copy/", {"keep_live": False, "title": UNSIGNED})
    copy = ProcedurePage.objects.get(pk=answer.json()["id"])
    assert (answer.status_code, copy.live, copy.code) == (201, False, "")
    assert_citizen_sees(client, edition)


def test_an_alias_never_shows_a_draft(edition, api, client):
    answer = api("post", f"{edition.document.page_id}/actions/create_alias/", {"slug": "bi-danh"})
    assert answer.status_code in (201, 403)
    assert_citizen_sees(client, edition)

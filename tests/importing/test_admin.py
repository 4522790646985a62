"""Bringing Word files in through the admin, without JavaScript: upload, look, correct, accept."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.signals import post_save
from django.urls import reverse
from wagtail.models import Page, Revision

from tests.factories import make_person
from tests.importing.papers import paper
from wagtail_qms.importing import review_views, staging
from wagtail_qms.importing.views import REVIEW, UPLOAD
from wagtail_qms.organisation.enums import Role
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register.models import Edition
from wagtail_qms.setup.provision import provision
from wagtail_qms.setup.roles import GROUP_ROLES, group_role

pytestmark = pytest.mark.django_db

WRITERS = {"drafter", "iso_secretary"}


@pytest.fixture
def ground(home, settings, tmp_path):
    # Accounts of other tests had the same numbers, and left files behind.
    settings.WAGTAIL_QMS = {"PRIVATE_ROOT": tmp_path / "private"}
    return provision(agency="Ủy ban nhân dân phường Mẫu")


@pytest.fixture
def accept(client, django_capture_on_commit_callbacks):
    """Send the page of review, with what is done once the database has it."""

    def send(data):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse(REVIEW), data)
        return client.get(answer.url) if answer.status_code == 302 else answer

    return send


@pytest.fixture
def sign_in(ground, client):
    """Sign in as a member of the group of that key, with the post that goes with it."""

    def as_member(key: str):
        role = Role.ISO_SECRETARY if key == "iso_secretary" else Role.STAFF
        user = make_person(ground.agency, role=role)
        user.groups.add(Group.objects.get(name=group_role(key).name))
        client.force_login(user)
        return user

    return as_member


def upload(client, index, *contents, field="Cư trú", names=()):
    names = names or [f"tep-{place}.docx" for place in range(len(contents))]
    sent = [SimpleUploadedFile(name, content) for name, content in zip(names, contents, strict=True)]
    return onward(
        client, client.post(reverse(UPLOAD), {"files": sent, "index": index.pk, "field": field}, follow=True)
    )


def onward(client, response):
    """What a browser shows in the end: a page that is still reading leads on by itself."""
    while "Refresh" in response:
        response = client.get(response["Refresh"].partition("url=")[2])
    return response


def typed(response, **changes) -> dict:
    """What a browser would send from the page of review: the forms as they are, with ``changes``."""
    data = {"accept": "1"}
    for candidate in response.context["candidates"]:
        for bound in candidate.form:
            value = changes.get(bound.name, bound.value())
            if value not in (None, False, ""):
                data[bound.html_name] = value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value
            elif bound.name == "title":
                data[bound.html_name] = ""
    return data


@pytest.mark.parametrize("key", [role.key for role in GROUP_ROLES])
def test_writers_bring_files_in_and_nobody_else(sign_in, client, key):
    sign_in(key)
    assert (client.get(reverse(UPLOAD)).status_code == 200) == (key in WRITERS)
    assert (client.get(reverse(REVIEW)).status_code == 200) == (key in WRITERS)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse(UPLOAD) in home) == (key in WRITERS)


def test_five_files_one_corrected_become_drafts(sign_in, client, ground, accept):
    user = sign_in("drafter")
    files = [paper(code=f"QT 0{place}/MAU", title=f"Thủ tục số {place}") for place in range(1, 6)]
    shown = upload(client, ground.index, *files)
    data = typed(shown)
    first = shown.context["candidates"][0].form
    data[first["title"].html_name] = "Thủ tục đã sửa"
    answer = accept(data)
    drafts = {page.code: page for page in ProcedurePage.objects.all()}
    assert sorted(drafts) == [f"QT 0{place}/MAU" for place in range(1, 6)]
    assert drafts["QT 01/MAU"].title == "Thủ tục đã sửa"
    assert {page.field_of_work.name for page in drafts.values()} == {"Cư trú"}
    assert {page.latest_revision.user for page in drafts.values()} == {user}
    for page in drafts.values():
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in answer.content.decode()
    assert staging.staged(user) == []


def test_what_was_found_is_shown_with_reasons(sign_in, client, ground):
    sign_in("drafter")
    page = upload(client, ground.index, paper(issued_on="...../...../2025")).content.decode()
    for words in ("QT 01/MAU", "Cấp giấy xác nhận cư trú", "10/06/2025", "Trần Văn Soạn", "tep-0.docx"):
        assert words in page


def test_nothing_is_written_before_it_is_accepted(sign_in, client, ground):
    sign_in("drafter")
    before = Page.objects.count()
    upload(client, ground.index, paper())
    assert Page.objects.count() == before


def test_what_is_not_chosen_stays_until_it_is_put_away(sign_in, client, ground):
    user = sign_in("drafter")
    shown = upload(client, ground.index, paper())
    client.post(reverse(REVIEW), typed(shown, take=False))
    assert not ProcedurePage.objects.exists()
    [source] = staging.staged(user)
    client.post(reverse(REVIEW), {"discard": source.digest})
    assert staging.staged(user) == []


def test_an_accept_without_a_choice_says_what_to_do(sign_in, client, ground, accept):
    sign_in("drafter")
    answer = accept(typed(upload(client, ground.index, paper()), take=False, code="QT 88"))
    assert (answer.status_code, len(list(answer.context["messages"]))) == (200, 1)
    assert "QT 88" in answer.content.decode()


def test_cut_off_while_it_is_accepted_each_is_in_or_waits(sign_in, client, ground, accept):
    user = sign_in("drafter")
    shown = upload(client, ground.index, *(paper(code=f"QT 0{place}", title=f"Tên {place}") for place in (1, 2, 3)))

    def cut_off(instance, **_kwargs):
        if instance.content.get("code") == "QT 02":
            raise KeyboardInterrupt

    post_save.connect(cut_off, sender=Revision)
    try:
        with pytest.raises(KeyboardInterrupt):
            accept(typed(shown))
    finally:
        post_save.disconnect(cut_off, sender=Revision)
    assert list(ProcedurePage.objects.values_list("code", flat=True)) == ["QT 01"]
    again = client.get(reverse(REVIEW))
    assert [one.is_new for one in again.context["candidates"]] == [True, True]
    accept(typed(again))
    assert sorted(ProcedurePage.objects.values_list("code", flat=True)) == ["QT 01", "QT 02", "QT 03"]
    assert staging.staged(user) == []


@pytest.mark.parametrize("way", ["beside", "more", "discard", "check"])
def test_no_way_off_the_page_loses_what_was_typed(sign_in, client, ground, way):
    user = sign_in("drafter")
    shown = upload(client, ground.index, paper(), paper(code="QT 02", title="Hai"))
    first, second = shown.context["candidates"]
    value = {"beside": first.form.prefix, "discard": first.source.digest}.get(way, "1")
    data = typed(shown) | {second.form["title"].html_name: "Tên đã sửa", second.form["code"].html_name: ""}
    data.pop(second.form["take"].html_name)
    client.post(reverse(REVIEW), {name: sent for name, sent in data.items() if name != "accept"} | {way: value})
    again = client.get(reverse(REVIEW)).context["candidates"][-1].form
    assert [again[name].value() for name in ("take", "title", "code", "field")] == [False, "Tên đã sửa", "", "Cư trú"]
    assert len(staging.staged(user)) == (1 if way == "discard" else 2)


def test_the_key_enter_presses_no_button_that_takes_or_discards(sign_in, client, ground):
    sign_in("drafter")
    page = BeautifulSoup(upload(client, ground.index, paper()).content, "html.parser")
    form = page.select_one("section.qms-card").find_parent("form")
    assert form.select_one("button")["name"] == "check"


def test_reading_many_files_shows_how_far_it_is(sign_in, client, ground, monkeypatch):
    sign_in("drafter")
    monkeypatch.setattr(review_views, "PATIENCE", 0)
    files = [SimpleUploadedFile(f"{place}.docx", paper(code=f"QT {place}")) for place in range(3)]
    response = client.post(reverse(UPLOAD), {"files": files, "index": ground.index.pk, "field": ""}, follow=True)
    seen = []
    while "Refresh" in response:
        seen.append((response.context["read"], response.context["count"]))
        response = client.get(response["Refresh"].partition("url=")[2])
    assert seen == [(1, 3), (2, 3)]
    assert len(response.context["candidates"]) == 3


def test_without_a_cache_all_is_read_at_last(sign_in, client, ground, monkeypatch, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    monkeypatch.setattr(review_views, "PATIENCE", 0)
    sign_in("drafter")
    assert len(upload(client, ground.index, paper(), paper(code="QT 2")).context["candidates"]) == 2


def test_a_wrong_correction_loses_nothing_that_was_typed(sign_in, client, ground):
    sign_in("drafter")
    shown = upload(client, ground.index, paper())
    answer = client.post(reverse(REVIEW), typed(shown, title="", code="QT 77"))
    assert answer.status_code == 200
    assert "QT 77" in answer.content.decode()
    assert not ProcedurePage.objects.exists()


def test_a_document_that_is_there_is_not_made_twice(sign_in, client, ground, accept):
    sign_in("drafter")
    accept(typed(upload(client, ground.index, paper())))
    again = upload(client, ground.index, paper(purpose="Nội dung mới."))
    assert again.context["candidates"][0].is_duplicate
    answer = accept(typed(again))
    assert ProcedurePage.objects.count() == 1
    assert [row["title"] for row in answer.context["refused"]] == ["Cấp giấy xác nhận cư trú"]
    assert answer.context["waiting"] == 1


def test_the_document_stands_beside_its_source(sign_in, client, ground):
    user = sign_in("drafter")
    upload(client, ground.index, paper(picture=True, purpose="Chữ <script>alert(1)</script> thường."))
    [source] = staging.staged(user)
    page = client.get(reverse("wagtail_qms_import_preview", args=[source.digest, 1])).content.decode()
    assert page.count("bộ phận một cửa") == 2
    assert "<script>alert(1)" not in page
    address = page.split('<img src="', 1)[1].split('"', 1)[0]
    assert client.get(address)["Content-Type"] == "image/png"


def test_another_person_sees_none_of_it(sign_in, client, ground):
    owner = sign_in("drafter")
    upload(client, ground.index, paper())
    [source] = staging.staged(owner)
    sign_in("drafter")
    assert client.get(reverse("wagtail_qms_import_preview", args=[source.digest, 1])).status_code == 404
    assert client.get(reverse(REVIEW)).context["candidates"] == []


def test_a_hostile_file_gets_a_clear_message_beside_the_good_ones(sign_in, client, ground):
    sign_in("drafter")
    shown = upload(client, ground.index, b"%PDF-1.7", b"PK\x03\x04 hong", paper())
    assert [len(shown.context["refused"]), len(shown.context["candidates"])] == [2, 1]
    assert "PDF" in shown.content.decode()


def test_too_much_is_refused_before_it_is_read(sign_in, client, ground):
    user = sign_in("drafter")
    shown = upload(client, ground.index, b"x" * (staging.MAX_FILE + 1))
    assert shown.context["form"].errors["files"]
    assert staging.staged(user) == []


def test_the_secretary_registers_what_was_approved_on_paper_and_supplies_its_date(sign_in, client, ground):
    sign_in("iso_secretary")
    shown = upload(client, ground.index, paper(issued_on="", effective_on=""))
    client.post(reverse(REVIEW), typed(shown, on_paper=True, issued_on="05/06/2025"))
    edition = Edition.objects.get()
    assert (edition.provenance, str(edition.issued_on), edition.number) == ("paper", "2025-06-05", 1)


def test_a_drafter_registers_nothing_from_paper(sign_in, client, ground):
    sign_in("drafter")
    shown = upload(client, ground.index, paper())
    [candidate] = shown.context["candidates"]
    assert "on_paper" not in candidate.form.fields
    client.post(reverse(REVIEW), typed(shown) | {f"{candidate.form.prefix}-on_paper": "on"})
    assert (ProcedurePage.objects.count(), Edition.objects.count()) == (1, 0)

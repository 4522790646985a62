"""The page of a document says what the register says, whatever became of the Wagtail page."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import Page

from tests.factories import issue_paper
from tests.public.conftest import hold, page_of, withdraw
from wagtail_qms.register import keeping

pytestmark = pytest.mark.django_db


def get(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response


def test_the_first_screen_answers_a_citizen(client, office):
    edition = office.issued()
    response = get(client, page_of(edition).url)
    assert response.context["status"] == "in_force"
    text = response.content.decode()
    for words in ("QT.01", "Quy trình mẫu", "Tờ khai theo mẫu", "01 bộ", "03 ngày làm việc", "Không thu lệ phí"):
        assert words in text
    answers = text[text.index('class="qms-answers"') :]
    places = [
        answers.index(f'href="#{anchor}"') for anchor in ("thanh-phan-ho-so", "fact-place", "thoi-han", "fact-fees")
    ]
    assert places == sorted(places)


def test_every_line_of_the_contents_leads_somewhere(client, office):
    text = get(client, page_of(office.issued()).url).content.decode()
    contents = text[text.index('class="qms-contents"') : text.index("</nav>", text.index('class="qms-contents"'))]
    anchors = [part.split('"')[0] for part in contents.split('href="#')[1:]]
    assert len(anchors) == 8
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in text] == []


def test_the_three_signatures_stand_as_they_were(client, office):
    edition = office.issued()
    office.approver.last_name = "Đổi Tên"
    office.approver.save()
    signatures = get(client, page_of(edition).url).context["signatures"]
    assert [(signer.role, signer.name, signer.post) for _words, signer in signatures] == [
        ("drafting", "Trần Văn Soạn", "Chuyên viên"),
        ("review", "Lê Thị Soát", "Phó Chánh Văn phòng"),
        ("approval", "Phạm Văn Duyệt", "Chủ tịch"),
    ]


def test_the_agency_words_the_signatures(client, office):
    edition = office.issued()
    office.agency.review_label = "Xem xét"
    office.agency.save()
    signatures = get(client, page_of(edition).url).context["signatures"]
    assert signatures[1][0] == "Xem xét"


def test_unsigned_words_stay_unread(client, office):
    page = page_of(office.issued())
    page.title, page.code = "Chưa ai duyệt", "QT.99"
    page.save_revision(user=office.drafter).publish()
    Page.objects.filter(pk=page.pk).update(title="Chưa ai duyệt", search_description="Chưa ai duyệt")
    assert "Chưa ai duyệt" not in get(client, page.url).content.decode()


def test_a_document_never_issued_is_not_there(client, office):
    page = office.procedure()
    page.save_revision(user=office.drafter)
    Page.objects.filter(pk=page.pk).update(live=True)
    assert client.get(page.url).status_code == 404


@pytest.fixture
def two(office):
    """An edition that began a year ago, its successor in force today, and one to come."""
    page = office.procedure(change_reason="Ban hành lần đầu")
    year_ago = timezone.localdate() - timedelta(365)
    first = issue_paper(page, office.secretary, number=1, issued_on=year_ago, names=("A", "B", "C"))
    second = office.next_edition(
        page_of(first), planned_on=None, title="Tên lần hai", change_reason="Rút ngắn thời hạn"
    )
    third = office.next_edition(
        page_of(first), planned_on=timezone.localdate() + timedelta(30), title="Tên lần ba", change_reason="Mẫu mới"
    )
    return first, second, third


def test_each_edition_has_its_address_and_banner(client, two):
    url = page_of(two[0]).url
    shown = {number: get(client, f"{url}lan-ban-hanh/0{number}/").context for number in (1, 2, 3)}
    assert {number: context["status"] for number, context in shown.items()} == {
        1: "superseded",
        2: "in_force",
        3: "to_come",
    }
    assert shown[1]["current"].url == url
    assert shown[3]["current"].url == url
    assert shown[2]["coming"].url == f"{url}lan-ban-hanh/03/"
    assert client.get(f"{url}lan-ban-hanh/04/").status_code == 404


def test_the_old_edition_shows_its_own_words(client, two):
    text = get(client, f"{page_of(two[0]).url}lan-ban-hanh/01/").content.decode()
    assert "Quy trình mẫu" in text
    assert "Tên lần hai" not in text.split("<body", 1)[1].split("qms-history")[0]


def test_the_page_follows_the_day(client, two):
    url = page_of(two[0]).url
    assert get(client, url).context["edition"] == two[1]
    with time_machine.travel(timezone.now() + timedelta(30)):
        context = get(client, url).context
    assert (context["edition"], context["status"]) == (two[2], "in_force")


def test_amendments_are_computed_over_the_editions_so_far(client, two):
    url = page_of(two[0]).url
    rows = {n: get(client, f"{url}lan-ban-hanh/0{n}/").context["amendments"] for n in (1, 2, 3)}
    assert [[(row.what, row.number) for row in rows[n]] for n in (1, 2, 3)] == [
        [("Ban hành lần đầu", "01")],
        [("Ban hành lần đầu", "01"), ("Rút ngắn thời hạn", "02")],
        [("Ban hành lần đầu", "01"), ("Rút ngắn thời hạn", "02"), ("Mẫu mới", "03")],
    ]


def test_what_a_hidden_edition_changed_is_hidden_too(client, office, two):
    hold(office, two[0])
    context = get(client, page_of(two[0]).url).context
    assert [row.what for row in context["amendments"]] == ["Rút ngắn thời hạn"]
    assert [issue.edition.number for issue in context["history"]] == [3, 2]


def test_an_edition_that_is_only_to_come_is_shown_with_its_day(client, office):
    day = timezone.localdate() + timedelta(5)
    edition = office.issued(planned_on=day)
    response = get(client, page_of(edition).url)
    assert response.context["status"] == "to_come"
    assert f"{day:%d/%m/%Y}" in response.content.decode()


def test_a_withdrawn_document_says_so_and_stays_readable(client, office):
    edition = office.issued()
    withdraw(office, edition, timezone.localdate())
    text = get(client, page_of(edition).url).content.decode()
    assert "15/QĐ-UBND" in text
    assert "Tờ khai theo mẫu" not in text
    old = get(client, f"{page_of(edition).url}lan-ban-hanh/01/")
    assert old.context["status"] == "withdrawn"
    assert "Tờ khai theo mẫu" in old.content.decode()
    assert old["X-Robots-Tag"] == "noindex"


def test_a_withdrawal_to_come_is_announced(client, office):
    edition = office.issued()
    day = timezone.localdate() + timedelta(9)
    withdraw_on = {"withdrawn_on": day, "decision_no": "15/QĐ-UBND", "decision_on": timezone.localdate()}
    keeping.withdraw(edition=edition, person=office.secretary, reason="Bãi bỏ", **withdraw_on)
    response = get(client, page_of(edition).url)
    assert response.context["status"] == "in_force"
    assert f"{day:%d/%m/%Y}" in response.content.decode()


def test_a_hidden_document_says_nothing_but_that(client, office):
    edition = office.issued()
    hold(office, edition)
    response = client.get(page_of(edition).url)
    assert response.status_code == 404
    assert "Quy trình mẫu" not in response.content.decode()
    assert "wagtail_qms/public/articles/hidden.html" in [template.name for template in response.templates]


def test_an_alias_shows_the_edition_of_its_source(client, office, home):
    page = page_of(office.issued())
    alias = page.create_alias(parent=office.index, update_slug="ban-khac")
    assert get(client, alias.url).context["edition"].document.page_id == page.pk


def test_unpublished_by_force_it_still_reads(client, office):
    page = page_of(office.issued())
    Page.objects.filter(pk=page.pk).update(live=False)
    assert get(client, page.url).context["edition"].code == "QT.01"


def test_without_its_page_the_permalink_reads(client, office):
    edition = office.issued()
    url = f"/qms/d/{edition.document.key}/"
    assert client.get(url).headers["Location"] == page_of(edition).url
    Page.objects.get(pk=edition.document.page_id).delete()
    response = get(client, url)
    assert response.context["edition"] == edition
    assert get(client, f"{url}01/").context["edition"] == edition
    assert response.context["canonical"].endswith(url)


def test_a_draft_is_previewed_with_its_mark(office):
    page = office.procedure(title="Bản nháp")
    response = page.make_preview_request()
    assert "qms-status--draft" in response.content.decode()
    assert response["Cache-Control"].count("private") == 1

"""The page about one document: who opens it, what it says, what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import issue_paper, make_person, make_unit
from tests.register_admin.conftest import admit
from wagtail_qms.organisation.enums import Role
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import keeping, triggers
from wagtail_qms.register.models import Acknowledgement, Document, Edition, SignOff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def url(document):
    """The page about ``document``."""
    return reverse("wagtail_qms_register:document", args=[document.pk])


def entry(response, number=1):
    """What the page gathered about one edition."""
    return next(row for row in response.context["register"].entries if row.edition.number == number)


@pytest.mark.parametrize("name", ["staff", "secretary", "leader", "superuser"])
def test_staff_of_the_agency_open_the_register(sign_in, edition, name):
    response = sign_in(name).get(url(edition.document))
    assert response.status_code == 200
    assert response.context["page_title"] == "QT.01 Quy trình tiếp nhận hồ sơ"


def test_others_do_not(client, sign_in, office, edition):
    assert client.get(url(edition.document)).url.startswith(reverse("wagtailadmin_login"))
    client = sign_in("stranger")
    response = client.get(url(edition.document), follow=True)
    assert response.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
    assert [office.agency.name in str(message) for message in response.context["messages"]] == [True]


def test_whoever_has_left_does_not(client, office, edition):
    gone = admit(make_person(office.agency, valid_until=TODAY() - timedelta(days=1)), "view_document")
    client.force_login(gone)
    assert client.get(url(edition.document)).status_code == 302
    client.force_login(office.drafter)
    assert client.get(url(edition.document)).status_code == 302


def test_an_unknown_document_is_not_found(sign_in, edition):
    missing = reverse("wagtail_qms_register:document", args=[edition.document_id + 99])
    assert sign_in("secretary").get(missing).status_code == 404


def test_it_shows_the_three_signatures_with_the_agencys_words(sign_in, office, edition):
    office.agency.review_label = "Xem xét"
    office.agency.save()
    shown = entry(sign_in("staff").get(url(edition.document)))
    assert [(row.role, row.name) for row in shown.sign_offs] == [
        ("drafting", "Trần Văn Soạn"), ("review", "Lê Thị Soát"), ("approval", "Phạm Văn Duyệt"),
    ]  # fmt: skip
    assert shown.sign_offs[1].label == "Xem xét"


def test_a_returned_draft_shows_its_signatures_before_any_edition(sign_in, office):
    page = office.procedure("QT.09", "Quy trình chưa xong")
    page.save_revision(user=office.drafter)
    page.get_workflow().start(page, office.drafter)
    state = ProcedurePage.objects.get(pk=page.pk).current_workflow_task_state.specific
    state.task.specific.on_action(state, office.reviewer, "reject", comment="Thiếu biểu mẫu")
    response = sign_in("staff").get(url(Document.objects.get()))
    register = response.context["register"]
    assert (register.entries, [row.verdict for row in register.other_sign_offs]) == ([], ["signed", "returned"])
    content = response.content.decode()
    assert response.context["page_title"] == "Quy trình chưa xong"
    assert "Thiếu biểu mẫu" in content


def test_a_paper_edition_shows_the_names_on_the_paper(sign_in, office):
    page = office.procedure("QT.05")
    issue_paper(page, office.secretary, number=2, issued_on=TODAY(), names=["An", "Bình", "Chi"])
    shown = entry(sign_in("staff").get(url(Document.objects.get())), 2)
    assert [row["name"] for row in shown.paper_sign_offs] == ["An", "Bình", "Chi"]


def test_it_links_to_the_public_addresses(sign_in, edition):
    shown = entry(sign_in("staff").get(url(edition.document)))
    assert set(shown.addresses) in ({"page", "pdf", "word", "check"}, set())


def test_a_hidden_edition_keeps_its_secret_from_staff(sign_in, office, edition):
    keeping.hold(edition=edition, person=office.secretary, reason="Lộ số điện thoại")
    response = sign_in("staff").get(url(edition.document))
    assert (entry(response).is_shown, entry(response).offers) == (False, [])
    for word in ("tiếp nhận hồ sơ", "Lộ số"):
        assert word not in response.content.decode()
    assert "Lộ số" in sign_in("secretary").get(url(edition.document)).content.decode()


def test_the_chain_is_checked(sign_in, edition):
    client = sign_in("staff")
    assert client.get(url(edition.document)).context["register"].verification.faults == []
    triggers.drop()
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {SignOff._meta.db_table} SET name = 'Kẻ khác' WHERE role = 'review'")
    response = client.get(url(edition.document))
    triggers.create()
    assert [fault.table for fault in response.context["register"].verification.faults] == [SignOff._meta.db_table]
    assert "qms-card--broken" in response.content.decode()


def test_who_was_asked_who_has_read_and_who_is_late(sign_in, office, edition):
    unit = make_unit(office.agency, "Phòng Tư pháp")
    early, late = (make_person(office.agency, name=name, unit=unit) for name in ("Lê Bình", "Trần An"))
    outside = make_person(office.agency, name="Võ Chi")
    copies = {"edition": edition, "person": office.secretary, "distributed_on": TODAY() - timedelta(days=9)}
    keeping.distribute(unit="Phòng Tư pháp", read_by=TODAY() - timedelta(days=1), **copies)
    keeping.distribute(receiver=late, read_by=TODAY() - timedelta(days=3), **copies)
    keeping.distribute(receiver=office.reviewer, **copies)
    recalled = keeping.distribute(receiver=office.approver, read_by=TODAY(), **copies)
    keeping.recall(distribution=recalled, person=office.secretary, recalled_on=TODAY())
    for person in (early, outside):
        keeping.acknowledge(edition=edition, person=person)
    shown = entry(sign_in("staff").get(url(edition.document)))
    told = [(row.name, row.is_asked, row.read_by, bool(row.read_at)) for row in shown.readings]
    assert told == [
        ("Trần An", True, TODAY() - timedelta(days=3), False),
        ("Lê Bình", True, TODAY() - timedelta(days=1), True),
        ("Võ Chi", False, None, True),
        ("Lê Thị Soát", True, None, False),
    ]
    assert [row.name for row in shown.overdue] == ["Trần An"]
    assert (shown.read_count, shown.asked_count, shown.overdue_count) == (1, 3, 1)


@pytest.mark.parametrize(
    ("name", "possible"),
    [
        ("staff", ["acknowledge"]),
        ("leader", ["acknowledge", "distribute", "withdraw"]),
        ("secretary", ["acknowledge", "distribute", "withdraw", "hide"]),
        ("superuser", []),
    ],
)
def test_verbs_are_offered_or_refused_with_the_reason(sign_in, edition, name, possible):
    response = sign_in(name).get(url(edition.document))
    shown = entry(response)
    assert [offer.name for offer in shown.possible] == possible
    assert sorted([*possible, *(offer.name for offer in shown.refused)]) == [
        "acknowledge",
        "distribute",
        "hide",
        "withdraw",
    ]
    content = response.content.decode()
    for offer in shown.refused:
        assert offer.reasons and offer.url not in content
    assert "disabled" not in content.split("qms-register", 1)[1].split("</main>")[0]


def test_reading_changes_nothing(sign_in, edition):
    before = Document.objects.values_list("length", "head").get()
    client = sign_in("secretary")
    client.get(url(edition.document))
    for verb in ("withdraw", "hide", "show", "distribute", "acknowledge"):
        assert (
            client.get(reverse("wagtail_qms_register:verb", args=[edition.document_id, verb, edition.pk])).status_code
            == 200
        )
    assert Document.objects.values_list("length", "head").get() == before


def test_the_page_costs_the_same_for_any_number_of_rows(sign_in, office, edition):
    client = sign_in("secretary")
    copies = {"edition": edition, "person": office.secretary, "distributed_on": TODAY()}

    def fill(number):
        for _place in range(number):
            person = make_person(office.agency)
            keeping.distribute(receiver=person, read_by=TODAY(), **copies)
            keeping.acknowledge(edition=edition, person=person)
            keeping.hold(edition=edition, person=office.secretary, reason="Thử")
            keeping.release(edition=edition, person=office.secretary, reason="Thử")

    def count():
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url(edition.document)).status_code == 200
        return len(seen)

    fill(1)
    keeping.distribute(unit="Văn phòng", **copies)
    count()
    once = count()
    fill(2)
    assert count() == once
    page = ProcedurePage.objects.get(pk=edition.document.page_id)
    office.next_edition(page, planned_on=TODAY() + timedelta(days=4))
    fill(20)
    assert count() == once
    assert (Edition.objects.count(), Acknowledgement.objects.count()) == (2, 23)


def test_a_page_leads_to_its_register(sign_in, office, edition):
    client = sign_in("superuser")
    page = edition.document.page_id
    leads = reverse("wagtail_qms_register:page", args=[page])
    assert client.get(leads).url == url(edition.document)
    assert leads in client.get(reverse("wagtailadmin_pages:edit", args=[page])).content.decode()
    assert leads in client.get(reverse("wagtailadmin_explore", args=[office.index.pk])).content.decode()
    draft = office.procedure("QT.08")
    response = client.get(reverse("wagtail_qms_register:page", args=[draft.pk]))
    assert response.url == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert client.get(reverse("wagtail_qms_register:page", args=[draft.pk + 99])).status_code == 404


def test_a_document_outlives_its_page(sign_in, office, edition):
    page = edition.document.page_id
    type(edition.document).objects.filter(pk=edition.document_id).update(page_id=page + 999)
    assert sign_in("staff").get(url(edition.document)).status_code == 200


def test_a_secretary_of_the_day_is_told_by_the_appointment(client, office, edition):
    later = admit(make_person(office.agency, role=Role.ISO_SECRETARY, valid_from=TODAY() + timedelta(days=1)))
    client.force_login(later)
    assert client.get(url(edition.document)).status_code == 302

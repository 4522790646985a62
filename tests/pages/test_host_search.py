"""The portal's own search finds documents by what their editions in force say, and nothing that is not for all."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from tests.factories import make_office
from tests.factories.bodies import section, text
from wagtail_qms import clock
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import keeping

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(home):
    return make_office(home)


def body(words: str) -> list[dict]:
    return [section("1", "Nội dung", text(words))]


def found(words: str) -> list[str]:
    """What a host's search view finds among live pages."""
    return sorted(page.title for page in Page.objects.live().search(words))


def draft(edition) -> ProcedurePage:
    return ProcedurePage.objects.get(pk=edition.document.page_id)


def test_an_issued_document_is_found_by_its_words_with_and_without_accents(office):
    office.issued(title="Cấp bản sao", body=body("Trích lục hộ tịch"))
    for words in ("trích lục", "trich luc", "ho tich", "cap ban sao", "qt01"):
        assert found(words) == ["Cấp bản sao"], words


def test_a_draft_is_not_found_by_its_words(office):
    office.procedure(title="Bản nháp", body=body("Trích lục")).save_revision()
    assert found("trích lục") == []
    assert [page.title for page in Page.objects.search("trích lục")] == []


def test_a_new_draft_does_not_change_what_is_found(office):
    edition = office.issued(title="Cấp bản sao", body=body("Trích lục"))
    page = draft(edition)
    page.body = page.body.stream_block.to_python(body("Chuyển nhượng"))
    page.save_revision(user=office.drafter)
    page.save()
    assert found("trích lục") == ["Cấp bản sao"]
    assert found("chuyển nhượng") == []


def test_the_next_edition_is_found_from_its_day_on(office):
    edition = office.issued(title="Cấp bản sao", body=body("Trích lục"))
    page = draft(edition)
    day = clock.today() + timedelta(days=10)
    office.next_edition(page, planned_on=day, body=page.body.stream_block.to_python(body("Chuyển nhượng")))
    call_command("qms_index", "--once", verbosity=0)
    assert (found("trích lục"), found("chuyển nhượng")) == (["Cấp bản sao"], [])
    with time_machine.travel(timezone.now() + timedelta(days=10, hours=1)):
        call_command("qms_index", "--once", verbosity=0)
        assert (found("trích lục"), found("chuyển nhượng")) == ([], ["Cấp bản sao"])


def test_qms_refresh_follows_an_effective_date_as_well(office):
    edition = office.issued(title="Cấp bản sao", body=body("Trích lục"))
    page = draft(edition)
    office.next_edition(
        page,
        planned_on=clock.today() + timedelta(days=10),
        body=page.body.stream_block.to_python(body("Chuyển nhượng")),
    )
    with time_machine.travel(timezone.now() + timedelta(days=10, hours=1)):
        call_command("qms_refresh", verbosity=0)
        assert (found("trích lục"), found("chuyển nhượng")) == ([], ["Cấp bản sao"])


@pytest.mark.parametrize("verb", ["withdraw", "hold", "restrict"])
def test_what_is_no_longer_for_all_is_found_no_more(office, verb):
    edition = office.issued(title="Cấp bản sao", body=body("Trích lục"))
    verbs = {
        "withdraw": lambda: keeping.withdraw(
            edition=edition, person=office.secretary, withdrawn_on=clock.today(), decision_no="1",
            decision_on=clock.today(), reason="Luật mới",
        ),
        "hold": lambda: keeping.hold(edition=edition, person=office.secretary, reason="Lộ thông tin"),
        "restrict": lambda: keeping.restrict(document=edition.document, person=office.secretary, reason="Nội bộ"),
    }  # fmt: skip
    verbs[verb]()
    assert found("trích lục") == []
    assert found("cấp bản sao") == []
    # Not even by those who forget to ask for live pages.
    assert [page.title for page in Page.objects.search("trích lục")] == []


def test_internal_documents_are_never_found(office):
    office.issued(title="Kỷ luật", body=body("Sa thải"), confidentiality="internal")
    assert found("sa thải") == found("kỷ luật") == []
    assert [page.title for page in Page.objects.search("sa thải")] == []


def test_what_is_shown_again_is_found_again(office):
    edition = office.issued(title="Cấp bản sao", body=body("Trích lục"))
    keeping.hold(edition=edition, person=office.secretary, reason="Lộ thông tin")
    keeping.release(edition=edition, person=office.secretary, reason="Đã che")
    assert found("trích lục") == ["Cấp bản sao"]


def test_a_whole_index_made_anew_says_the_same(office):
    office.issued(title="Cấp bản sao", body=body("Trích lục"))
    office.issued(code="QT.02", title="Kỷ luật", body=body("Sa thải"), confidentiality="internal")
    call_command("update_index", verbosity=0, stdout=StringIO())
    assert found("trích lục") == ["Cấp bản sao"]
    assert [page.title for page in Page.objects.search("sa thải")] == []


def test_an_alias_is_found_by_what_its_source_says(office):
    edition = office.issued(title="Cấp bản sao", body=body("Trích lục"))
    other = make_office(Page.objects.get(pk=office.index.get_parent().pk), "Xã Khác", slug="khac")
    draft(edition).create_alias(parent=other.index)
    assert len(found("trích lục")) == 2
    keeping.restrict(document=edition.document, person=office.secretary, reason="Nội bộ")
    assert found("trích lục") == []

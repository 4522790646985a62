"""What is wrong with a document beside the others, the agency and its people."""

from datetime import date, timedelta

import pytest

from tests.factories import make_agency, make_field, make_office, make_person, make_unit
from tests.factories.bodies import section, text
from wagtail_qms import clock
from wagtail_qms.content.nodes import Document as Content
from wagtail_qms.content.nodes import FormEntry, Forms, Paragraph, Run, Section, Source, Sources
from wagtail_qms.content.problems import problems as content_problems
from wagtail_qms.register import keeping, problems
from wagtail_qms.register.snapshot import Snapshot

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 4)


@pytest.fixture
def office(home):
    return make_office(home)


def snapshot(*blocks, **fields):
    content = Content("procedure", (Section("Nội dung", "1", blocks=blocks),))
    return Snapshot(**{"kind": "procedure", "title": "Quy trình", "code": "QT.99", "content": content, **fields})


def words(*lines):
    return Paragraph((Run("\n".join(lines)),))


def found(draft, agency, **around):
    around = {"document": None, "today": clock.today(), **around}
    rows = problems.document_problems(draft, agency=agency, **around)
    return [(one.code, str(one.level), one.field, *one.params.values()) for one in rows]


def test_a_sound_draft_has_none(office):
    office.issued("QT.01")
    assert found(snapshot(words("Theo QT-01, QT.99 tại UBND phường Mẫu.")), office.agency) == []


def test_cited_documents_that_are_not_there(office):
    office.issued("QT.01")
    draft = snapshot(words("Theo QT.01, QT.02, QT.03 và QT 02."))
    assert found(draft, office.agency, drafts=frozenset({"qt03"})) == [
        ("cited_unknown", "warn", "muc-1", "QT.02"),
        ("cited_draft", "hint", "muc-1", "QT.03"),
    ]


def test_a_cited_document_of_another_agency_is_not_there(office, home):
    make_office(home, "Ủy ban nhân dân xã Khác", slug="khac").issued("QT.01")
    assert found(snapshot(words("Theo QT.01.")), office.agency) == [("cited_unknown", "warn", "muc-1", "QT.01")]


def test_a_cited_document_may_be_in_force_later(office):
    office.issued("QT.01")
    yesterday = clock.today() - timedelta(days=1)
    assert found(snapshot(words("Theo QT.01.")), office.agency, today=yesterday) == []


def test_a_cited_document_that_has_ended(office):
    decision = {"decision_no": "5/QĐ", "decision_on": clock.today(), "reason": "Thay thế"}
    edition = office.issued("QT.02")
    keeping.withdraw(edition=edition, person=office.secretary, withdrawn_on=clock.today(), **decision)
    assert found(snapshot(words("Theo QT.02.")), office.agency) == [("cited_ended", "warn", "muc-1", "QT.02")]


def test_one_code_in_two_fields_of_work(office):
    edition = office.issued("QT.01", field_of_work=make_field(office.agency, "Hộ tịch"))
    draft = snapshot(words("a"), code="QT 01", field_of_work="Chứng thực")
    assert [row[:3] for row in found(draft, office.agency)] == [("code.elsewhere", "warn", "code")]
    assert found(draft, office.agency, document=edition.document) == []


@pytest.mark.parametrize(
    ("until", "successor", "expected"),
    [
        (None, "", []),
        (date(2026, 5, 4), "", []),
        (date(2026, 5, 3), "", [("owner_unit.ended", "warn", "owner_unit", "Phòng Cũ", "")]),
        (date(2026, 5, 3), "Phòng Mới", [("owner_unit.ended", "warn", "owner_unit", "Phòng Cũ", "Phòng Mới")]),
    ],
)
def test_the_owner_unit(until, successor, expected):
    agency = make_agency()
    after = make_unit(agency, successor) if successor else None
    make_unit(agency, "Phòng Cũ", valid_until=until, successor=after)
    assert found(snapshot(words("a"), owner_unit="Phòng Cũ"), agency, today=TODAY) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Chủ tịch UBND phường Mẫu", []),
        ("UBND tỉnh Hà Mẫu", []),
        ("UBND huyện Cẩm Cũ", []),
        ("Công bố theo mẫu của UBND tỉnh Thanh Mẫu", []),
        ("UBND phường Lạ", [("other_agency", "warn", "muc-1", "UBND phường Lạ")]),
        ("Lạ Lùng, ngày 5 tháng 3", [("other_agency", "warn", "muc-1", "Lạ Lùng, ngày 5 tháng")]),
        ("đường của tỉnh Lạ Lùng", [("other_place", "hint", "muc-1", "tỉnh Lạ Lùng")]),
    ],
)
def test_names_of_others(line, expected):
    agency = make_agency(parent_body="Ủy ban nhân dân tỉnh Hà Mẫu")
    agency.predecessors.add(make_agency("Ủy ban nhân dân huyện Cẩm Cũ", place_name="Cẩm Cũ"))
    source = Sources((Source("Quyết định công bố", number="5/QĐ-UBND", issuer="UBND tỉnh Thanh Mẫu"),))
    assert found(snapshot(words(line), source), agency) == expected


def test_a_province_is_not_judged_while_nobody_said_who_stands_above():
    assert found(snapshot(words("UBND tỉnh Lạ Lùng")), make_agency()) == [
        ("other_agency", "hint", "muc-1", "UBND tỉnh Lạ Lùng")
    ]


@pytest.mark.parametrize(("planned_on", "expected"), [(None, ["source_to_come"]), (date(2026, 6, 1), [])])
def test_a_source_of_later_than_the_document(planned_on, expected):
    draft = snapshot(Sources((Source("Luật", number="1", issued_on="2026-05-20"),)), planned_on=planned_on)
    assert [row[0] for row in found(draft, make_agency(), today=TODAY)] == expected


def weighed(draft, office, document=None, drafts=frozenset()):
    alone = list(content_problems(draft.content))
    around = {"agency": office.agency, "document": document, "today": clock.today(), "drafts": drafts}
    return [(one.code, str(one.level)) for one in problems.with_forms_elsewhere(alone, **around)]


def test_a_form_cited_is_there_when_another_document_lists_it(office):
    draft = snapshot(words("theo mẫu BM.01.01"))
    assert weighed(draft, office) == [("form_not_listed", "block")]
    edition = office.issued()
    assert weighed(draft, office) == [("form_elsewhere", "hint")]
    # Its own edition before does not count: the table of forms lost a row.
    assert weighed(draft, office, edition.document) == [("form_not_listed", "block")]


def test_a_form_listed_has_its_blank_somewhere(office):
    draft = snapshot(Forms((FormEntry("Phiếu", "BM.07"), FormEntry("Tờ khai của bộ"))))
    assert weighed(draft, office) == [("form_nowhere", "block"), ("form_without_file", "hint")]
    assert weighed(draft, office, drafts=frozenset({"bm07"})) == [("form_without_file", "hint")] * 2


@pytest.mark.parametrize(
    ("post", "capacity", "is_wrong"),
    [
        ("Phó Chủ tịch", "", True),
        ("Phó Chủ tịch", "TM.", True),
        ("Phó Chủ tịch", "KT.", False),
        ("Phó Giám đốc", "TUQ.", False),
        ("Chủ tịch", "TM.", False),
    ],
)
def test_a_deputy_approves_for_the_head(post, capacity, is_wrong):
    agency = make_agency()
    make_person(agency, post=post, capacity=capacity, may_approve=True)
    make_person(agency, post="Phó Chánh Văn phòng", may_review=True)
    rows = [(appointment.post, one.code) for appointment, one in problems.capacity_problems(agency, TODAY)]
    assert rows == ([(post, "approver.capacity")] if is_wrong else [])


def test_an_edition_tells_who_approved_it(office):
    edition = office.issued()
    assert list(problems.signed_capacity_problems(edition)) == []
    edition.provenance = "paper"
    edition.paper_sign_offs = [
        {"role": "review", "name": "A", "post": "Phó phòng"},
        {"role": "approval", "name": "B", "post": "Phó Chủ tịch"},
    ]
    assert [one.params for one in problems.signed_capacity_problems(edition)] == [
        {"name": "B", "post": "Phó Chủ tịch"}
    ]


def test_the_queries_do_not_grow_with_what_is_cited(office, django_assert_max_num_queries):
    lines = [f"QT.{number} tại UBND phường Lạ {number}" for number in range(10, 60)]
    with django_assert_max_num_queries(8):
        found(snapshot(words(*lines), owner_unit="Văn phòng"), office.agency)


def test_the_page_of_a_draft_shows_them(office):
    page = office.procedure(body=[section("1", "Nội dung", text("Theo QT.77 của UBND phường Lạ"))])
    codes = [row[0] for row in found(page.draft_snapshot(), office.agency)]
    assert codes == ["cited_unknown", "other_agency"]

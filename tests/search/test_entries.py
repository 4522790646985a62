"""An entry answers on a day for a reader exactly when the register says that its edition is in force and readable."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import make_person
from tests.register.desk import make_desk
from tests.register.test_in_force import DAYS, STEPS, History, noon
from tests.search.entries import body_of, make_edition
from wagtail_qms.content import nodes
from wagtail_qms.content.html import render
from wagtail_qms.register import keeping, policy
from wagtail_qms.search.cutting import PIECE, cut
from wagtail_qms.search.entries import change_of, changes
from wagtail_qms.search.interface import Entry, Scope

FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def answers(entry: Entry, scope: Scope) -> bool:
    """Whether an engine gives ``entry`` within ``scope``: the rule of the interface in plain words."""
    if not entry.starts_on <= scope.day or (entry.ends_on is not None and scope.day >= entry.ends_on):
        return False
    reader = scope.reader
    if reader.sees_all:
        return True
    if entry.is_held and entry.agency_id not in reader.keeps:
        return False
    return not entry.is_internal or entry.agency_id in reader.agencies


class SecretHistory(History):
    """Histories in which editions are internal, hidden, shown again and restricted as well."""

    def issue(self, day, pick):
        confidentiality = "internal" if pick == 3 else "public"
        self._add(self.desk.issue(planned_on=day if pick else None, confidentiality=confidentiality))

    def hold(self, day, pick):
        self._keep(keeping.hold, pick)

    def release(self, day, pick):
        self._keep(keeping.release, pick)

    def _keep(self, verb, pick):
        if self.editions:
            number = sorted(self.editions)[pick % len(self.editions)]
            verb(edition=self.editions[number], person=self.desk.secretary, reason="Lộ thông tin")

    def restrict(self, day, pick):
        if self.editions:
            keeping.restrict(document=self.desk.document, person=self.desk.secretary, reason="Nội bộ")


VERBS = ["issue", "issue", "paper", "withdraw", "wait", "hold", "release", "restrict"]
SECRET_STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(-5, 8), st.integers(0, 3)), min_size=1, max_size=8
)


class TestHistories(TestCase):
    """Generated histories on the real database."""

    @FEW
    @given(steps=SECRET_STEPS)
    def test_entries_agree_with_the_register_on_every_day_and_for_every_reader(self, steps):
        history = SecretHistory(1)
        history.play(steps)
        desk = history.desk
        people = [None, desk.drafter, desk.secretary, make_desk("Xã bên").secretary, make_person(superuser=True)]
        with noon(history.today):
            entries = change_of(desk.document.pk).entries
            readers = {policy.reader_of(person, history.today) for person in people}
        assert len(readers) == 5
        for day in [day for day in DAYS if day >= history.today]:
            register = list(desk.document.editions.in_force(day).with_standing().select_related("document"))
            for reader in readers:
                expected = [edition.pk for edition in register if policy.may_read(reader, edition)]
                assert [e.edition_id for e in entries if answers(e, Scope(day, reader))] == expected, (day, reader)

    @FEW
    @given(steps=STEPS)
    def test_what_ended_is_no_entry_and_versions_grow(self, steps):
        history, before = SecretHistory(1), 0
        for step in steps:
            history.play([step])
            with noon(history.today):
                change = change_of(history.desk.document.pk)
            assert change.version >= before
            assert all(entry.ends_on is None or entry.ends_on > history.today for entry in change.entries)
            before = change.version


def step(activity: str, number: str, level: int = 0) -> nodes.Step:
    return nodes.Step(activity, number=number, responsible="Công chức", level=level)


BODY = nodes.Document(
    "procedure",
    (
        nodes.Section(
            "Định nghĩa",
            number="3",
            blocks=(
                nodes.Definitions(
                    (
                        nodes.Definition("UBND", "Ủy ban nhân dân", abbreviation=True),
                        nodes.Definition("Hồ sơ", "Tập giấy tờ"),
                    )
                ),
            ),
        ),
        nodes.Section(
            "Nội dung",
            number="5",
            clauses=("8.5.1",),
            blocks=(
                nodes.Paragraph((nodes.Run("Mở đầu."),)),
                nodes.Table(rows=((nodes.Cell((nodes.Paragraph((nodes.Run("A"),)),)),) * 2,)),
                nodes.TimeLimits((nodes.CaseValue("03 ngày", "Thường"),), number="5.2"),
                nodes.Steps((step("Nhận hồ sơ", "1"), step("Ghi sổ", "1.1", 1), step("Trả kết quả", "2"))),
                nodes.Sources((nodes.Source("Luật Hộ tịch", "law", "60/2014/QH13"),), legal=True),
            ),
        ),
        nodes.Forms((nodes.FormEntry("Tờ khai", "BM.01"),)),
    ),
)


def test_the_passages_of_a_procedure(agency):
    edition = make_edition(agency, "QT.01", "Quy trình mẫu", body=BODY, summary="Tóm tắt", clauses=("7.5",))
    entry = change_of(edition.document_id).entries[0]
    assert [(p.kind, p.anchor, p.heading, p.number, p.text) for p in entry.passages] == [
        ("document", "", "", "QT.01", "QT.01 Quy trình mẫu\nTóm tắt"),
        ("section", "muc-3", "3. Định nghĩa", "3", ""),
        ("definition", "thuat-ngu-ubnd", "3. Định nghĩa", "", "UBND: Ủy ban nhân dân"),
        ("definition", "thuat-ngu-ho-so", "3. Định nghĩa", "", "Hồ sơ: Tập giấy tờ"),
        ("section", "muc-5", "5. Nội dung", "5", "Mở đầu.\nA | A"),
        ("fact", "thoi-han", "5. Nội dung › 5.2 Thời hạn giải quyết", "5.2", "Thường: 03 ngày"),
        ("step", "buoc-1", "5. Nội dung", "1", "Nhận hồ sơ\nCông chức"),
        ("step", "buoc-1-1", "5. Nội dung › 1. Nhận hồ sơ", "1.1", "Ghi sổ\nCông chức"),
        ("step", "buoc-2", "5. Nội dung", "2", "Trả kết quả\nCông chức"),
        ("fact", "can-cu-phap-ly", "5. Nội dung › Cơ sở pháp lý", "", "Luật số 60/2014/QH13 Luật Hộ tịch"),
        ("form", "bieu-mau-bm-01", "Biểu mẫu", "BM.01", "BM.01 Tờ khai"),
    ]
    assert entry.clauses == ("7.5", "8.5.1")
    assert entry.abbreviations == (("UBND", "Ủy ban nhân dân"),)


def test_a_manual_is_found_clause_by_clause(agency):
    met = nodes.Clauses((nodes.ClauseMet("7.5", (nodes.Paragraph((nodes.Run("Có sổ"),)),), "QT.KSTL"),))
    excluded = nodes.Exclusions((nodes.Exclusion("8.3", "Không thiết kế"),))
    body = nodes.Document(
        "manual", (nodes.Section("Đáp ứng", number="3", documents="QT.XXLĐ", blocks=(met, excluded)),)
    )
    edition = make_edition(agency, "ST", "Sổ tay", body=body, kind="manual")
    passages = change_of(edition.document_id).entries[0].passages
    assert [(p.heading, p.number, p.text) for p in passages[1:]] == [
        ("3. Đáp ứng", "3", "8.3 Thiết kế và phát triển\nKhông thiết kế\nQT.XXLĐ"),
        ("3. Đáp ứng › 7.5 Thông tin dạng văn bản", "7.5", "Có sổ\nQT.KSTL"),
    ]


def test_every_anchor_is_on_the_page_that_a_reader_lands_on(agency):
    entry = change_of(make_edition(agency, "QT.01", "Quy trình mẫu", body=BODY).document_id).entries[0]
    html = render(BODY, label=str, file_url=str)
    anchors = {passage.anchor for passage in entry.passages if passage.anchor}
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in html] == []


def test_a_long_section_comes_in_pieces_cut_between_paragraphs(agency):
    lines = [f"Đoạn {number}:" + " chữ" * 80 for number in range(12)]
    edition = make_edition(agency, "QT.01", "Dài", body=body_of(("Nội dung", "\n".join(lines))))
    found = [p for p in change_of(edition.document_id).entries[0].passages if p.kind == "section"]
    assert len(found) > 3
    assert all(len(passage.text) <= PIECE for passage in found)
    assert {(passage.anchor, passage.heading) for passage in found} == {("muc-1", "1. Nội dung")}
    assert "\n".join(passage.text for passage in found).split("\n") == lines


@given(st.text(alphabet="ab .;\n", max_size=400), st.integers(5, 40))
def test_pieces_lose_no_word(text, size):
    pieces = list(cut(text, size))
    assert all(len(piece) <= size for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize("count", [1, 3])
def test_documents_cost_the_same_queries_however_many(agency, django_assert_num_queries, count):
    keys = [make_edition(agency, f"QT.{number}", "Quy trình").document_id for number in range(count)]
    with django_assert_num_queries(3):
        assert len(list(changes(keys))) == count


def test_a_document_that_is_gone_has_no_change(db):
    assert change_of(1234) is None

"""Questions and their answers, through the database's engine."""

from itertools import pairwise

import pytest
from django.core.cache import cache

from tests.factories import make_agency, make_person
from tests.search.entries import body_of, make_edition
from wagtail_qms.content import nodes
from wagtail_qms.organisation.models import Appointment
from wagtail_qms.register.models import Edition
from wagtail_qms.search import queue
from wagtail_qms.search.answering import answer, begin
from wagtail_qms.search.indexing import drain
from wagtail_qms.search.interface import EngineUnavailableError
from wagtail_qms.search.models import Abbreviation, Synonyms
from wagtail_qms.search.scoping import scope_for
from wagtail_qms.search.vocabulary import vocabulary_for


def enter(agency, code: str, title: str, *sections: tuple[str, str], **fields) -> Edition:
    """An edition in the register and in the index."""
    edition = make_edition(agency, code, title, body=fields.pop("body", None) or body_of(*sections), **fields)
    queue.put(edition.document_id, edition.sequence)
    drain()
    return edition


def codes(found) -> list[str]:
    return [document.head.code for document in found.documents]


def asked(query: str, user=None, **fields):
    return answer(query, scope_for(user), **fields)


def test_a_code_in_any_spelling_is_answered_directly_and_comes_first(agency):
    enter(agency, "QT.01", "Quy trình có QT.02 trong tên", ("Nội dung", "Xem QT.02, QT.02 và QT.02"))
    enter(agency, "QT.02", "Cấp bản sao", ("Nội dung", "Tiếp nhận"))
    for query in ("QT.02", "qt 02", "qt02", "QT-02", "quy trinh qt.02"):
        found = asked(query)
        assert found.direct.head.code == "QT.02", query
        assert codes(found)[0] == "QT.02", query
    assert asked("ban sao").direct is None


def test_the_code_of_a_form_is_answered_by_the_document_that_has_it(agency):
    forms = nodes.Document("procedure", (nodes.Forms((nodes.FormEntry("Tờ khai", "BM.HT.07"),)),))
    enter(agency, "QT.03", "Đăng ký khai sinh", body=forms)
    enter(agency, "QT.04", "Đăng ký khai tử", ("Nội dung", "Tiếp nhận"))
    found = asked("bm ht 07")
    assert found.direct.head.code == "QT.03"
    assert found.direct.passages[0].passage.anchor == "bieu-mau-bm-ht-07"


def test_pages_of_an_answer_are_parts_of_one_order(agency):
    for number in range(7):
        enter(agency, f"QT.{number}", f"Quy trình {number}", ("Nội dung", "Tiếp nhận đơn " * (number + 1)))
    whole = asked("tiep nhan don", page_size=50)
    assert whole.total == 7
    parts = [asked("tiep nhan don", page=page, page_size=3) for page in (1, 2, 3, 4)]
    assert [code for part in parts for code in codes(part)] == codes(whole)
    assert {part.total for part in parts} == {7}
    assert all(first.score >= second.score for first, second in pairwise(whole.documents))
    assert codes(asked("tiep nhan don", page=-5, page_size=3)) == codes(parts[0])


@pytest.mark.parametrize(
    "query", ["", "   ", "\x00\x01", "???", "' OR 1=1 --", '"', "(" * 9999, "a" * 20_000, "*", "\ud800"]
)
def test_whatever_is_typed_is_answered(agency, query):
    enter(agency, "QT.01", "Quy trình", ("Nội dung", "Tiếp nhận"))
    assert asked(query).documents == ()
    assert begin(query, scope_for(None)) == ()


def test_what_was_meant_is_said_as_the_documents_spell_it(agency):
    enter(agency, "QT.01", "Quy trình Cấp bản sao", ("Nội dung", "Chứng thực chữ ký"))
    assert asked("chugn thuc").did_you_mean == "chứng thực"
    assert asked("chung thux chu ky").did_you_mean == "chứng thực chữ ký"
    assert asked("quy trinhh").did_you_mean == "quy trình"
    assert asked("chung thuc").did_you_mean == ""
    assert asked("zzzz qqqq").did_you_mean == ""


def test_what_was_meant_tells_nobody_of_what_they_may_not_read(agency):
    enter(agency, "QT.01", "Quy trình Kỷ luật", ("Nội dung", "Sa thải"), confidentiality="internal")
    enter(agency, "QT.02", "Quy trình Cấp bản sao", ("Nội dung", "Tiếp nhận"))
    staff = make_person(agency)
    assert asked("quy trinh sa thsi").did_you_mean == ""
    assert asked("sa thsi").did_you_mean == ""
    assert codes(asked("sa thai", staff)) == ["QT.01"]


def test_abbreviations_and_synonyms_that_the_agency_teaches_work_from_the_next_question_on(agency):
    enter(agency, "QT.01", "Cấp giấy chứng nhận", ("Nội dung", "Bộ phận thẩm định cấp xã tiếp nhận đơn"))
    other = make_agency("Xã bên")
    assert codes(asked("bptđ")) == codes(asked("xin xac nhan")) == []
    taught = Abbreviation.objects.create(agency=agency, short="BPTĐ", long="Bộ phận thẩm định")
    assert codes(asked("bptđ")) == ["QT.01"]
    assert codes(answer("bptđ", scope_for(None, agencies=[other.pk]))) == []
    synonyms = Synonyms.objects.create(agency=agency, words="giấy chứng nhận\n\nxin xác nhận\n")
    assert codes(asked("xin xac nhan")) == ["QT.01"]
    taught.delete()
    synonyms.delete()
    assert codes(asked("bptđ")) == codes(asked("xin xac nhan")) == []


def test_abbreviations_of_documents_are_learnt_from_those_that_the_reader_may_read(agency):
    meaning = nodes.Definitions((nodes.Definition("HĐTX", "Hội đồng thẩm xét", abbreviation=True),))
    enter(agency, "QT.01", "Nội bộ", body=nodes.Document("procedure", (meaning,)), confidentiality="internal")
    known = ("HĐTX", "Hội đồng thẩm xét")
    staff = make_person(agency)
    assert known not in vocabulary_for(scope_for(None)).abbreviations
    assert known in vocabulary_for(scope_for(staff)).abbreviations
    enter(agency, "QT.02", "Công khai", body=nodes.Document("procedure", (meaning,)))
    assert known in vocabulary_for(scope_for(None)).abbreviations


def test_the_vocabulary_costs_no_query_until_it_changes(agency, django_assert_num_queries):
    Abbreviation.objects.create(agency=agency, short="UBND", long="Ủy ban nhân dân")
    scope = scope_for(None)
    vocabulary_for(scope)
    with django_assert_num_queries(0):
        vocabulary_for(scope)
    cache.clear()
    with django_assert_num_queries(3):
        vocabulary_for(scope)


def test_one_engine_alone_answers_or_says_that_it_cannot(agency, settings):
    enter(agency, "QT.01", "Cấp bản sao")
    assert asked("ban sao", engine="database").engine == "database"
    with pytest.raises(EngineUnavailableError):
        asked("ban sao", engine="tests.search.nowhere.Engine")


def test_an_engine_whose_package_is_missing_is_stood_in_for(agency, settings):
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"ENGINE": "no.such.package.Engine"}}
    enter(agency, "QT.01", "Cấp bản sao")
    found = asked("ban sao")
    assert (codes(found), found.engine, found.instead_of) == (["QT.01"], "database", "no.such.package.Engine")


def test_a_post_that_begins_shows_more_at_once(agency):
    enter(agency, "QT.01", "Cấp bản sao", confidentiality="internal")
    person = make_person()
    assert codes(asked("ban sao", person)) == []
    Appointment.objects.create(user=person, agency=agency, post="Chuyên viên")
    assert codes(asked("ban sao", person)) == ["QT.01"]

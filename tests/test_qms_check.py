"""``qms_check`` tells what is wrong, one line a problem."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_office, make_person
from tests.factories.bodies import section, text
from wagtail_qms import clock

pytestmark = pytest.mark.django_db

CITING = [section("1", "Nội dung", text("Làm theo QT.77"))]
EMPTY = [section("1", "Trống")]


@pytest.fixture
def office(home):
    return make_office(home)


def check(*options):
    out, err = io.StringIO(), io.StringIO()
    call_command("qms_check", *options, stdout=out, stderr=err)
    return out.getvalue()


def rows(*options):
    return [json.loads(line) for line in check("--json", *options).splitlines()]


def brief(*options):
    return [(row["record"]["type"], row["record"]["number"], row["level"], row["code"]) for row in rows(*options)]


def test_a_problem_as_json(office):
    page = office.procedure("QT.01", body=CITING)
    assert [{**row, "message": "QT.77" in row["message"]} for row in rows()] == [
        {
            "code": "cited_unknown",
            "level": "warn",
            "record": {"type": "draft", "id": page.pk, "number": "QT.01"},
            "field": "muc-1",
            "message": True,
        }
    ]


def test_drafts_editions_and_appointments(office):
    page = office.procedure("QT.01", body=CITING)
    edition = office.issue(page)
    office.procedure("QT.02", body=EMPTY)
    make_person(office.agency, post="Phó Chủ tịch", may_approve=True)
    draft = ("draft", "QT.02", "block", "section_empty")
    issued = ("edition", "QT.01", "warn", "cited_unknown")
    assert brief() == [draft, issued, ("appointment", "", "warn", "approver.capacity")]
    assert brief("--drafts") == [draft]
    assert brief("--editions") == [issued]
    assert [row["record"]["id"] for row in rows("--editions")] == [edition.pk]
    assert brief("--level", "block") == [draft]


def test_the_next_draft_of_an_issued_document_and_an_edition_to_come(office):
    page = office.procedure("QT.01")
    office.issue(page)
    draft = type(page).objects.get(pk=page.pk)
    draft.planned_on, draft.change_reason, draft.body = (
        clock.today() + timedelta(days=3),
        "Bổ sung",
        json.dumps(CITING),
    )
    draft.save_revision(user=office.drafter)
    assert brief() == [("draft", "QT.01", "warn", "cited_unknown")]
    office.issue(draft)
    assert brief() == [("edition", "QT.01", "warn", "cited_unknown")]


def test_nothing_wrong_says_so(office):
    office.issued("QT.01")
    assert rows() == []
    assert check("--fail-level", "hint").strip() == "0 block, 0 warn, 0 hint"


def test_the_text_groups_by_document(office):
    office.procedure("QT.01", "Tiếp dân", body=[*CITING, section("2", "Trống")])
    lines = check().splitlines()
    assert lines[0].startswith("QT.01 Tiếp dân")
    assert lines[0].endswith("1 block, 1 warn, 0 hint")
    assert [line.split()[:3] for line in lines[1:3]] == [
        ["block", "section_empty", "[muc-2]:"],
        ["warn", "cited_unknown", "[muc-1]:"],
    ]
    assert lines[-1] == "1 block, 1 warn, 0 hint"


@pytest.mark.parametrize(("level", "fails"), [("block", False), ("warn", True), ("hint", True)])
def test_it_fails_when_asked_to(office, level, fails):
    office.procedure("QT.01", body=CITING)
    check()
    if fails:
        with pytest.raises(CommandError):
            check("--fail-level", level)
    else:
        check("--fail-level", level)


def test_few_queries_a_document(office):
    counts = []
    for number in range(1, 4):
        office.procedure(f"QT.0{number}", body=CITING)
        with CaptureQueriesContext(connection) as queries:
            check()
        counts.append(len(queries))
    assert counts[2] - counts[1] == counts[1] - counts[0] <= 18


@pytest.mark.parametrize("option", ["--drafts", "--editions"])
def test_the_codes_of_drafts_are_read_once_for_all_documents(office, option):
    reads = []
    for number in range(1, 4):
        page = office.procedure(f"QT.0{number}", body=CITING)
        if option == "--editions":
            office.issue(page)
        with CaptureQueriesContext(connection) as queries:
            check(option)
        reads.append(sum(" UNION " in query["sql"] for query in queries))
    assert reads == [1, 1, 1]

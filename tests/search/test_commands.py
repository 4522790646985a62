"""``qms_search``, ``qms_reindex`` and ``qms_index`` as somebody at a terminal sees them."""

import json
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import make_person
from tests.search.away import NAME, AwayEngine
from tests.search.entries import make_edition
from tests.search.test_answering import enter
from tests.search.test_indexing import poisoned
from wagtail_qms.search import breaker, queue
from wagtail_qms.search.models import IndexChange, IndexState


def output_of(*command: str, **options) -> list[str]:
    """The lines that a command prints."""
    out = StringIO()
    call_command(*command, stdout=out, stderr=StringIO(), **options)
    return out.getvalue().splitlines()


def told(*command: str) -> list[dict]:
    """What ``qms_search --json`` says of each question."""
    return [json.loads(line) for line in output_of("qms_search", *command, "--json")]


@pytest.fixture
def documents(agency):
    """A public and an internal one."""
    enter(agency, "QT.01", "Cấp bản sao", ("Nội dung", "Tiếp nhận đơn"), page_id=7)
    enter(agency, "QT.02", "Kỷ luật", ("Nội dung", "Tiếp nhận đơn"), confidentiality="internal")


def test_one_object_a_line_for_each_question(documents):
    first, second = told("cap ban sao", "zzzz")
    assert list(first) == ["query", "engine", "took_ms", "total", "did_you_mean", "documents"]
    assert (first["query"], first["engine"], first["total"], first["did_you_mean"]) == (
        "cap ban sao",
        "database",
        1,
        "",
    )
    (document,) = first["documents"]
    assert list(document) == ["document", "code", "title", "score", "passages"]
    assert (document["document"], document["code"], document["title"]) == (7, "QT.01", "Cấp bản sao")
    assert list(document["passages"][0]) == ["heading", "anchor", "text", "score"]
    assert (second["query"], second["total"], second["documents"]) == ("zzzz", 0, [])


def test_what_was_meant(documents):
    assert told("cap ban saoo")[0]["did_you_mean"] == "cấp bản sao"


def test_questions_from_a_file_in_their_order(documents, tmp_path):
    file = tmp_path / "hoi.txt"
    file.write_text("\ufeffcấp bản sao\n\n  kỷ luật \nQT.01\n", encoding="utf-8")
    assert [row["query"] for row in told("truoc", "--file", str(file))] == [
        "truoc",
        "cấp bản sao",
        "  kỷ luật ",
        "QT.01",
    ]


def test_as_somebody(documents, agency):
    person = make_person(agency)
    assert told("ky luat")[0]["total"] == 0
    assert told("ky luat", "--as", person.username)[0]["total"] == 1


def test_limit(agency):
    for number in range(3):
        enter(agency, f"QT.{number}", "Cấp bản sao", ("Nội dung", "Tiếp nhận"))
    (row,) = told("cap ban sao", "--limit", "2")
    assert (row["total"], len(row["documents"])) == (3, 2)


def test_for_people(documents):
    lines = output_of("qms_search", "cap ban sao")
    assert lines[0].startswith("cap ban sao: 1 documents (database, ")
    assert "QT.01 Cấp bản sao" in lines[1]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ((), "Ask something"),
        (("x", "--as", "khong-co-ai"), "There is no account 'khong-co-ai'."),
        (
            ("x", "--engine", "no.such.Engine"),
            "There is no engine 'no.such.Engine': choose database or elasticsearch.",
        ),
        (("x", "--limit", "0"), "--limit is 1 or more."),
        (("--file", "/no/such/file"), "/no/such/file: "),
    ],
)
def test_what_cannot_be_asked_is_said(db, command, said):
    with pytest.raises(CommandError) as error:
        output_of("qms_search", *command)
    assert said in str(error.value)


def test_an_engine_that_was_named_and_cannot_answer_is_no_empty_answer(documents, settings):
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"ENGINE": NAME}}
    AwayEngine.reset()
    AwayEngine.is_away = True
    with pytest.raises(CommandError, match="gone fishing"):
        output_of("qms_search", "cap ban sao", "--engine", NAME)
    assert told("cap ban sao")[0]["engine"] == "database"
    AwayEngine.reset()


def test_reindexing_tells_how_far_it_is(agency):
    for number in range(45):
        enter(agency, f"QT.{number}", "Cấp bản sao")
    assert output_of("qms_reindex") == [
        "database: 0/45 (0 %)",
        "database: 20/45 (44 %)",
        "database: 40/45 (88 %)",
        "database: 45/45 (100 %)",
        "database: 45 documents",
    ]
    assert told("cap ban sao")[0]["total"] == 45


def test_reindexing_an_engine_that_is_away_says_so(documents, settings):
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"ENGINE": NAME}}
    AwayEngine.reset()
    AwayEngine.is_away = True
    with pytest.raises(CommandError, match="gone fishing"):
        output_of("qms_reindex", "--engine", NAME)
    assert output_of("qms_reindex", "--engine", "database", verbosity=0) == ["database: 2 documents"]
    AwayEngine.reset()


def test_indexing_once_takes_up_everything_that_is_due(agency):
    output_of("qms_index", "--once")
    for number in range(45):
        edition = make_edition(agency, f"QT.{number}", "Cấp bản sao")
        queue.put(edition.document_id, edition.sequence)
    lines = output_of("qms_index", "--once")
    assert IndexChange.objects.count() == 0
    assert [line for line in lines if "applied" in line] == [
        "20 applied, 0 failed, 0 postponed",
        "20 applied, 0 failed, 0 postponed",
        "5 applied, 0 failed, 0 postponed",
    ]


def test_indexing_builds_what_was_lost_first(agency):
    enter(agency, "QT.01", "Cấp bản sao")
    output_of("qms_index", "--once")
    IndexState.objects.filter(engine="database").delete()
    assert output_of("qms_index", "--once") == ["built database; 0 applied, 0 failed, 0 postponed"]
    assert told("cap ban sao")[0]["total"] == 1


def test_what_cannot_be_indexed_stops_no_worker(agency, capsys):
    poisoned(agency, "QT.66")
    enter(agency, "QT.01", "Cấp bản sao")
    for hour in range(3):
        with time_machine.travel(timezone.now() + timedelta(hours=hour)):
            call_command("qms_index", "--once", verbosity=0)
    assert "QT.66 Hỏng (database): ValueError" in capsys.readouterr().err


def test_an_engine_that_is_away_stops_no_worker(agency, settings):
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"ENGINE": NAME, "WORKER": True}}
    AwayEngine.reset()
    AwayEngine.is_away = True
    edition = enter(agency, "QT.01", "Cấp bản sao")
    output_of("qms_index", "--once")
    assert [row.engine for row in IndexChange.objects.all()] == [NAME]
    AwayEngine.is_away = False
    breaker.mend(NAME)
    IndexChange.objects.update(try_after=None)
    output_of("qms_index", "--once")
    assert IndexChange.objects.count() == 0
    assert edition.document_id in AwayEngine.index
    AwayEngine.reset()

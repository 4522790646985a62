"""Whatever fails on the way to an index is tried again, names itself, and holds nobody up."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.register.desk import make_desk
from tests.search.away import NAME, AwayEngine
from tests.search.entries import body_of, make_edition
from wagtail_qms import clock
from wagtail_qms.register import keeping
from wagtail_qms.register.models import Document, Edition
from wagtail_qms.search import breaker, building, freshness, queue
from wagtail_qms.search.answering import answer, begin
from wagtail_qms.search.indexing import drain
from wagtail_qms.search.models import IndexChange, IndexedDocument, IndexState
from wagtail_qms.search.scoping import scope_for


@pytest.fixture
def desk(db):
    return make_desk()


@pytest.fixture
def worker(settings):
    """A site on which a worker runs, and on which this test is the worker."""
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"WORKER": True}}


@pytest.fixture
def away(settings):
    """A site with an engine of its own."""
    AwayEngine.reset()
    settings.WAGTAIL_QMS = settings.WAGTAIL_QMS | {"SEARCH": {"ENGINE": NAME}}
    yield AwayEngine
    AwayEngine.reset()


def entered(agency, code: str, text: str = "Tiếp nhận đơn") -> Edition:
    """An edition in the register that waits for the index."""
    edition = make_edition(agency, code, f"Quy trình {code}", body=body_of(("Nội dung", text)))
    queue.put(edition.document_id, edition.sequence)
    return edition


def poisoned(agency, code: str) -> Document:
    """A document that no program reads, such as one that a newer release wrote."""
    document = Document.objects.create(agency=agency, kind="procedure", code_key=code)
    Edition.objects.create(
        document=document, number=1, code=code, title="Hỏng", kind="procedure", confidentiality="public",
        issued_on=clock.today(), effective_on=clock.today(), content_digest="", snapshot='{"version": 99}',
    )  # fmt: skip
    queue.put(document.pk, 1)
    return document


def codes(found) -> list[str]:
    return [document.head.code for document in found.documents]


def asked(query: str, user=None):
    return answer(query, scope_for(user))


def test_what_was_issued_is_found_at_once_where_no_worker_runs(desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        desk.issue(content=body_of(("Nội dung", "Tiếp nhận đơn")))
    assert IndexChange.objects.count() == 0
    assert codes(asked("tiep nhan don")) == ["QT.01"]


def test_where_a_worker_runs_nobody_else_applies_anything(desk, worker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        desk.issue(content=body_of(("Nội dung", "Tiếp nhận đơn")))
    assert codes(asked("tiep nhan don")) == []
    assert IndexChange.objects.count() == 1
    drain()
    assert codes(asked("tiep nhan don")) == ["QT.01"]


@pytest.mark.parametrize("verb", ["withdraw", "hold", "restrict"])
def test_what_nobody_may_read_any_more_is_gone_at_once_though_the_index_has_it(office, worker, verb):
    edition = office.issued(title="Cấp bản sao")
    drain()
    assert codes(asked("cap ban sao")) == ["QT.01"]
    verbs = {
        "withdraw": lambda: keeping.withdraw(
            edition=edition, person=office.secretary, withdrawn_on=clock.today(), decision_no="1",
            decision_on=clock.today(), reason="Luật mới",
        ),
        "hold": lambda: keeping.hold(edition=edition, person=office.secretary, reason="Lộ thông tin"),
        "restrict": lambda: keeping.restrict(document=edition.document, person=office.secretary, reason="Nội bộ"),
    }  # fmt: skip
    verbs[verb]()
    found = asked("cap ban sao")
    assert (codes(found), found.total, found.direct) == ([], 0, None)
    assert [count for counts in found.facets.values() for _value, count in counts if count] == []
    assert begin("cap ban", scope_for(None)) == ()
    assert asked("cap ban sai").did_you_mean == ""
    drain()
    assert codes(asked("cap ban sao")) == []
    expected = {"withdraw": [], "hold": ["QT.01"], "restrict": ["QT.01"]}
    assert codes(asked("cap ban sao", office.secretary)) == expected[verb]


def test_later_questions_take_up_a_few_documents_each(agency):
    for number in range(7):
        entered(agency, f"QT.{number}")
    left = []
    for _time in range(8):
        asked("tiep nhan don")
        left.append(IndexChange.objects.count())
    assert left[-1] == 0
    assert all(before - after <= 5 for before, after in zip([7, *left], left, strict=False))


def test_a_large_import_that_waits_hides_nothing_and_costs_little(office, worker, monkeypatch):
    monkeypatch.setattr(freshness, "MANY", 2)
    edition = office.issued(title="Cấp bản sao")
    drain()
    for number in range(5):
        entered(office.agency, f"NEW.{number}")
    with CaptureQueriesContext(connection) as queries:
        assert [*freshness.waiting(scope_for(None))] == []
    assert len(queries) == 3
    keeping.hold(edition=edition, person=office.secretary, reason="Lộ thông tin")
    assert codes(asked("cap ban sao")) == []


def test_pages_that_do_not_search_take_up_nothing(office, client):
    edition = office.issued()
    assert client.get(f"/tai-lieu/{office.index.get_children().first().slug}/").status_code == 200
    assert client.get("/tai-lieu/").status_code == 200
    assert [row.document_id for row in IndexChange.objects.all()] == [edition.document_id]


def test_one_document_that_cannot_be_indexed_stops_no_other(agency, caplog):
    entered(agency, "QT.1")
    bad = poisoned(agency, "QT.2")
    entered(agency, "QT.3")
    done = drain()
    assert (done.applied, done.failed, done.postponed) == (2, 1, 0)
    assert sorted(codes(asked("tiep nhan don"))) == ["QT.1", "QT.3"]
    row = IndexChange.objects.get()
    assert (row.document_id, row.attempts) == (bad.pk, 1)
    assert row.error.startswith("ValueError: ")
    assert f"Document {bad.pk} cannot be indexed by database" in caplog.text


def test_it_is_named_after_some_attempts_and_waits(agency, capsys):
    bad = poisoned(agency, "QT.2")
    now = timezone.now()
    for attempt in range(queue.STUCK_AFTER):
        with time_machine.travel(now + timedelta(hours=attempt)):
            drain()
    assert [row.document_id for row in queue.stuck()] == [bad.pk]
    assert drain().looked_at == 0
    call_command("qms_index", "--once")
    assert "Hỏng" in capsys.readouterr().err


def test_an_engine_that_is_away_holds_up_no_approval_and_no_question(desk, away, django_capture_on_commit_callbacks):
    away.is_away = True
    with django_capture_on_commit_callbacks(execute=True):
        desk.issue(content=body_of(("Nội dung", "Tiếp nhận đơn")))
    assert [row.engine for row in IndexChange.objects.all()] == [NAME]
    found = asked("tiep nhan don")
    assert (codes(found), found.engine, found.instead_of) == (["QT.01"], "database", NAME)
    assert breaker.reason(NAME) == "gone fishing"


def test_not_every_question_asks_an_engine_that_is_away(agency, away):
    entered(agency, "QT.1")
    drain()
    away.is_away, away.asked = True, 0
    for _time in range(20):
        assert asked("tiep nhan don").instead_of == NAME
    assert away.asked == 1


def test_when_it_is_back_it_catches_up_by_itself(agency, away):
    away.is_away = True
    entered(agency, "QT.1", "Tiếp nhận đơn")
    drain()
    away.is_away = False
    later = timezone.now() + timedelta(seconds=breaker.REST + 1)
    breaker.trip(NAME, "")
    with time_machine.travel(later):
        # The cache's own clock is not ours to travel with.
        breaker.mend(NAME)
        found = asked("Tiếp")
        assert IndexChange.objects.count() == 0
    assert len(away.index) == 1
    assert (found.engine, found.instead_of) == ("database", NAME) or found.engine == NAME


def test_an_index_that_was_lost_is_built_again_by_the_worker(agency, away):
    entered(agency, "QT.1")
    drain()
    away.index = None
    assert asked("tiep").engine == "database"
    breaker.mend(NAME)
    call_command("qms_index", "--once", verbosity=0)
    assert len(away.index) == 1


def test_the_databases_own_index_is_built_in_between_when_it_is_small(agency):
    entered(agency, "QT.1")
    drain()
    IndexState.objects.all().delete()
    found = asked("tiep nhan don")
    assert (codes(found), found.engine) == (["QT.1"], "database")


def test_nobody_answers_while_a_large_index_is_missing(agency, monkeypatch):
    monkeypatch.setattr(building, "FEW", 0)
    entered(agency, "QT.1")
    drain()
    IndexState.objects.all().delete()
    found = asked("tiep nhan don")
    assert (found.engine, found.instead_of, found.documents) == ("", "database", ())
    call_command("qms_index", "--once", verbosity=0)
    assert codes(asked("tiep nhan don")) == ["QT.1"]


def test_what_is_registered_while_an_index_is_built_is_not_lost(agency):
    first, second = entered(agency, "QT.1"), entered(agency, "QT.2")
    drain()

    def meanwhile(done, total):
        if done == total:
            make_edition(agency, "QT.1", "Bản mới", document=first.document, effective_on=clock.today())

    building.rebuild("database", progress=meanwhile)
    assert [row.document_id for row in IndexChange.objects.all()] == [first.document_id]
    drain()
    versions = dict(IndexedDocument.objects.values_list("document_id", "version"))
    assert versions == {first.document_id: 2, second.document_id: 1}


def test_what_cannot_be_indexed_stays_out_of_a_new_index_and_in_the_queue(agency):
    entered(agency, "QT.1")
    bad = poisoned(agency, "QT.2")
    IndexChange.objects.all().delete()
    assert building.rebuild("database") == 1
    assert [row.document_id for row in IndexChange.objects.all()] == [bad.pk]


def test_an_index_that_nobody_keeps_any_more_leaves_the_queue(agency):
    edition = entered(agency, "QT.1")
    queue.put(edition.document_id, 1, ["elasticsearch"])
    drain()
    assert IndexChange.objects.count() == 0


def test_a_question_costs_the_same_queries_however_many_documents(agency):
    costs = []
    for number in range(3):
        entered(agency, f"QT.{number}")
        drain()
        asked("tiep nhan don")
        with CaptureQueriesContext(connection) as queries:
            assert asked("tiep nhan don").total == number + 1
        costs.append(len(queries))
    assert costs[0] == costs[2]
    assert costs[0] <= 16

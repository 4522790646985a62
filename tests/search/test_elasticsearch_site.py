"""A site whose Elasticsearch is stopped, hangs, is slow or loses everything: all goes on, and nothing is lost."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from tests.factories import make_office
from tests.public.answers import ask, titles
from tests.search.elasticsearch_server import choose, empty
from tests.search.slow_proxy import SlowProxy
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.search import breaker, building
from wagtail_qms.search.answering import answer, begin
from wagtail_qms.search.models import IndexChange
from wagtail_qms.search.scoping import scope_for

pytestmark = pytest.mark.django_db(transaction=True)

BOTH = ["Cấp trích lục hộ tịch", "Trích lục bản đồ"]


@pytest.fixture
def site(node, home, settings):
    """An office with one document, indexed by a server that may be broken; no worker runs."""
    choose(settings, {"HOSTS": [node.url]}, seconds=20)
    empty()
    building.rebuild("elasticsearch")
    office = make_office(home)
    office.issued("QT.HT.01", BOTH[0])
    assert answered() == ("elasticsearch", "", [BOTH[0]])
    choose(settings, {"HOSTS": [node.url]})
    return office


@pytest.fixture
def staff(client, site):
    """A browser of somebody on the staff."""
    client.force_login(site.secretary)
    return client


def answered():
    """Who answers, in whose place, and with which documents; always within a second."""
    began = time.monotonic()
    found = answer("trich luc", scope_for(None))
    assert time.monotonic() - began < 1
    return found.engine, found.instead_of, sorted(document.head.title for document in found.documents)


def fallen_back(*documents):
    """The answer that the database gives in the place of Elasticsearch."""
    return "database", "elasticsearch", sorted(documents)


def waiting():
    """The changes that Elasticsearch has yet to take up."""
    return IndexChange.objects.filter(engine="elasticsearch").count()


def later_requests(staff, site):
    """Somebody searches now and again, as they do on any site, until the answer is Elasticsearch's."""
    until = time.monotonic() + 60
    ahead = 0
    while time.monotonic() < until:
        ahead += breaker.REST + 1
        with time_machine.travel(timezone.now() + timedelta(seconds=ahead)):
            page = ask(staff, site, "trich luc")
            if not page.select(".qms-banner[role=note]"):
                return page
    raise AssertionError("Elasticsearch never answered again")


def issue_another(site):
    """Issue another document through the whole workflow; its page, in seconds."""
    began = time.monotonic()
    edition = site.issued("QT.DD.02", BOTH[1])
    return ProcedurePage.objects.get(pk=edition.document.page_id), time.monotonic() - began


def everything_goes_on(staff, site):
    """A document is approved, its page is read, and the search finds it and says to the staff who answers."""
    page, seconds = issue_another(site)
    # Approving takes about half a second by itself; Elasticsearch may cost what a question may cost.
    assert seconds < 4
    assert page.live
    assert staff.get(page.url).status_code == 200
    assert answered() == fallen_back(*BOTH)
    drawn = ask(staff, site, "trich luc")
    assert sorted(titles(drawn)) == BOTH
    assert "elasticsearch" in drawn.select_one(".qms-banner[role=note]").get_text()
    staff.logout()
    assert not ask(staff, site, "trich luc").select(".qms-banner[role=note]")
    staff.force_login(site.secretary)
    assert waiting() == 1


def it_catches_up(staff, site):
    """Without anybody's doing Elasticsearch answers again, and knows what happened meanwhile."""
    assert sorted(titles(later_requests(staff, site))) == BOTH
    assert waiting() == 0
    assert building.is_whole("elasticsearch")


def test_a_server_that_is_stopped(node, site, staff):
    node.stop()
    everything_goes_on(staff, site)
    node.start()
    it_catches_up(staff, site)


def test_a_server_that_lost_everything(node, site, staff):
    node.crash()
    node.wipe()
    everything_goes_on(staff, site)
    node.start()
    it_catches_up(staff, site)


def test_a_server_that_lost_everything_while_nothing_changed(node, site, staff):
    node.crash()
    node.wipe()
    node.start()
    assert answered() == fallen_back(BOTH[0])
    assert titles(later_requests(staff, site)) == [BOTH[0]]


def test_a_server_that_hangs(node, site, staff):
    node.freeze()
    try:
        everything_goes_on(staff, site)
    finally:
        node.thaw()
    it_catches_up(staff, site)


@pytest.mark.parametrize("delay", [0.25, 0.7])
def test_a_slow_network(node, site, staff, settings, delay):
    with SlowProxy(node.port) as proxy:
        choose(settings, {"HOSTS": [proxy.url]})
        proxy.delay = delay
        page, seconds = issue_another(site)
        assert seconds < 4
        assert staff.get(page.url).status_code == 200
        for _time in range(3):
            assert answered()[2] == BOTH
        began = time.monotonic()
        assert begin("trích", scope_for(None)) == (BOTH[1], BOTH[0])
        assert time.monotonic() - began < 1
        proxy.mend()
        it_catches_up(staff, site)


def test_a_worker_builds_what_was_lost_and_takes_up_what_waits(node, site, staff, settings):
    settings.WAGTAIL_QMS["SEARCH"]["WORKER"] = True
    node.crash()
    node.wipe()
    issue_another(site)
    call_command("qms_index", "--once", verbosity=0)
    assert waiting() == 1
    assert answered() == fallen_back(*BOTH)
    node.start()
    with time_machine.travel(timezone.now() + timedelta(seconds=breaker.REST + 1)):
        call_command("qms_index", "--once", verbosity=0)
    assert waiting() == 0
    assert sorted(titles(later_requests(staff, site))) == BOTH

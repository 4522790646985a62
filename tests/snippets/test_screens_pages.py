"""The pages of a nonconformity and of a ticket: in every state, for every part, at a fixed cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_person
from tests.factories.records import WAY, make_bureau
from tests.snippets.screens import admit
from wagtail_qms.records.deadlines import Deadline
from wagtail_qms.records.transitions import offers

PEOPLE = ("author", "head", "secretary", "leader", "board", "top", "analyst", "doer", "checker", "other_head")


def page_of(record) -> str:
    name = {"nonconformity": "qms_nonconformity", "correctiveaction": "qms_ticket"}[record._meta.model_name]
    return reverse(f"{name}:edit", args=[record.pk])


@pytest.mark.parametrize("state", WAY)
def test_a_ticket_offers_each_what_they_may_do_and_tells_why_not(client, bureau, state):
    ticket = bureau.ticket(state)
    for key in PEOPLE:
        user = admit(bureau.people[key])
        client.force_login(user)
        response = client.get(page_of(ticket))
        assert response.status_code == 200
        page = response.content.decode()
        for offer in offers(ticket, user):
            link = f'href="{page_of(ticket)}{offer.name.replace("_", "-")}/"'
            assert (link in page) == (not offer.problems)
        assert "disabled" not in page.partition("qms-next-step")[2].partition("qms-paper")[0]
        assert response.context["board"].choices == [] or response.context["board"].mine or "<details>" in page


def test_a_nonconformity_in_each_state(client, bureau):
    for record in (bureau.report(), bureau.decided(), bureau.corrected()):
        for key in ("staff", "head", "doer", "secretary"):
            client.force_login(admit(bureau.people[key]))
            assert client.get(page_of(record)).status_code == 200


@pytest.mark.parametrize("key", ["other", "nobody", "superuser", "anonymous"])
def test_whoever_is_of_another_agency_is_turned_away_with_a_reason(client, bureau, key):
    ticket, record = bureau.ticket("raised"), bureau.report()
    other = make_bureau("Ủy ban nhân dân xã Bên Cạnh").head
    user = {"other": other, "nobody": make_person(), "superuser": make_person(superuser=True), "anonymous": None}[key]
    if user:
        client.force_login(admit(user))
    for one in (ticket, record):
        for address in (page_of(one), f"{page_of(one)}evidence/"):
            response = client.get(address)
            if key == "superuser":
                assert response.status_code == 200
            elif key == "anonymous":
                assert response.url.startswith(reverse("wagtailadmin_login"))
            else:
                assert response.url == reverse("wagtailadmin_home")
    if key == "superuser":
        assert client.get(page_of(ticket)).context["board"].mine == []


def test_there_is_no_address_that_deletes_or_copies_or_restores(client, bureau):
    client.force_login(make_person(superuser=True))
    ticket, record = bureau.ticket("raised"), bureau.report()
    for one in (ticket, record):
        for verb in ("delete", "copy", "history", "usage", "inspect", "unpublish", "revisions"):
            base = page_of(one).rsplit("/", 2)[0]
            assert client.post(f"{base}/{verb}/{one.pk}/").status_code == 404
            assert client.post(f"{page_of(one)}{verb}/").status_code == 404
        address = reverse("wagtail_bulk_action", args=["wagtail_qms", one._meta.model_name, "delete"])
        assert client.post(f"{address}?id={one.pk}").status_code == 404
        type(one).objects.get(pk=one.pk)


def test_a_ticket_costs_the_same_with_one_measure_and_with_many(client, bureau):
    costs = []
    for count in (1, 4):
        ticket = bureau.ticket("analysing")
        row = {"what": "Soạn bảng phân công", "owner": bureau.doer, "deadline": Deadline("date", bureau.workday(5))}
        bureau.plan(ticket, measures=[row] * count)
        client.force_login(admit(bureau.leader))
        client.get(page_of(ticket))
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(ticket))
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("state", ["implementing", "done", "verified", "closed"])
def test_a_ticket_whose_measures_are_done_has_nothing_to_be_mended(client, bureau, state):
    ticket = bureau.ticket(state)
    if state == "implementing":
        bureau.finish(ticket)
    client.force_login(admit(bureau.top))
    assert client.get(page_of(ticket)).context["groups"] == []

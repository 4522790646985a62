"""The steps by POST: exactly the table; refusals keep what was typed; bulk tells each refusal."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from tests.factories import make_person
from tests.factories.records import WAY, make_bureau
from tests.snippets.screens import admit
from tests.snippets.test_screens_pages import page_of
from tests.snippets.test_table import NONCONFORMITIES, TICKETS, RolledBackError, edges, nonconformity_in
from wagtail_qms import clock
from wagtail_qms.records.chain import Attachment, TransitionEntry
from wagtail_qms.snippets.corrective_actions import rules as ticket_rules
from wagtail_qms.snippets.nonconformities import rules as nonconformity_rules

#: Who tries every open step besides those who may; a step that is not open is tried by the leader.
OTHERS = ("spare", "other head", "superuser", "nobody")


def posted(data: dict) -> dict:
    """Data of a step as a form sends it."""

    def sent(value):
        if isinstance(value, models.Model):
            return value.pk
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    return {name: sent(value) for name, value in data.items()}


def clients(bureau) -> dict[str, Client]:
    """A signed-in browser for each person."""
    strangers = {
        "other head": make_bureau("Ủy ban nhân dân xã Bên Cạnh").head,
        "superuser": make_person(superuser=True),
        "nobody": make_person(),
    }
    found = {}
    for key, user in (bureau.people | strangers).items():
        found[key] = Client()
        found[key].force_login(admit(user))
    return found


def outcome(client, record, name: str, data: dict) -> str:
    """The state that the POST leads to, "" when nothing moved; it is undone afterwards."""
    address, lines = f"{page_of(record)}{name.replace('_', '-')}/", TransitionEntry.objects.of(record)
    before = lines.count()
    try:
        with transaction.atomic():
            client.get(address)
            assert lines.count() == before
            client.post(address, posted(data))
            moved = lines.last() if lines.count() > before else None
            state = type(record).objects.get(pk=record.pk).state
            raise RolledBackError
    except RolledBackError:
        return moved.to_state if moved and moved.to_state == state else ""


def walk(record, steps, table, people, data) -> set:
    found, wanted = set(), edges(table, record.state)
    for name, step in steps.items():
        takers = {who for one, who, _to in wanted if one == name}
        for key in {*takers, *OTHERS} if record.state in step.source else {"leader"}:
            to = outcome(people[key], record, name, data(name, key))
            if to:
                found.add((name, key, to))
    return found


@pytest.mark.parametrize("state", WAY)
def test_tickets(bureau, state):
    ticket = bureau.ticket(state)
    if state == "analysing":
        bureau.plan(ticket)
    if state == "implementing":
        bureau.finish(ticket)
    found = walk(ticket, ticket_rules.STEPS, TICKETS, clients(bureau), lambda name, _key: bureau.data(name))
    assert found == edges(TICKETS, state)


@pytest.mark.parametrize("state", ["reported", "decided", "corrected", "confirmed", "cancelled"])
def test_nonconformities(bureau, state):
    def data(name, key):
        found = {"authority": "finder"} if key == "staff" else {}
        return {
            "decide": bureau.decision(**found),
            "correct": {"correction": "Đã trả lại", "corrected_on": clock.today()},
            "send_back": {"comment": "Chưa đủ"},
            "cancel": {"comment": "Ghi trùng"},
        }.get(name, {})

    record = nonconformity_in(bureau, state)
    found = walk(record, nonconformity_rules.STEPS, NONCONFORMITIES, clients(bureau), data)
    assert found == edges(NONCONFORMITIES, state)


def test_looking_at_a_step_takes_none_and_other_methods_neither(client, bureau):
    ticket = bureau.ticket("raised")
    client.force_login(admit(bureau.head))
    address = f"{page_of(ticket)}confirm-need/"
    for method in ("get", "head", "put", "patch", "delete", "options"):
        getattr(client, method)(address, {"grounds": "repeating"})
    ticket.refresh_from_db()
    assert ticket.state == "raised"


def test_what_was_typed_stays_and_a_warning_wants_a_reason(client, bureau):
    ticket = bureau.ticket("submitted")
    client.force_login(admit(bureau.leader))
    address = f"{page_of(ticket)}assign/"
    data = bureau.data("assign") | {"comment": "Làm sớm"}
    sunday = date(clock.today().year + 1, 1, 1)
    response = client.post(address, posted(data | {"due_on": sunday}))
    form = response.context["form"]
    assert form.warnings and form.asks_reason
    assert (form["comment"].value(), form["due_on"].value()) == ("Làm sớm", f"{sunday:%d/%m/%Y}")
    response = client.post(address, posted(data | {"due_on": date(2020, 1, 2)}))
    assert response.context["form"].errors["due_on"]
    response = client.post(address, posted(data | {"due_on": sunday, "because": "Ngày trực"}))
    assert response.url == page_of(ticket)
    assert TransitionEntry.objects.of(ticket).last().details["because"] == "Ngày trực"


def test_a_step_that_somebody_else_took_first_keeps_what_was_typed(client, bureau):
    ticket = bureau.ticket("submitted")
    client.force_login(admit(bureau.leader))
    address = f"{page_of(ticket)}send-back/"
    assert client.post(address, {"comment": "Thiếu bằng chứng"}).status_code == 302
    response = client.post(address, {"comment": "Thiếu cả ngày"})
    assert response.context["form"].non_field_errors()
    assert response.context["form"]["comment"].value() == "Thiếu cả ngày"


def test_evidence_comes_with_a_step_and_survives_a_refusal(client, bureau):
    ticket = bureau.ticket("done")
    client.force_login(admit(bureau.top))
    address = f"{page_of(ticket)}verify-met/"
    response = client.post(address, {"evidence": "", "files": SimpleUploadedFile("so.pdf", b"%PDF-1.4 so")})
    uploads = response.context["uploads"]
    assert [row.name for row in uploads.rows] == ["so.pdf"]
    assert uploads.rows[0].token in response.content.decode()
    stranger = Client()
    stranger.force_login(admit(bureau.delegate))
    kept = {"evidence": "Đã xem sổ", "kept_file": uploads.rows[0].token}
    assert stranger.post(address, {**kept, "evidence": ""}).context["uploads"].rows == []
    assert client.post(address, kept).status_code == 302
    row = Attachment.objects.of(ticket).get()
    assert (row.name, row.part, row.recorded_by_id) == ("so.pdf", "box3", bureau.top.pk)


@pytest.mark.parametrize("step", ["nothing", "save", "Close", "__init__"])
def test_there_is_no_other_step(client, bureau, step):
    client.force_login(admit(bureau.leader))
    assert client.post(f"{page_of(bureau.ticket('verified'))}{step}/").status_code == 404


def bulk(name: str, *records) -> str:
    keys = "&".join(f"id={record.pk}" for record in records)
    return f"{reverse('wagtail_bulk_action', args=['wagtail_qms', 'correctiveaction', name])}?{keys}"


def said(response) -> str:
    return "\n".join(str(message) for message in response.context["messages"])


def test_several_are_assigned_at_once_and_each_refusal_is_told(client, bureau):
    ready, early = [bureau.ticket("submitted") for _place in range(2)], bureau.ticket("raised", title="Phiếu sớm")
    foreign = make_bureau("Ủy ban nhân dân xã Bên Cạnh").ticket("submitted")
    client.force_login(admit(bureau.leader))
    address = bulk("assign", *ready, early, foreign)
    page = client.get(address).content.decode()
    assert (early.title in page, foreign.agency.name in page) == (True, False)
    response = client.post(f"{address}&next={reverse('qms_ticket:list')}", posted(bureau.data("assign")), follow=True)
    for ticket in (*ready, early, foreign):
        ticket.refresh_from_db()
    assert [ticket.state for ticket in (*ready, early, foreign)] == ["analysing", "analysing", "raised", "submitted"]
    assert str(early) in said(response)


def test_several_are_submitted_by_the_secretary_alone(client, bureau):
    ready = [bureau.ticket("needed") for _place in range(2)]
    for key, state in (("head", "needed"), ("secretary", "submitted")):
        client.force_login(admit(bureau.people[key]))
        client.post(bulk("submit", *ready))
        for ticket in ready:
            ticket.refresh_from_db()
        assert {ticket.state for ticket in ready} == {state}


def test_everything_in_the_listing_is_what_is_ready_and_ones_own(client, bureau):
    ready, early = bureau.ticket("needed"), bureau.ticket("raised")
    foreign = make_bureau("Ủy ban nhân dân xã Bên Cạnh").ticket("needed")
    client.force_login(admit(bureau.secretary))
    client.post(f"{reverse('wagtail_bulk_action', args=['wagtail_qms', 'correctiveaction', 'submit'])}?id=all")
    for ticket in (ready, early, foreign):
        ticket.refresh_from_db()
    assert (ready.state, early.state, foreign.state) == ("submitted", "raised", "needed")


def test_nothing_chosen_and_keys_that_are_none(client, bureau):
    client.force_login(admit(bureau.leader))
    address = reverse("wagtail_bulk_action", args=["wagtail_qms", "correctiveaction", "assign"])
    for query in ("?id=", "?id=x", "?id=999999", ""):
        assert client.get(address + query).status_code == 200
        assert client.post(address + query).status_code in (200, 302)

"""Tickets, reports and the year's register on paper: what stands there, and who gets it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.records import DESCRIPTION, TITLE, make_bureau
from tests.pdf.reading import all_text
from tests.snippets.screens import admit
from wagtail_qms.pdf import sheets
from wagtail_qms.pdf.sheet import Grid, Signatures, Ticks
from wagtail_qms.records.enums import TicketLayout
from wagtail_qms.records.settings import RecordSettings
from wagtail_qms.snippets.corrective_actions import papers
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities import papers as report_papers
from wagtail_qms.words import show_date


def with_boxes(ticket) -> CorrectiveAction:
    return CorrectiveAction.objects.with_boxes().get(pk=ticket.pk)


def names_under(sheet) -> list[str]:
    return [
        mark.name for box in sheet.boxes for part in box.parts if isinstance(part, Signatures) for mark in part.pair
    ]


def test_a_closed_ticket_has_its_three_boxes_with_their_signatures(bureau):
    ticket = with_boxes(bureau.ticket("closed"))
    sheet = papers.sheet_of(ticket)
    assert (sheet.form_code, sheet.agency, sheet.dated_on) == ("BM.CTCL.01", ticket.agency.name, ticket.opened_on)
    assert [box.title[:2] for box in sheet.boxes] == ["", "1.", "2.", "3."]
    assert "" not in names_under(sheet)
    text = all_text(sheets.render(sheet))
    for shown in (ticket.number, TITLE, DESCRIPTION, show_date(ticket.complete_by), ticket.result_evidence):
        assert shown in text
    assert [name for name in names_under(sheet) if name not in text] == []


def test_a_draft_has_room_to_sign_and_says_what_it_is(bureau):
    sheet = papers.sheet_of(with_boxes(bureau.draft()))
    assert set(names_under(sheet)) == {""}
    assert sheet.watermark == str(CorrectiveAction(state="draft").get_state_display()).upper()


@pytest.mark.parametrize(("layout", "results"), [(TicketLayout.THREE_RESULTS, 3), (TicketLayout.TWO_RESULTS, 2)])
def test_the_agency_chooses_form_code_and_layout(bureau, layout, results):
    rules = {"ticket_layout": layout, "ticket_form_code": "BM-01"}
    RecordSettings.objects.update_or_create(agency=bureau.agency, defaults=rules)
    sheet = papers.sheet_of(with_boxes(bureau.ticket("verified")))
    assert sheet.form_code == "BM-01"
    ticked = next(part for part in sheet.boxes[3].parts if isinstance(part, Ticks))
    assert [is_ticked for _words, is_ticked in ticked.choices] == [True, *[False] * (results - 1)]
    grid = next(part for part in sheet.boxes[2].parts if isinstance(part, Grid))
    assert len(grid.headings) == 4
    assert sheets.render(sheet).startswith(b"%PDF")


def test_an_improvement_of_many_pages_goes_on_over_its_pages(bureau):
    ticket = bureau.draft()
    CorrectiveAction.objects.filter(pk=ticket.pk).update(description="Dòng chữ dài của mô tả. " * 900)
    pdf = sheets.render(papers.sheet_of(with_boxes(ticket)))
    assert all_text(pdf).count("của mô tả") >= 890


def test_a_report_shows_what_was_decided_and_done(bureau):
    report = bureau.corrected()
    text = all_text(sheets.render(report_papers.sheet_of(report)))
    for shown in (report.number, report.description, report.correction, report.assigned_name):
        assert shown in text


def test_the_register_of_a_year_has_its_tickets_in_their_order(bureau):
    first, second = bureau.ticket("raised"), bureau.ticket("needed")
    sheet = papers.register_sheet(bureau.agency, first.year)
    assert [row[0] for row in sheet.boxes[0].parts[0].rows] == [first.number, second.number]
    assert papers.register_sheet(bureau.agency, first.year - 1).boxes[0].parts[0].rows == ()


def test_the_register_costs_one_query_however_long_it_is(bureau, django_assert_num_queries):
    for count in (1, 3):
        while CorrectiveAction.objects.count() < count:
            bureau.ticket("raised")
        with django_assert_num_queries(1):
            papers.register_sheet(bureau.agency, date.today().year)


def addresses(bureau) -> list[str]:
    ticket, report = bureau.ticket("raised"), bureau.report()
    return [
        reverse("wagtail_qms_papers:ticket", args=[ticket.pk]),
        reverse("wagtail_qms_papers:report", args=[report.pk]),
        reverse("wagtail_qms_papers:year", args=[bureau.agency.pk, ticket.year]),
    ]


@pytest.mark.parametrize("part", ["staff", "head", "secretary"])
def test_staff_get_the_papers(bureau, client, part):
    client.force_login(admit(getattr(bureau, part)))
    for address in addresses(bureau):
        response = client.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        assert "no-store" in response["Cache-Control"]


def test_nobody_else_gets_them(bureau, client):
    elsewhere = make_bureau("Ủy ban nhân dân xã Láng Giềng")
    wanted = addresses(bureau)
    assert {client.get(address).status_code for address in wanted} == {302}
    client.force_login(admit(elsewhere.secretary))
    assert {client.get(address).status_code for address in wanted} == {404}


def test_the_page_of_a_record_leads_to_its_paper(bureau, client):
    client.force_login(admit(bureau.staff))
    ticket, report = bureau.ticket("raised"), bureau.report()
    for record, kind in ((ticket, "ticket"), (report, "nonconformity")):
        page = client.get(reverse(f"qms_{kind}:edit", args=[record.pk])).content.decode()
        name = "ticket" if kind == "ticket" else "report"
        assert page.count(reverse(f"wagtail_qms_papers:{name}", args=[record.pk])) == 1

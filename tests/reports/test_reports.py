"""The work panel, the board, the figures and the registers: what they count, who sees them, what they cost."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.records import make_bureau
from tests.snippets.screens import admit
from wagtail_qms import clock
from wagtail_qms.records.screens.listing import found
from wagtail_qms.register.access import reader_today
from wagtail_qms.reports import board, charts, figures
from wagtail_qms.reports.work import WorkPanel
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction

BOARD = "wagtail_qms_reports:board"
FIGURES = "wagtail_qms_reports:figures"


@pytest.fixture
def bureau(db):
    return make_bureau()


def counts(figure) -> dict[str, int]:
    return {bar.label: bar.count for bar in figure.bars if bar.count}


def queries_of(call) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        call()
    return len(seen)


def test_the_panel_has_what_waits_for_the_person_alone(bureau):
    ticket, report = bureau.ticket("raised"), bureau.report()
    (first, lines, _url), (second, others, _also) = WorkPanel(bureau.head).groups
    assert {line.record.pk for line in lines} == {ticket.pk}
    assert report.pk in {line.record.pk for line in others}
    assert WorkPanel(bureau.board).groups == []


def test_the_panel_costs_the_same_with_one_and_three(bureau):
    bureau.ticket("raised")
    # Whose posts they are is asked once for each time the account is loaded.
    reader_today(bureau.head)
    one = queries_of(lambda: WorkPanel(bureau.head).groups)
    bureau.ticket("raised"), bureau.ticket("raised")
    assert queries_of(lambda: WorkPanel(bureau.head).groups) == one


def test_the_board_shows_open_tickets_in_their_state(bureau):
    # First, while nothing has been repeated often enough to make a ticket obligatory.
    bureau.ticket("dismissed")
    wanted = {state: bureau.ticket(state) for state in ("raised", "submitted", "implementing")}
    bureau.ticket("failed")
    columns = {column.state.value: column for column in board.columns([bureau.agency])}
    raised = [card.ticket.pk for card in columns["raised"].cards]
    # A failed verification opens the next ticket in raised.
    assert (wanted["raised"].pk in raised, columns["raised"].count) == (True, 2)
    for state in ("submitted", "implementing"):
        assert [card.ticket.pk for card in columns[state].cards] == [wanted[state].pk]
    assert "failed" not in columns


def test_the_board_costs_two_queries(bureau, django_assert_num_queries):
    for count in (1, 3):
        while CorrectiveAction.objects.count() < count:
            bureau.ticket("raised")
        with django_assert_num_queries(2):
            board.columns([bureau.agency])


def test_a_column_shows_the_oldest_and_counts_the_rest(bureau, monkeypatch):
    monkeypatch.setattr(board, "SHOWN", 2)
    tickets = [bureau.ticket("raised") for _number in range(3)]
    (column,) = [column for column in board.columns([bureau.agency]) if column.count]
    assert ([card.ticket.pk for card in column.cards], column.more) == ([ticket.pk for ticket in tickets[:2]], 1)


def test_ages_count_the_open_ones_by_days(bureau):
    today = clock.today()
    for days in (0, 7, 8, 30, 31, 90, 91):
        ticket = bureau.ticket("raised")
        CorrectiveAction.objects.filter(pk=ticket.pk).update(opened_on=today - timedelta(days=days))
    figure = figures.ages(CorrectiveAction.objects.all(), "opened_on", today)
    assert [bar.count for bar in figure.bars] == [2, 2, 2, 1]


def test_pareto_falls_and_its_sums_reach_a_hundred(bureau):
    for unit in (bureau.unit, bureau.other_unit, bureau.unit):
        bureau.report(unit=unit)
    by_unit = figures.figures_of("reports", [bureau.agency], None, clock.today())[1]
    assert [(bar.label, bar.count) for bar in by_unit.bars] == [(bureau.unit.name, 2), (bureau.other_unit.name, 1)]
    assert [round(bar.together) for bar in by_unit.bars] == [67, 100]


def test_causes_are_those_of_the_plan_that_counts(bureau):
    ticket = bureau.ticket("proposed")
    kinds = ticket.plans.get().cause_kinds
    figure = figures.by_cause(CorrectiveAction.objects.all())
    assert figure.total == len(kinds)


def test_figures_cost_a_query_each(bureau, django_assert_num_queries):
    for count in (1, 3):
        while CorrectiveAction.objects.count() < count:
            bureau.ticket("proposed")
        for subject in ("tickets", "reports"):
            with django_assert_num_queries(4):
                figures.figures_of(subject, [bureau.agency], clock.today().year, clock.today())


@pytest.mark.parametrize("name", ["Một & <b>hai</b>", "Một phòng có tên rất dài để xem nhãn có bị cắt không"])
def test_a_chart_is_svg_without_scripts_and_the_same_each_time(name):
    bars = (figures.Bar(name, 3, 75.0), figures.Bar("Ba", 1, 100.0))
    drawn = charts.svg(figures.Figure("units", "Theo đơn vị", bars))
    tree = ElementTree.fromstring(drawn.encode())
    assert [node.tag for node in tree.iter() if node.tag.endswith("script")] == []
    assert drawn == charts.svg(figures.Figure("units", "Theo đơn vị", bars))
    assert ElementTree.fromstring(charts.svg(figures.Figure("ages", "", (), False)).encode()).tag.endswith("svg")


def test_staff_open_each_page_and_strangers_see_nothing_of_it(bureau, client):
    ticket = bureau.ticket("raised")
    chart = reverse("wagtail_qms_reports:chart", args=["units"])
    client.force_login(admit(bureau.staff))
    assert ticket.title in client.get(reverse(BOARD)).content.decode()
    assert bureau.unit.name in client.get(reverse(FIGURES)).content.decode()
    picture = client.get(chart)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")
    client.force_login(admit(make_bureau("Ủy ban nhân dân xã Láng Giềng").staff))
    assert ticket.title not in client.get(reverse(BOARD)).content.decode()
    assert bureau.unit.name not in client.get(chart).content.decode().split("</style>")[-1].replace("Phòng Hai", "")
    client.logout()
    assert {client.get(url).status_code for url in (reverse(BOARD), reverse(FIGURES), chart)} == {302}


def test_what_the_form_does_not_know_is_left_out(bureau, client):
    client.force_login(admit(bureau.staff))
    for query in ("?of=x&year=abc&agency=9999", "?year=99999999999999999999", "?of=reports"):
        assert client.get(reverse(FIGURES) + query).status_code == 200
    assert client.get(reverse("wagtail_qms_reports:chart", args=["nothing"])).status_code == 404


REGISTERS = ["register-of-nonconformities", "register-of-tickets", "register-of-steps"]


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_is_read_by_staff_costs_the_same_and_is_never_changed(bureau, client, name):
    client.force_login(admit(bureau.staff))
    bureau.ticket("raised")
    address = f"/admin/qms/{name}/"
    client.get(address)
    one = queries_of(lambda: client.get(address))
    bureau.ticket("raised"), bureau.ticket("raised")
    assert queries_of(lambda: client.get(address)) == one
    assert client.get(f"{address}?export=csv").status_code == 200
    assert client.get(f"{address}create/").status_code in (302, 404)
    client.force_login(admit(make_bureau("Ủy ban nhân dân xã Láng Giềng").staff))
    assert "01/" not in client.get(address).content.decode().split("<main")[1]


def test_the_register_of_tickets_names_the_implementer_and_asks_for_no_account(bureau, client):
    client.force_login(admit(bureau.staff))
    address = "/admin/qms/register-of-tickets/"
    costs = []
    for count in (1, 2):
        for _ticket in range(count):
            bureau.ticket("implementing")
        client.get(address)
        costs.append(queries_of(lambda: client.get(address)))
    assert costs[0] == costs[1]
    assert client.get(address).content.decode().count("Phạm Thị Làm") == 3


@pytest.mark.parametrize(
    ("words", "is_found"),
    [("ho so TRE", True), ("phong mot", True), ("01/20", True), ("thi phieu", True), ("khong co", False), (".", True)],
)
def test_records_are_found_with_and_without_accents(bureau, client, words, is_found):
    client.force_login(admit(bureau.staff))
    ticket = bureau.ticket("raised", title="Hồ sơ trễ hạn")
    assert ticket in found(CorrectiveAction.objects.all(), words) or not is_found
    for address in ("/admin/qms/register-of-tickets/", reverse("qms_ticket:list")):
        page = client.get(address, {"q": words}).content.decode()
        assert ("Hồ sơ trễ hạn" in page) == is_found


def test_what_a_step_writes_is_found(bureau):
    ticket = bureau.ticket("implementing")
    assert ticket in found(CorrectiveAction.objects.all(), "pham thi lam")
    CorrectiveAction.objects.get(pk=ticket.pk).save(update_fields=["title"])
    assert ticket in found(CorrectiveAction.objects.all(), ticket.number)

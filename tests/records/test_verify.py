"""``qms_verify`` names whatever was changed behind the gate's back."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from wagtail_qms.records import triggers
from wagtail_qms.records.adding import attach
from wagtail_qms.records.chain import Attachment, RecordNote, RecordSignOff, TransitionEntry
from wagtail_qms.records.transitions import perform
from wagtail_qms.records.verify import verify_records
from wagtail_qms.register.evidence import StoredFile
from wagtail_qms.register.verify import Report
from wagtail_qms.snippets.corrective_actions import actions as tickets
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.corrective_actions.plans import Measure, Plan
from wagtail_qms.snippets.nonconformities import actions as nonconformities
from wagtail_qms.snippets.nonconformities.models import Nonconformity

TICKETS = CorrectiveAction._meta.db_table


def faults() -> list[tuple]:
    report = Report()
    verify_records(report)
    return [(fault.table, fault.problem) for fault in report.faults]


@pytest.fixture
def ticket(bureau):
    """A ticket that is being implemented, with a file and a note; the triggers are lifted."""
    ticket = bureau.ticket("implementing")
    tickets.note_progress(ticket, by=bureau.doer, text="Được một nửa")
    connection.check_constraints()
    triggers.drop()
    yield ticket
    triggers.create()


def test_a_sound_agency(bureau):
    bureau.ticket("effective")
    bureau.ticket("failed")
    bureau.ticket("draft")
    report = Report()
    verify_records(report)
    assert report.faults == []
    assert report.counts[TICKETS] == 4
    assert report.counts[TransitionEntry._meta.db_table] == TransitionEntry.objects.count()


def rows(model):
    return model._base_manager.all()


CHANGES = {
    "state": lambda ticket: rows(CorrectiveAction).update(state="closed"),
    "number": lambda ticket: rows(CorrectiveAction).update(serial=99),
    "who pressed": lambda ticket: rows(TransitionEntry).filter(name="assign").update(recorded_by_name="Người khác"),
    "when": lambda ticket: rows(TransitionEntry).filter(name="assign").update(recorded_at="2020-01-01T00:00:00Z"),
    "comment": lambda ticket: rows(TransitionEntry).filter(name="submit").update(comment="Khác"),
    "details": lambda ticket: rows(TransitionEntry).filter(name="assign").update(details={}),
    "what was signed": lambda ticket: rows(RecordSignOff).filter(role="approval").update(content="{}"),
    "post of the signer": lambda ticket: rows(RecordSignOff).filter(role="approval").update(post="Giám đốc"),
    "a line is gone": lambda ticket: rows(TransitionEntry).filter(name="endorse").delete(),
    "a signature is gone": lambda ticket: rows(RecordSignOff).filter(role="approval").delete(),
    "the last row is gone": lambda ticket: rows(RecordNote).delete(),
    "box 1": lambda ticket: rows(CorrectiveAction).update(description="Khác hẳn"),
    "box 2": lambda ticket: rows(Plan).update(cause="Khác hẳn"),
    "a measure": lambda ticket: rows(Measure).update(what="Khác hẳn"),
    "a measure is gone": lambda ticket: rows(Measure).delete(),
    "a note": lambda ticket: rows(RecordNote).update(text="Xong hết"),
}


@pytest.mark.parametrize("change", [name for name in CHANGES if name != "number"])
def test_each_change_is_named(ticket, change):
    CHANGES[change](ticket)
    assert [fault for fault in faults() if "trigger" not in fault[1]] != []


def test_a_number_is_kept_in_the_log(ticket):
    CHANGES["number"](ticket)
    assert (TICKETS, "its number was changed") in faults()


def test_missing_triggers_are_named(ticket):
    assert sorted(problem for _table, problem in faults()) == sorted(
        f"trigger {name} is missing" for name in triggers.names()
    )


def test_rows_whose_record_is_gone(ticket):
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{TransitionEntry._meta.db_table}" SET record_id = 4711')
    assert (TransitionEntry._meta.db_table, "its record is gone") in faults()


def test_a_measure_reported_as_done_is_no_change_of_the_plan(bureau):
    ticket = bureau.ticket("implementing")
    bureau.finish(ticket)
    assert faults() == []


def test_changing_what_is_signed_from_a_shell_is_seen(bureau):
    record = bureau.decided()
    record.description = "Không có gì"
    record.save()
    assert (Nonconformity._meta.db_table, "report was changed after finder signed it") in faults()


def test_a_report_that_is_amended_is_signed_again(bureau):
    record = bureau.report()
    nonconformities.amend_report(record, by=bureau.staff, description="Hồ sơ trả chậm ba ngày")
    assert faults() == []
    assert RecordSignOff.objects.of(record).count() == 2


def test_a_ticket_sent_back_is_mended_and_signed_again(bureau):
    ticket = bureau.ticket("submitted")
    perform(ticket, "send_back", by=bureau.leader, comment="Nói rõ hơn")
    tickets.write_box1(ticket, by=bureau.author, description="Hồ sơ trả chậm hai ngày ở bộ phận Một cửa")
    assert faults() == []


def test_a_lost_file_of_evidence(bureau):
    ticket = bureau.ticket("raised")
    row = attach(ticket, by=bureau.staff, file=ContentFile(b"bang chung"), name="anh.pdf", caption="Sổ theo dõi")
    assert faults() == []
    assert StoredFile.objects.filter(digest=row.file_digest).exists()
    triggers.drop()
    rows(Attachment).update(file_digest="0" * 64)
    triggers.create()
    assert (Attachment._meta.db_table, f"its file anh.pdf ({'0' * 64}) is not in the register") in faults()


def test_the_command(bureau, capsys):
    ticket = bureau.ticket("raised")
    call_command("qms_verify", "--json")
    counted = json.loads(capsys.readouterr().out)["counted"]
    assert (counted[TICKETS], counted[TransitionEntry._meta.db_table]) == (1, 2)
    triggers.drop()
    rows(CorrectiveAction).update(state="closed")
    triggers.create()
    with pytest.raises(CommandError):
        call_command("qms_verify", "--json")
    broken = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"table": TICKETS, "id": ticket.pk, "problem": "it is closed, but its log ends in raised"} in broken

"""``qms_verify`` names whatever was tampered with, and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests.register.desk import body, make_snapshot
from wagtail_qms import clock
from wagtail_qms.content.nodes import Document as Body
from wagtail_qms.content.nodes import FormEntry, Forms
from wagtail_qms.register import actions, files, keeping, triggers
from wagtail_qms.register.evidence import StoredFile
from wagtail_qms.register.models import Document, Edition, SignOff
from wagtail_qms.register.snapshot import digest_of
from wagtail_qms.register.verify import Fault, verify

EDITION, SIGN_OFF, DOCUMENT = Edition._meta.db_table, SignOff._meta.db_table, Document._meta.db_table
FILES = StoredFile._meta.db_table


@pytest.fixture
def tampering(desk):
    """An issued edition in a register whose triggers were lifted."""
    desk.issue()
    triggers.drop()
    return desk


def tamper(statement: str, *values):
    """Change the database behind everybody's back."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def found() -> list[tuple[str, int, str]]:
    """The faults, missing triggers apart."""
    return [(f.table, f.id, f.problem) for f in verify().faults if not f.problem.startswith("trigger ")]


def key(model, **conditions) -> int:
    return model.objects.get(**conditions).pk


def test_a_sound_register_is_counted(desk):
    desk.issue()
    report = verify()
    assert report.faults == []
    assert {table: count for table, count in report.counts.items() if count} == {DOCUMENT: 1, EDITION: 1, SIGN_OFF: 3}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "Khác"),
        ("effective_on", "2031-01-01"),
        ("number", 2),
        ("confidentiality", "internal"),
        ("code", "QT.2"),
    ],
)
def test_a_changed_column(tampering, column, value):
    tamper(f'UPDATE "{EDITION}" SET "{column}" = %s', value)
    expected = [(EDITION, key(Edition), f"changed after it was written: {column}")]
    if column == "number":
        expected.append((EDITION, key(Edition), "number 2 does not follow 0"))
    assert found() == expected


def test_a_changed_time(tampering):
    tamper(f"UPDATE \"{SIGN_OFF}\" SET signed_at = '2020-01-01 00:00:00+00' WHERE role = 'review'")
    assert found() == [(SIGN_OFF, key(SignOff, role="review"), "changed after it was written: signed_at")]


def test_a_changed_payload(tampering):
    tamper(f"UPDATE \"{SIGN_OFF}\" SET payload = replace(payload, 'Soát', 'Khác') WHERE role = 'review'")
    row = key(SignOff, role="review")
    assert found() == [
        (SIGN_OFF, row, "the digest does not fit the data"),
        (SIGN_OFF, row, "changed after it was written: name, recorded_by_name"),
    ]


@pytest.mark.parametrize("payload", ["", "không phải JSON", "[]", "{"])
def test_a_payload_that_cannot_be_read(tampering, payload):
    tamper(f"UPDATE \"{SIGN_OFF}\" SET payload = %s WHERE role = 'review'", payload)
    assert found() == [(SIGN_OFF, key(SignOff, role="review"), "the digest does not fit the data")]


def test_a_changed_payload_with_a_new_digest_breaks_the_next_row(tampering):
    row = SignOff.objects.get(role="review")
    payload = row.payload.replace("Soát", "Khác")
    digest = digest_of(f"signoff\n{row.previous_digest}\n{payload}")
    columns = "payload = %s, digest = %s, name = %s, recorded_by_name = %s"
    name = "Lê Thị Khác"
    tamper(f'UPDATE "{SIGN_OFF}" SET {columns} WHERE id = %s', payload, digest, name, name, row.pk)
    edition = key(Edition)
    assert found() == [
        (SIGN_OFF, key(SignOff, role="approval"), "does not follow the row before it"),
        (EDITION, edition, "its three signatures are not in the register before it"),
    ]


def test_a_row_deleted_in_the_middle(tampering):
    tamper(f"DELETE FROM \"{SIGN_OFF}\" WHERE role = 'review'")
    approval, edition = key(SignOff, role="approval"), key(Edition)
    assert found() == [
        (SIGN_OFF, approval, "place 3 in the chain follows place 1: a row is missing or was added"),
        (SIGN_OFF, approval, "does not follow the row before it"),
        (EDITION, edition, "its three signatures are not in the register before it"),
    ]


def test_a_row_deleted_at_the_end(tampering):
    tamper(f'DELETE FROM "{EDITION}"')
    assert found() == [(DOCUMENT, key(Document), "the chain does not end where the document says")]


def columns_of(row) -> dict:
    return {f.column: f.get_db_prep_save(getattr(row, f.attname), connection) for f in row._meta.concrete_fields}


def insert(row, **changes):
    """Write a changed copy of ``row`` by raw SQL."""
    values = columns_of(row) | changes
    del values["id"]
    names = ", ".join(f'"{name}"' for name in values)
    places = ", ".join(["%s"] * len(values))
    tamper(f'INSERT INTO "{row._meta.db_table}" ({names}) VALUES ({places})', *values.values())


def test_an_inserted_row(tampering):
    insert(SignOff.objects.get(role="review"), digest="f" * 64)
    forged = key(SignOff, digest="f" * 64)
    rows = found()
    assert (SIGN_OFF, forged, "the digest does not fit the data") in rows
    assert (SIGN_OFF, forged, "place 2 in the chain follows place 2: a row is missing or was added") in rows


def test_a_forged_row_at_the_end(tampering):
    head = Document.objects.get().head
    insert(SignOff.objects.get(role="review"), sequence=5, previous_digest=head, digest="f" * 64)
    forged = key(SignOff, digest="f" * 64)
    assert found() == [
        (SIGN_OFF, forged, "the digest does not fit the data"),
        (SIGN_OFF, forged, "changed after it was written: sequence"),
        (DOCUMENT, key(Document), "the chain does not end where the document says"),
    ]


def test_swapped_rows(tampering):
    tamper(f'UPDATE "{SIGN_OFF}" SET sequence = 5 - sequence WHERE sequence IN (2, 3)')
    review, approval = key(SignOff, role="review"), key(SignOff, role="approval")
    assert found() == [
        (SIGN_OFF, approval, "does not follow the row before it"),
        (SIGN_OFF, approval, "changed after it was written: sequence"),
        (SIGN_OFF, review, "does not follow the row before it"),
        (SIGN_OFF, review, "changed after it was written: sequence"),
        (EDITION, key(Edition), "does not follow the row before it"),
    ]


def test_a_changed_snapshot(tampering):
    tamper(f'UPDATE "{EDITION}" SET snapshot = %s', make_snapshot(title="Khác").to_text())
    assert found() == [(EDITION, key(Edition), "the content does not fit its digest")]


def test_a_snapshot_that_cannot_be_read(tampering):
    tamper(f'UPDATE "{EDITION}" SET snapshot = %s', "{}")
    assert found() == [
        (EDITION, key(Edition), "the content does not fit its digest"),
        (EDITION, key(Edition), "the content cannot be read"),
    ]


def test_a_forged_signature(tampering):
    row = SignOff.objects.get(role="approval")
    tamper(f'UPDATE "{SIGN_OFF}" SET person_id = %s, name = %s WHERE id = %s', tampering.drafter.pk, "Khác", row.pk)
    assert found() == [
        (SIGN_OFF, row.pk, "changed after it was written: name, person_id"),
        (EDITION, key(Edition), "one person signed twice"),
    ]


def forge(desk, people, **changes):
    """An edition written past every rule, on a chain that is sound in itself."""
    snapshot, today = make_snapshot(), clock.today()
    rows = []
    for role, person in zip(("drafting", "review", "approval"), people, strict=True):
        fields = {"person": person, "name": "Ai đó", "signed_at": timezone.now()}
        content = changes.get("signed_digest", snapshot.digest)
        rows.append(SignOff.objects.create(document=desk.document, content_digest=content, role=role, **fields))
    values = {
        "document": desk.document,
        "number": changes.get("number", 1),
        "code": "QT.01",
        "title": "Quy trình mẫu",
        "kind": "procedure",
        "confidentiality": "public",
        "issued_on": today,
        "effective_on": today,
        "content_digest": snapshot.digest,
        "snapshot": snapshot.to_text(),
        "sign_off_digests": [row.digest for row in rows],
    }
    Document.objects.filter(pk=desk.document.pk).update(code_key="qt01")
    return Edition.objects.create(**values)


def test_one_person_in_two_roles(desk):
    edition = forge(desk, (desk.drafter, desk.reviewer, desk.drafter))
    assert found() == [(EDITION, edition.pk, "one person signed twice")]


def test_nobody_behind_a_signature(desk):
    edition = forge(desk, (desk.drafter, desk.reviewer, None))
    assert found() == [(EDITION, edition.pk, "nobody stands behind a signature")]


def test_signatures_on_something_else(desk):
    edition = forge(desk, (desk.drafter, desk.reviewer, desk.approver), signed_digest="0" * 64)
    assert found() == [(EDITION, edition.pk, "a signature was given on something else")]


def test_a_first_edition_that_is_not_the_first(desk):
    edition = forge(desk, (desk.drafter, desk.reviewer, desk.approver), number=2)
    assert found() == [(EDITION, edition.pk, "number 2 does not follow 0")]


def test_an_edition_on_the_day_of_the_one_before(desk):
    forge(desk, (desk.drafter, desk.reviewer, desk.approver))
    edition = forge(desk, (desk.drafter, desk.reviewer, desk.approver), number=2)
    assert found() == [(EDITION, edition.pk, "its dates do not follow the edition before")]


@pytest.mark.parametrize(("column", "value"), [("code_key", "qt99"), ("key", "AAAAAAAA"), ("field_of_work", "Khác")])
def test_a_changed_identity(tampering, column, value):
    tamper(f'UPDATE "{DOCUMENT}" SET "{column}" = %s', value)
    assert found() == [(DOCUMENT, key(Document), f"changed since edition 01: {column}")]


def test_a_document_of_another_agency(tampering):
    other = type(tampering.agency).objects.create(name="Xã khác")
    tamper(f'UPDATE "{DOCUMENT}" SET agency_id = %s', other.pk)
    assert found() == [(DOCUMENT, key(Document), "changed since edition 01: agency_id")]


def test_a_missing_trigger(desk):
    name = f"{EDITION}_no_update"
    on = f' ON "{EDITION}"' if connection.vendor == "postgresql" else ""
    tamper(f'DROP TRIGGER "{name}"{on}')
    assert verify().faults == [Fault(EDITION, 0, f"trigger {name} is missing")]


NEUTERED = {
    "sqlite": [
        'DROP TRIGGER "{0}_no_update"',
        'CREATE TRIGGER "{0}_no_update" BEFORE UPDATE ON "{0}" BEGIN SELECT 1; END',
    ],
    "postgresql": [
        "CREATE FUNCTION refuses_nothing() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql",
        'DROP TRIGGER "{0}_no_update" ON "{0}"',
        'CREATE TRIGGER "{0}_no_update" BEFORE UPDATE ON "{0}" FOR EACH ROW EXECUTE FUNCTION refuses_nothing()',
    ],
}


def test_a_trigger_that_refuses_nothing_counts_as_missing(desk):
    for statement in NEUTERED[connection.vendor]:
        tamper(statement.format(EDITION))
    assert verify().faults == [Fault(EDITION, 0, f"trigger {EDITION}_no_update is missing")]


def test_all_triggers_missing(desk):
    triggers.drop()
    assert len(verify().faults) == len(triggers.names()) > 20


@pytest.fixture
def with_file(desk):
    """An edition with a form, and the path of its file."""
    ref = files.keep(ContentFile(b"Mau don"), "mau.pdf")
    content = Body("procedure", (Forms((FormEntry("Mẫu đơn", "BM.01", ref),)),))
    desk.issue(content=content)
    return files.path_of(ref.digest)


def test_a_missing_file(with_file):
    with_file.unlink()
    assert found() == [(FILES, key(StoredFile), "the file is gone")]


def test_a_changed_file(with_file):
    with_file.write_bytes(b"Mau khac")
    row = key(StoredFile)
    assert found() == [(FILES, row, "the file was changed"), (FILES, row, "the file is of another size")]
    with_file.unlink()


def test_a_file_whose_row_is_gone(with_file):
    triggers.drop()
    tamper(f'DELETE FROM "{FILES}"')
    assert found() == [(EDITION, key(Edition), f"its file mau.pdf ({with_file.name}) is not in the register")]


def test_a_file_row_without_a_digest(with_file):
    triggers.drop()
    tamper(f"UPDATE \"{FILES}\" SET digest = '../../etc/passwd'")
    assert (FILES, key(StoredFile), "its digest is none") in found()


def test_the_rows_of_a_sound_document_are_not_named(tampering):
    other = tampering.another_document()
    tampering.issue(document=other, code="QT.02")
    tamper(f"UPDATE \"{EDITION}\" SET title = 'Khác' WHERE document_id = %s", other.pk)
    assert found() == [(EDITION, key(Edition, document=other), "changed after it was written: title")]


def test_texts_of_every_kind_come_back_as_they_were(desk):
    text = "Ky\u0301 tên\r\n\t\u00a0“đơn” \\ % {} 🖋 \u200b é e\u0301"
    actions.sign(document=desk.document, digest="0" * 64, role="drafting", person=desk.drafter, comment=text)
    desk.issue(reason=text, title="Tên \\u00e9 \\ 🖋", decision_no="‘01’", content=body(text))
    keeping.hold(edition=Edition.objects.get(), person=desk.secretary, reason=text)
    assert found() == []
    assert Edition.objects.get().reason == text


def command(capsys, *arguments) -> tuple[int, list[str]]:
    """The exit code and the lines of ``qms_verify``."""
    code = 0
    try:
        call_command("qms_verify", *arguments)
    except CommandError as error:
        code = error.returncode
    return code, capsys.readouterr().out.splitlines()


def test_the_command_on_a_sound_register(desk, capsys):
    desk.issue()
    code, lines = command(capsys)
    assert code == 0
    assert [line for line in lines if not line.endswith(": 0")] == [
        f"{DOCUMENT}: 1",
        f"{EDITION}: 1",
        f"{SIGN_OFF}: 3",
    ]
    code, lines = command(capsys, "--json")
    counted = [{table: n for table, n in json.loads(line)["counted"].items() if n} for line in lines]
    assert (code, counted) == (0, [{DOCUMENT: 1, EDITION: 1, SIGN_OFF: 3}])


def test_the_command_on_a_broken_register(desk, capsys):
    desk.issue()
    edition = key(Edition)
    triggers.drop()
    tamper(f"UPDATE \"{EDITION}\" SET title = 'Khác'")
    triggers.create()
    problem = "changed after it was written: title"
    assert command(capsys) == (1, [f"{EDITION} {edition}: {problem}"])
    code, lines = command(capsys, "--json")
    assert (code, [json.loads(line) for line in lines]) == (
        1,
        [{"table": EDITION, "id": edition, "problem": problem}],
    )


@pytest.mark.django_db(transaction=True)
def test_the_command_in_a_process_of_its_own(tmp_path):
    tamper(f'DROP TRIGGER "{EDITION}_no_update"' + (f' ON "{EDITION}"' if connection.vendor == "postgresql" else ""))
    settings = tmp_path / "verified.py"
    name = str(connection.settings_dict["NAME"])
    settings.write_text(f"from tests.settings import *\nDATABASES['default']['NAME'] = {name!r}\n")
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "verified",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(root)]),
    }
    outcomes = []
    for _turn in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "django", "qms_verify", "--json"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        outcomes.append((done.returncode, [set(json.loads(line)) for line in done.stdout.splitlines()]))
        triggers.create()
    assert outcomes == [(1, [{"table", "id", "problem"}]), (0, [{"counted"}])], done.stderr

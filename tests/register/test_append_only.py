"""What is registered stays: against the models, the querysets, raw SQL, and what Django deletes along with others."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from tests.factories import make_office
from wagtail_qms import clock
from wagtail_qms.pages.models import ProcedurePage
from wagtail_qms.register import actions, files, keeping, queries, triggers, verify
from wagtail_qms.register.chain import AppendOnlyError, ChainConflictError
from wagtail_qms.register.evidence import DraftChange, StoredFile
from wagtail_qms.register.models import CHAIN, Document, Edition, Hold, SignOff

MODELS = (*CHAIN, StoredFile, DraftChange)
STATEMENTS = {
    "sqlite": ['UPDATE "{}" SET id = id', 'DELETE FROM "{}"'],
    "postgresql": ['UPDATE "{}" SET id = id', 'DELETE FROM "{}"', 'TRUNCATE "{}" CASCADE'],
}


def fill(desk):
    """A row in every table of the register."""
    edition, secretary, today = desk.issue(), desk.secretary, clock.today()
    keeping.hold(edition=edition, person=secretary, reason="Lộ số định danh")
    keeping.release(edition=edition, person=secretary, reason="Đã che")
    keeping.restrict(document=desk.document, person=secretary, reason="Chỉ dùng nội bộ")
    copy = keeping.distribute(edition=edition, person=secretary, receiver=desk.drafter, distributed_on=today)
    keeping.recall(distribution=copy, person=secretary, recalled_on=today)
    keeping.acknowledge(edition=edition, person=desk.drafter)
    desk.withdraw(edition, today)
    actions.note_change(page_id=1, user=desk.drafter, digest="0" * 64)
    files.keep(ContentFile(b"mau"), "mau.pdf")


@pytest.fixture
def full(desk):
    """A desk whose register has a row in every table."""
    fill(desk)
    # Constraints that wait for the end of the transaction would keep PostgreSQL from getting as far as our trigger.
    connection.check_constraints()
    return desk


def row_of(model):
    return model.objects.first()


def everything() -> dict:
    """All rows of the register, as the database has them."""
    return {model: list(model.objects.order_by("pk").values()) for model in (*MODELS, Document)}


def ways(queryset):
    """Every way of a queryset to change rows."""
    row = queryset.first()
    name = next(f.attname for f in row._meta.concrete_fields if f.attname not in ("id", "digest"))
    value = getattr(row, name)
    return {
        "update": lambda: queryset.update(**{name: value}),
        "delete": lambda: queryset.delete(),
        "bulk_create": lambda: queryset.bulk_create([type(row)()]),
        "bulk_update": lambda: queryset.bulk_update([row], [name]),
        "update_or_create": lambda: queryset.update_or_create(pk=row.pk, defaults={name: value}),
        "_raw_delete": lambda: queryset._raw_delete("default"),
        "_update": lambda: queryset._update([]),
        "aupdate": lambda: queryset.aupdate(**{name: value}),
        "adelete": lambda: queryset.adelete(),
        "abulk_create": lambda: queryset.abulk_create([]),
        "abulk_update": lambda: queryset.abulk_update([], [name]),
    }


def test_every_table_has_a_row(full):
    assert [model for model in MODELS if row_of(model) is None] == []
    assert verify.verify().faults == []


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_neither_saved_again_nor_deleted(full, model):
    before = everything()
    for act in (row_of(model).save, row_of(model).delete, lambda: row_of(model).save(update_fields=["id"])):
        with pytest.raises(AppendOnlyError):
            act()
    assert everything() == before


@pytest.mark.parametrize("model", MODELS)
def test_querysets_change_nothing(full, model):
    before = everything()
    for name, act in ways(model.objects.all()).items():
        with pytest.raises(AppendOnlyError):
            act()
            pytest.fail(name)
    assert everything() == before


@pytest.mark.parametrize("model", MODELS)
def test_raw_sql_is_stopped_by_the_database(full, model):
    before, table = everything(), model._meta.db_table
    assert connection.vendor in STATEMENTS
    for statement in STATEMENTS[connection.vendor]:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(table))
    assert everything() == before


@pytest.mark.parametrize("model", MODELS)
def test_the_manager_without_our_queryset_meets_the_triggers(full, model):
    before = everything()
    for act in (lambda rows: rows.update(id=9999), lambda rows: rows._raw_delete("default")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act(model._base_manager.all())
    assert everything() == before


@pytest.mark.parametrize("column", ["kind", "field_of_work", "code_key", "key"])
def test_the_identity_of_an_issued_document_is_fixed(full, column):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Document.objects.update(**{column: "khac"})


def test_a_document_saved_outside_the_actions_keeps_identity_and_chain(desk):
    stale = Document.objects.get(pk=desk.document.pk)
    desk.issue()
    fresh = Document.objects.get(pk=desk.document.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        stale.save()
    fresh.field_of_work = "Khác"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        fresh.save()
    late = Document.objects.get(pk=desk.document.pk)
    desk.issue(title="Tên mới", planned_on=date(2090, 1, 1))
    late.page_id = 77
    late.save()
    assert Document.objects.get(pk=late.pk).page_id == 77
    assert verify.verify().faults == []


@pytest.mark.parametrize("change", [{"length": 0}, {"length": 9}, {"head": "0" * 64}, {"head": ""}])
def test_the_end_of_a_chain_moves_by_one_row_only(full, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Document.objects.update(**change)


def test_an_issued_document_is_not_deleted_and_an_empty_one_is(full):
    before = everything()
    stale = Document.objects.get(pk=full.document.pk)
    stale.length = 0
    for document in (full.document, stale):
        with pytest.raises(AppendOnlyError):
            document.delete()
    with pytest.raises(ProtectedError):
        Document.objects.filter(pk=full.document.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Document._base_manager.filter(pk=full.document.pk)._raw_delete("default")
    assert everything() == before
    full.another_document().delete()
    assert everything() == before


def test_an_agency_in_use_stays(full):
    before = everything()
    with pytest.raises(ProtectedError):
        full.agency.delete()
    assert everything() == before


def test_people_may_go_their_signatures_stay(full):
    before, edition = everything(), Edition.objects.get()
    for person in (full.drafter, full.reviewer, full.approver, full.secretary):
        person.delete()
    assert everything() == before
    assert [row.name for row in queries.sign_offs_of(edition)] == ["Trần Văn Soạn", "Lê Thị Soát", "Phạm Văn Duyệt"]
    assert verify.verify().faults == []


def test_pages_may_go_their_editions_stay(home):
    office = make_office(home)
    page = ProcedurePage.objects.get(pk=office.issued().document.page_id)
    before = everything()
    home.get_children().first().specific.delete()
    assert not ProcedurePage.objects.filter(pk=page.pk).exists()
    assert everything() == before
    assert queries.in_force(Document.objects.get(), clock.today()).code == "QT.01"
    assert verify.verify().faults == []


def test_a_row_read_again_is_the_same_and_its_copy_has_its_own_place(full):
    row = Hold.objects.get()
    row.refresh_from_db()
    first = row.sequence
    row.pk, row._state.adding = None, True
    row.save()
    assert [first, row.sequence] == [first, Document.objects.get().length]
    assert verify.verify().faults == []


def test_a_failed_transaction_leaves_the_chain_where_it_was(desk):
    before = everything()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        desk.sign_all()
        raise ZeroDivisionError
    assert everything() == before
    desk.document.save()
    desk.issue()
    assert Document.objects.get().length == 4
    assert verify.verify().faults == []


def test_a_chain_that_moved_on_takes_no_row(desk):
    row = desk.sign("drafting", desk.drafter)
    with pytest.raises(ChainConflictError):
        desk.document.advance(row)
    assert verify.verify().faults == []


def test_values_are_kept_as_the_database_gives_them_back(desk):
    today = clock.today()
    other = desk.another_document(code_key="qt9")
    fields = {"code": "QT.9", "title": "Chín", "kind": "procedure", "confidentiality": "public", "snapshot": "{}"}
    Edition.objects.create(
        document=other,
        number="3",
        issued_on=today.isoformat(),
        effective_on=today.isoformat(),
        paper_sign_offs=({"role": "review", "name": "Lê Thị Soát", "post": ""},),
        provenance="paper",
        content_digest="0" * 64,
        **fields,
    )
    changed = [fault for fault in verify.verify().faults if "changed after" in fault.problem]
    assert changed == []


def test_the_triggers_come_back_after_a_migration(full):
    triggers.drop()
    assert triggers.missing() == triggers.names()
    triggers.after_migrate(None, using="default")
    assert triggers.missing() == set()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{SignOff._meta.db_table}"')

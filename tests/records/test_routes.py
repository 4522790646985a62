"""No route but the gate moves a record: models, querysets, raw saves, SQL, forms, fixtures."""

import asyncio

import pytest
from asgiref.sync import async_to_sync
from django.core import serializers
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Value
from django.forms import modelform_factory
from wagtail.models import RevisionMixin

from wagtail_qms.records import triggers
from wagtail_qms.records.chain import RECORD_CHAIN, TransitionEntry
from wagtail_qms.records.gate import StateChangeError
from wagtail_qms.records.record import GUARDED
from wagtail_qms.records.transitions import perform
from wagtail_qms.register import triggers as register_triggers
from wagtail_qms.register.chain import AppendOnlyError
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities.models import Nonconformity

MODELS = [CorrectiveAction, Nonconformity]


@pytest.fixture
def rows(bureau):
    """A ticket and a nonconformity, each somewhere on its way."""
    ticket = bureau.ticket("needed")
    connection.check_constraints()
    return {CorrectiveAction: ticket, Nonconformity: ticket.nonconformity}


def columns(model) -> list:
    return list(model._base_manager.order_by("pk").values(*GUARDED))


def set_state(record):
    record.state = "confirmed" if isinstance(record, Nonconformity) else "closed"
    return record


def call_transition(record):
    record.cancel() if isinstance(record, Nonconformity) else record.submit()
    return record


def as_new(record):
    record = set_state(record)
    record.pk, record._state.adding = None, True
    return record


REFUSED_IN_PYTHON = {
    "save": lambda record: set_state(record).save(),
    "save one field": lambda record: set_state(record).save(update_fields=["state"]),
    "save an unchanged state": lambda record: record.save(update_fields=["state"]),
    "the method, then save": lambda record: call_transition(record).save(),
    "a copy in another state": lambda record: as_new(record).save(),
    "update": lambda record: type(record).objects.filter(pk=record.pk).update(state="closed"),
    "update by expression": lambda record: type(record).objects.update(state=Value("closed")),
    "update the number": lambda record: type(record).objects.update(serial=F("serial") + 1),
    "bulk_update": lambda record: type(record).objects.bulk_update([set_state(record)], ["state"]),
    "bulk_create": lambda record: type(record).objects.bulk_create([as_new(record)]),
    "update_or_create": lambda record: type(record).objects.update_or_create(
        pk=record.pk, defaults={"state": "closed"}
    ),
    "create": lambda record: (
        type(record).objects.create(agency=record.agency, unit=record.unit, found_on="2026-01-02", state="closed")
        if isinstance(record, Nonconformity)
        else type(record).objects.create(agency=record.agency, unit=record.unit, state="closed")
    ),
    "async save": lambda record: async_to_sync(set_state(record).asave)(),
    "async bulk_create": lambda record: asyncio.run(type(record).objects.abulk_create([])),
    "a line of the log by hand": lambda record: TransitionEntry.objects.create(
        record_type=record._meta.model_name, record_id=record.pk, name="close", from_state="x", to_state="closed"
    ),
}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("route", REFUSED_IN_PYTHON)
def test_refused(rows, model, route):
    before = columns(model)
    with pytest.raises(StateChangeError), transaction.atomic():
        REFUSED_IN_PYTHON[route](model.objects.get(pk=rows[model].pk))
    assert columns(model) == before


def reloaded(record):
    """As ``loaddata`` saves it."""
    data = serializers.serialize("python", [set_state(record)])
    for one in serializers.deserialize("python", data):
        one.save()


REFUSED_BY_THE_DATABASE = {
    "base manager": lambda record: type(record)._base_manager.filter(pk=record.pk).update(state="closed"),
    "base manager, the number": lambda record: type(record)._base_manager.update(serial=77),
    "base manager, the chain": lambda record: type(record)._base_manager.update(length=0, head=""),
    "raw save": lambda record: set_state(record).save_base(raw=True),
    "raw save of a new row": lambda record: as_new(record).save_base(raw=True, force_insert=True),
    "loaddata": reloaded,
    "raw delete": lambda record: type(record)._base_manager.filter(pk=record.pk)._raw_delete("default"),
}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("route", REFUSED_BY_THE_DATABASE)
def test_stopped_by_the_database(rows, model, route):
    before = columns(model)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        REFUSED_BY_THE_DATABASE[route](model.objects.get(pk=rows[model].pk))
    assert columns(model) == before


@pytest.mark.parametrize("model", MODELS)
def test_raw_sql(rows, model):
    table = model._meta.db_table
    statements = [f"UPDATE \"{table}\" SET state = 'closed'", f"UPDATE \"{table}\" SET state = 'draft'"]
    statements += [f'DELETE FROM "{table}"', f'UPDATE "{table}" SET serial = 5', f'UPDATE "{table}" SET year = 1999']
    statements += [f'TRUNCATE "{table}" CASCADE'] if connection.vendor == "postgresql" else []
    before = columns(model)
    for statement in statements:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert columns(model) == before


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_deleted(rows, model):
    for act in (rows[model].delete, model.objects.all().delete, lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(AppendOnlyError):
            act()


@pytest.mark.parametrize("model", MODELS)
def test_no_form_and_no_revision_reaches_the_state(model):
    form = modelform_factory(model, fields="__all__")
    assert GUARDED & set(form.base_fields) == set()
    assert not issubclass(model, RevisionMixin)


@pytest.mark.parametrize("model", MODELS)
def test_a_stale_object_does_not_rewind(rows, bureau, model):
    stale = model.objects.get(pk=rows[model].pk)
    bureau_moves(bureau, rows[model])
    after = columns(model)
    stale.title = "Tên khác"
    stale.save()
    assert columns(model) == after
    assert model.objects.get(pk=stale.pk).title == "Tên khác"


def bureau_moves(bureau, record):
    if isinstance(record, Nonconformity):
        perform(record, "decide", by=bureau.head, **bureau.decision())
    else:
        perform(record, "submit", by=bureau.secretary)


def test_the_rows_of_the_chain_are_append_only(bureau):
    ticket = bureau.ticket("implementing")
    connection.check_constraints()
    assert TransitionEntry.objects.of(ticket).count() == 7
    for model in RECORD_CHAIN:
        for verb in ("UPDATE {} SET id = id", "DELETE FROM {}"):
            if model.objects.exists():
                statement = verb.format(f'"{model._meta.db_table}"')
                with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                    connection.cursor().execute(statement)


def test_the_triggers_come_back_after_a_migration(rows):
    assert register_triggers.missing(expected=triggers.names()) == set()
    triggers.drop()
    assert register_triggers.missing(expected=triggers.names()) == triggers.names()
    triggers.after_migrate(None, using="default")
    assert register_triggers.missing(expected=triggers.names()) == set()

"""Database triggers of records, whatever talks to the database (SQLite, PostgreSQL).

The rows of a record's chain are append-only. A record begins in its first state, is never deleted once it has a row,
keeps its number, and changes its state only to what the last line of its log says. What else a subject freezes, its
models say in ``frozen_when``: by verb, the condition under which a row stays as it is.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connections

from wagtail_qms.records.chain import RECORD_CHAIN, TransitionEntry
from wagtail_qms.records.record import Record

MESSAGE = "the register is append-only"
_VERBS = {"sqlite": ("insert", "update", "delete"), "postgresql": ("insert", "update", "delete", "truncate")}
_LOG = TransitionEntry._meta.db_table


def record_models() -> list[type[Record]]:
    """Every kind of record."""
    return [model for model in apps.get_app_config("wagtail_qms").get_models() if issubclass(model, Record)]


def frozen_models() -> list:
    """Models beside the records that say when their rows are frozen."""
    return [model for model in apps.get_app_config("wagtail_qms").get_models() if hasattr(model, "frozen_when")]


def _triggers(vendor: str):
    """Name, table, verb and model of every trigger on an engine; no model where every row is frozen."""
    for verb in _VERBS.get(vendor, ()):
        for model in frozen_models():
            if verb in model.frozen_when:
                yield f"{model._meta.db_table}_no_{verb}", model._meta.db_table, verb, model
        if verb != "insert":
            for model in RECORD_CHAIN:
                table = model._meta.db_table
                yield f"{table}_no_{verb}", table, verb, None
        for model in record_models():
            table = model._meta.db_table
            yield f"{table}_no_{verb}", table, verb, model


def names(using: str = "default") -> set[str]:
    """The names of all triggers that ought to be there."""
    return {name for name, *_rest in _triggers(connections[using].vendor)}


def _forbidden(verb: str, model: type[Record], differs: str) -> str:
    """When ``verb`` is refused on a row of ``model``."""
    if hasattr(model, "frozen_when"):
        return model.frozen_when[verb]
    if verb == "insert":
        return f'NEW."state" <> \'{model.INITIAL}\' OR NEW."serial" IS NOT NULL OR NEW."length" <> 0'
    if verb == "delete":
        return 'OLD."length" > 0'
    last = f'"record_type" = \'{model._meta.model_name}\' AND "record_id" = NEW."id"'
    logged = (
        f'SELECT 1 FROM "{_LOG}" WHERE {last} AND "from_state" = OLD."state" AND "to_state" = NEW."state" '
        f'AND "sequence" = (SELECT MAX("sequence") FROM "{_LOG}" WHERE {last})'
    )
    identity = " OR ".join(
        f'OLD."{column}" IS NOT NULL AND OLD."{column}" {differs} NEW."{column}"' for column in ("year", "serial")
    )
    return (
        f'(OLD."state" <> NEW."state" AND NOT EXISTS ({logged})) OR {identity} '
        f'OR (OLD."length" > 0 AND OLD."agency_id" <> NEW."agency_id") '
        f'OR NEW."length" NOT IN (OLD."length", OLD."length" + 1) '
        f'OR (NEW."length" = OLD."length" AND NEW."head" <> OLD."head")'
    )


def _statements_sqlite():
    stop = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for name, table, verb, model in _triggers("sqlite"):
        when = f"WHEN {_forbidden(verb, model, 'IS NOT')} " if model else ""
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{table}" {when}{stop}'


def _statements_postgresql():
    for name, table, verb, model in _triggers("postgresql"):
        level = "STATEMENT" if verb == "truncate" else "ROW"
        condition = _asked_first(verb, model) if model and level == "ROW" else ""
        yield (
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger AS $$ '
            f"BEGIN {condition}RAISE EXCEPTION '{MESSAGE}'; END $$ LANGUAGE plpgsql"
        )
        yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {verb.upper()} ON "{table}" FOR EACH {level} EXECUTE FUNCTION "{name}"()'
        )


def _asked_first(verb: str, model: type[Record]) -> str:
    """A condition with a subquery has to stand in the function, not in the trigger."""
    kept = "OLD" if verb == "delete" else "NEW"
    return f"IF ({_forbidden(verb, model, 'IS DISTINCT FROM')}) IS NOT TRUE THEN RETURN {kept}; END IF; "


_STATEMENTS = {"sqlite": _statements_sqlite, "postgresql": _statements_postgresql}


def create(using: str = "default"):
    """Make every trigger on the database ``using``. Does nothing on an engine that has none of ours."""
    connection = connections[using]
    statements = _STATEMENTS.get(connection.vendor)
    if statements is None:
        return
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement)


def drop(using: str = "default"):
    """Lift every trigger: for tests that empty the tables."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table, _verb, _model in _triggers(connection.vendor):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def after_migrate(sender, using, **kwargs):
    """Make the triggers again: a rebuilt table on SQLite has lost its own."""
    existing = set(connections[using].introspection.table_names())
    if {model._meta.db_table for model in (*RECORD_CHAIN, *record_models(), *frozen_models())} <= existing:
        create(using)

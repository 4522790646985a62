"""Database triggers that keep the register append-only, whatever talks to the database (SQLite, PostgreSQL)."""

from __future__ import annotations

from django.db import connections

from wagtail_qms.register.evidence import DraftChange, StoredFile
from wagtail_qms.register.models import CHAIN, Document

TABLES = tuple(model._meta.db_table for model in (*CHAIN, StoredFile, DraftChange))
_DOCUMENTS = Document._meta.db_table
_MESSAGE = "the register is append-only"


_VERBS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}


def names(using: str = "default") -> set[str]:
    """The names of all triggers that ought to be there."""
    verbs = _VERBS.get(connections[using].vendor, ())
    return {f"{table}_no_{verb}" for table in (*TABLES, _DOCUMENTS) for verb in verbs}


def _forbidden_change(differs: str) -> str:
    """When a document may not be changed: its identity once issued, and its chain but by one row more."""
    fixed = " OR ".join(f'OLD."{c}" {differs} NEW."{c}"' for c in Document.IDENTITY)
    length = 'NEW."length" NOT IN (OLD."length", OLD."length" + 1)'
    head = 'NEW."length" = OLD."length" AND NEW."head" <> OLD."head"'
    return f'(OLD."code_key" IS NOT NULL AND ({fixed})) OR {length} OR ({head})'


def _statements_sqlite():
    stop = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    conditions = {"update": f"WHEN {_forbidden_change('IS NOT')} ", "delete": 'WHEN OLD."length" > 0 '}
    for verb in _VERBS["sqlite"]:
        for table in (*TABLES, _DOCUMENTS):
            when = conditions[verb] if table == _DOCUMENTS else ""
            yield f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"'
            yield f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" {when}{stop}'


def _statements_postgresql():
    yield (
        "CREATE OR REPLACE FUNCTION wagtail_qms_refuse() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$ LANGUAGE plpgsql"
    )
    conditions = {"update": f"WHEN ({_forbidden_change('IS DISTINCT FROM')}) ", "delete": 'WHEN (OLD."length" > 0) '}
    for verb in _VERBS["postgresql"]:
        level = "STATEMENT" if verb == "truncate" else "ROW"
        for table in (*TABLES, _DOCUMENTS):
            when = conditions.get(verb, "") if table == _DOCUMENTS else ""
            yield f'DROP TRIGGER IF EXISTS "{table}_no_{verb}" ON "{table}"'
            yield (
                f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" '
                f"FOR EACH {level} {when}EXECUTE FUNCTION wagtail_qms_refuse()"
            )


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
        for table in (*TABLES, _DOCUMENTS):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            for verb in _VERBS.get(connection.vendor, ()):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"{on}')


def missing(using: str = "default", expected: set[str] | None = None) -> set[str]:
    """Which of ``expected``, of the register's own without it, are not there or refuse nothing.

    Empty on an engine that has none of ours.
    """
    connection = connections[using]
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT, %'",
        "postgresql": (
            "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND prosrc LIKE '%RAISE EXCEPTION%'"
        ),
    }.get(connection.vendor)
    if query is None:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(query)
        return (names(using) if expected is None else expected) - {row[0] for row in cursor.fetchall()}


def after_migrate(sender, using, **kwargs):
    """Make the triggers again: a rebuilt table on SQLite has lost its own."""
    existing = set(connections[using].introspection.table_names())
    if {*TABLES, _DOCUMENTS} <= existing:
        create(using)

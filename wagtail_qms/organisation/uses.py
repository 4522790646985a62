"""What else in the site points at a row: asked before it is deleted."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst


@dataclass(frozen=True, slots=True)
class Use:
    """So many rows of one kind that point at the row in question."""

    label: str
    count: int


def uses_of(row) -> list[Use]:
    """Every kind of row that points at ``row``, whatever would become of it when ``row`` went."""
    relations = (f for f in row._meta.get_fields(include_hidden=True) if f.auto_created and not f.concrete)
    found = []
    for relation in relations:
        model = relation.related_model
        if model._meta.auto_created:
            # The table behind a many-to-many field: the field itself is among the relations.
            continue
        count = model._base_manager.filter(**{relation.field.name: row}).count()
        if count:
            found.append(Use(capfirst(str(model._meta.verbose_name_plural)), count))
    return found

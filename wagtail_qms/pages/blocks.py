"""The StreamField blocks of a document: one for every node of ``content.nodes``.

A raw value turns into content and back in ``content.stream``: a name or field changed here changes there.
"""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from wagtail_qms.content.stream import MAX_DEPTH
from wagtail_qms.content.vocabulary import FACT_KINDS, SECTION_ROLES
from wagtail_qms.pages.blocks_tables import (
    DefinitionBlock,
    FormEntryBlock,
    RecordEntryBlock,
    SourcesBlock,
    StepsBlock,
    TableBlock,
    case_values,
    kinds,
    line,
    lines,
    rich,
    rows_of,
)
from wagtail_qms.pages.labels import clause_choices, lazy_label
from wagtail_qms.pages.richtext import FEATURES

_TEXT = _("Text")
_ADMINISTRATIVE = _("Administrative procedure")
_STANDARD = _("Standard")


def _clause(key: str) -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=lazy_label(key), choices=clause_choices)


class ImageBlock(blocks.StructBlock):
    """A picture with the words for those who cannot see it."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = lines(
        "image.alt", required=True, max_length=500, help_text=_("What the picture says, for those who cannot see it.")
    )
    caption = line("image.caption")

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _TEXT
        label_format = "{alt}"


class DossierBlock(blocks.StructBlock):
    """What an applicant brings."""

    number = line("section.number", max_length=30)
    text = rich("dossier.caption", max_length=20_000, required=True)
    sets = line("dossier.sets", help_text=_("For example: 01 set"))

    class Meta:
        icon = "folder-inverse"
        label = _("Dossier")
        group = _ADMINISTRATIVE
        label_format = "{number}"


class TimeLimitsBlock(blocks.StructBlock):
    """How long the procedure takes."""

    number = line("section.number", max_length=30)
    rows = case_values(min_num=1)

    class Meta:
        icon = "time"
        label = _("Time limit")
        group = _ADMINISTRATIVE
        label_format = "{number}"


class FactBlock(blocks.StructBlock):
    """One labelled part of an administrative procedure."""

    kind = blocks.ChoiceBlock(label=_("What it says"), choices=kinds("fact", FACT_KINDS))
    number = line("section.number", max_length=30)
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES, max_length=20_000)

    class Meta:
        icon = "info-circle"
        label = _("Fact")
        group = _ADMINISTRATIVE
        label_format = "{number} {kind}"


class ClauseMetBlock(blocks.StructBlock):
    """A clause of the standard and how it is met."""

    clause = _clause("clause.clause")
    how = rich("clause.how", max_length=20_000)
    documents = lines("clause.documents", rows=1)

    class Meta:
        icon = "check"
        label = _("Clause met")
        label_format = "{clause}"


class ExclusionBlock(blocks.StructBlock):
    """A clause that does not apply, and why."""

    clause = _clause("exclusion.clause")
    reason = lines("exclusion.reason", required=True)

    class Meta:
        icon = "circle-xmark"
        label = _("Clause that does not apply")
        label_format = "{clause}"


class Running(blocks.StreamBlock):
    """What every document may hold."""

    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES, group=_TEXT, icon="pilcrow", max_length=50_000)
    table = TableBlock()
    image = ImageBlock()

    class Meta:
        required = False


class Working(Running):
    """What a document that says how to work may hold."""

    steps = StepsBlock()
    definitions = rows_of(DefinitionBlock(), _("Terms and abbreviations"), "openquote")
    sources = SourcesBlock(label=_("References"))
    forms = rows_of(FormEntryBlock(), _("Forms"), "form")
    records = rows_of(RecordEntryBlock(), _("Records kept"), "folder-open-inverse")


class Administrative(Working):
    """What the procedure of an agency may hold besides (circular 02/2017/TT-VPCP)."""

    dossier = DossierBlock()
    time_limits = TimeLimitsBlock()
    fact = FactBlock()
    legal_bases = SourcesBlock(label=_("Legal bases"))


class Describing(Working):
    """What a quality manual may hold."""

    clauses = blocks.ListBlock(
        ClauseMetBlock(), label=_("Clauses met"), icon="check", group=_STANDARD, max_num=300, collapsed=True
    )
    exclusions = blocks.ListBlock(
        ExclusionBlock(), label=_("Clauses that do not apply"), icon="circle-xmark", group=_STANDARD, max_num=50
    )


class SectionBlock(blocks.StructBlock):
    """A numbered section; its ``body`` holds what the document may hold, and sections one level lower."""

    number = line("section.number", max_length=30, help_text=_("As on paper: I, 5.1, PART 2"))
    title = line("section.title", required=True)
    role = blocks.ChoiceBlock(
        label=lazy_label("section.role"),
        choices=[("", _("Any other section")), *kinds("role", SECTION_ROLES[1:])],
        required=False,
    )
    clauses = blocks.ListBlock(_clause("clause.clause"), label=lazy_label("section.clauses"), default=[], max_num=100)
    documents = lines("section.documents", rows=1)

    class Meta:
        icon = "list-ul"
        label = _("Section")
        group = _TEXT
        label_format = "{number} {title}"
        form_layout = blocks.BlockGroup(
            children=["number", "title", "body"], settings=["role", "clauses", "documents"]
        )


def section(parts: type[blocks.StreamBlock], level: int = 1) -> SectionBlock:
    """A section that holds ``parts`` and, above the deepest level, sections again."""
    below = [("section", section(parts, level + 1))] if level < MAX_DEPTH else []
    body = parts(below, label=_("Content"), required=False, collapsed=level > 1, max_num=200)
    return SectionBlock([("body", body)])


class ManualBody(Describing):
    """The body of a quality manual."""

    section = section(Describing)


class PolicyBody(Running):
    """The body of a quality policy: its motto and commitments."""

    motto = lines("motto.caption", required=True, icon="openquote", group=_TEXT)


class ProcedureBody(Administrative):
    """The body of a procedure."""

    section = section(Administrative)


class InstructionBody(Working):
    """The body of a work instruction."""

    section = section(Working)


class FormBody(Running):
    """What is said about a blank form."""


def default_procedure() -> list[dict]:
    """Raw stream value of a new procedure: the sections of a procedure in their order, empty (seed 004, I to VII)."""
    return [
        _empty_section("I", "purpose", gettext("Purpose"), _raw("text", "")),
        _empty_section("II", "scope", gettext("Scope"), _raw("text", "")),
        _empty_section("III", "references", gettext("References"), _raw("sources", {"number": "", "rows": []})),
        _empty_section("IV", "definitions", gettext("Definitions and abbreviations"), _raw("definitions", [])),
        _empty_section("V", "content", gettext("Content"), _raw("steps", {"caption": "", "rows": []})),
        _empty_section("VI", "forms", gettext("Forms"), _raw("forms", [])),
        _empty_section("VII", "records", gettext("Records kept"), _raw("records", [])),
    ]


def _empty_section(number: str, role: str, title: str, *body: dict) -> dict:
    value = {"number": number, "title": title, "role": role, "clauses": [], "documents": "", "body": list(body)}
    return _raw("section", value)


def _raw(kind: str, value) -> dict:
    return {"type": kind, "value": value}

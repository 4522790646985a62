"""The tables of a document: steps, forms, records, terms, sources, and any other table."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock

from wagtail_qms.content.grid import Merge, wrong_merges
from wagtail_qms.content.prose import from_html
from wagtail_qms.content.vocabulary import SOURCE_KINDS
from wagtail_qms.dates import FORMATS
from wagtail_qms.pages.blocks_compact import CompactBlock
from wagtail_qms.pages.labels import lazy_label
from wagtail_qms.pages.richtext import FEATURES

#: A real procedure has under 60 steps; beyond this a browser cannot edit the table any more.
MAX_ROWS = 500
#: Characters of a cell that holds a name, and of one that may hold several lines.
SHORT, LONG = 255, 2000

_TABLES = _("Tables of the document")


def line(key: str, *, required: bool = False, max_length: int = SHORT, **kwargs) -> blocks.CharBlock:
    """One line of text, named by a key of ``content.labels``."""
    return blocks.CharBlock(label=lazy_label(key), required=required, max_length=max_length, **kwargs)


def lines(key: str, *, required: bool = False, max_length: int = LONG, rows: int = 2, **kwargs) -> blocks.TextBlock:
    """Text of several lines, named by a key of ``content.labels``."""
    return blocks.TextBlock(label=lazy_label(key), required=required, max_length=max_length, rows=rows, **kwargs)


def rich(key: str, *, max_length: int = 10_000, **kwargs) -> blocks.RichTextBlock:
    """Running text with lists, named by a key of ``content.labels``."""
    kwargs.setdefault("required", False)
    return blocks.RichTextBlock(label=lazy_label(key), features=FEATURES, max_length=max_length, **kwargs)


def kinds(prefix: str, keys: tuple[str, ...]) -> list[tuple[str, object]]:
    """Choices from a closed set of ``content.nodes``."""
    return [(key, lazy_label(f"{prefix}.{key}")) for key in keys]


class CaseValueBlock(CompactBlock):
    """How long, and in which case."""

    case = line("case.case", help_text=_("Leave empty when there is only one case."))
    value = line("case.value", required=True)

    class Meta:
        icon = "time"
        label = _("Time")
        label_format = "{case} {value}"


def case_values(**kwargs) -> blocks.ListBlock:
    """Times by case; most rows have one, corpus procedures up to three."""
    return blocks.ListBlock(CaseValueBlock(), label=lazy_label("step.times"), default=[], max_num=20, **kwargs)


class StepBlock(CompactBlock):
    """One row of the step table."""

    number = line("step.number", max_length=30, help_text=_("As on paper: 5.1.2"))
    activity = lines("step.activity", required=True)
    responsible = lines("step.responsible", rows=1)
    requirement = rich("step.requirement")
    forms = lines("step.forms", rows=1, help_text=_("Codes of the forms that this step uses."))
    times = case_values(required=False)
    level = blocks.ChoiceBlock(
        label=lazy_label("step.level"),
        choices=[("0", _("Top row")), ("1", _("Second level")), ("2", _("Third level")), ("3", _("Fourth level"))],
        default="0",
        help_text=_("A row of a lower level belongs to the row above it."),
    )
    heading = blocks.BooleanBlock(
        label=lazy_label("step.heading"),
        required=False,
        help_text=_("A title over the rows that follow; nobody is responsible for it."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{number} {activity}"


class StepsBlock(blocks.StructBlock):
    """The step table."""

    caption = line("steps.caption", help_text=_("Shown over the table and read out by screen readers."))
    rows = blocks.ListBlock(
        StepBlock(),
        label=_("Steps"),
        max_num=MAX_ROWS,
        collapsed=True,
        help_text=_("At most 500 rows; split a longer table over several sections."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Step table")
        group = _TABLES
        label_format = "{caption}"


class FormEntryBlock(CompactBlock):
    """A form that the document uses."""

    code = line("form.code", max_length=100)
    name = lines("form.name", required=True, rows=1)
    file = DocumentChooserBlock(label=lazy_label("form.file"), required=False)

    class Meta:
        icon = "form"
        label = _("Form")
        label_format = "{code} {name}"


class RecordEntryBlock(CompactBlock):
    """A record that is kept as proof."""

    name = lines("record.name", required=True)
    keeper = line("record.keeper")
    place = line("record.place")
    retention = line("record.retention", help_text=_("For example: 5 years, permanently"))
    basis = lines("record.basis", rows=1, help_text=_("The rule that sets how long it is kept, when there is one."))

    class Meta:
        icon = "folder-open-inverse"
        label = _("Record")
        label_format = "{name}"


class DefinitionBlock(CompactBlock):
    """A term and its meaning, or an abbreviation."""

    term = line("definition.term", required=True)
    meaning = lines("definition.meaning", required=True)
    abbreviation = blocks.BooleanBlock(label=lazy_label("definition.abbreviation"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Term")
        label_format = "{term}"


class SourceBlock(CompactBlock):
    """A document that is cited, by value."""

    kind = blocks.ChoiceBlock(
        label=lazy_label("source.kind"), choices=kinds("source_kind", SOURCE_KINDS), default="other"
    )
    number = line("source.number", max_length=100, help_text=_("For example: 123/2015/NĐ-CP"))
    title = lines("source.title", required=True)
    year = blocks.RegexBlock(
        label=lazy_label("source.year"),
        regex=r"^\d{4}\Z",
        required=False,
        error_messages={"invalid": _("A year has four digits.")},
    )
    issued_on = blocks.DateBlock(
        label=lazy_label("source.issued_on"), required=False, format=FORMATS[0], input_formats=FORMATS
    )
    issuer = line("source.issuer")

    class Meta:
        icon = "doc-full-inverse"
        label = _("Source")
        label_format = "{number} {title}"


class SourcesBlock(blocks.StructBlock):
    """References, or the legal bases of an administrative procedure."""

    number = line("section.number", max_length=30)
    rows = blocks.ListBlock(SourceBlock(), label=_("Sources"), max_num=MAX_ROWS, collapsed=True)

    class Meta:
        icon = "link"
        group = _TABLES
        label_format = "{number}"


class MergeBlock(CompactBlock):
    """Cells of a table shown as one."""

    row = blocks.IntegerBlock(label=_("Row"), min_value=1, max_value=MAX_ROWS)
    column = blocks.IntegerBlock(label=_("Column"), min_value=1, max_value=50)
    rows = blocks.IntegerBlock(label=_("Rows"), min_value=1, max_value=MAX_ROWS, default=1)
    columns = blocks.IntegerBlock(label=_("Columns"), min_value=1, max_value=50, default=1)

    class Meta:
        icon = "grid"
        label = _("Merged cells")


class TableBlock(blocks.StructBlock):
    """Any other table; the headings of its columns are its first row."""

    grid = TypedTableBlock(
        [("text", blocks.RichTextBlock(label=_("Column"), features=FEATURES, max_length=10_000, required=False))],
        label=_("Table"),
        help_text=_("The caption is read out by screen readers. Leave all headings empty for a table without any."),
    )
    header_rows = blocks.IntegerBlock(
        label=_("Further heading rows"),
        min_value=0,
        max_value=5,
        default=0,
        help_text=_("How many rows under the column headings are headings too."),
    )
    header_columns = blocks.IntegerBlock(
        label=_("Heading columns"),
        min_value=0,
        max_value=5,
        default=0,
        help_text=_("How many columns from the left are headings of their rows."),
    )
    merges = blocks.ListBlock(
        MergeBlock(),
        label=_("Merged cells"),
        default=[],
        max_num=200,
        help_text=_(
            "Rows count from 1 under the column headings. The first cell keeps its text, the others are empty."
        ),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Text")
        form_layout = blocks.BlockGroup(children=["grid"], settings=["header_rows", "header_columns", "merges"])

    def clean(self, value):
        cleaned = super().clean(value)
        # A draft may hold merges whose numbers are not filled in yet.
        merges = [Merge(**merge) for merge in cleaned["merges"] if None not in merge.values()]
        errors = list(_grid_errors(cleaned["grid"], merges))
        if errors:
            raise StructBlockValidationError(non_block_errors=errors)
        return cleaned


def _grid_errors(grid, merges):
    height, width = len(grid.row_data), len(grid.columns)
    if height > MAX_ROWS:
        yield ValidationError(_now("A table has at most %(max)s rows.") % {"max": MAX_ROWS})
    wrong = wrong_merges(merges, height, width)
    for index, reason in wrong.items():
        yield ValidationError(_merge_message(reason) % {"number": index + 1})
    for index, merge in enumerate(merges):
        if index not in wrong:
            yield from _covered_text_errors(grid, merge)


def _merge_message(reason: str) -> str:
    if reason == "outside":
        return _now("Merged cells no. %(number)s lie outside the table.")
    return _now("Merged cells no. %(number)s overlap others.")


def _covered_text_errors(grid, merge):
    for row, column in merge.covered():
        if from_html(str(grid.row_data[row - 1]["values"][column - 1].source)):
            message = _now("Row %(row)s, column %(column)s is covered by merged cells: empty it first.")
            yield ValidationError(message % {"row": row, "column": column})


def rows_of(block, label, icon: str) -> blocks.ListBlock:
    """A part that is nothing but its rows."""
    return blocks.ListBlock(block, label=label, icon=icon, group=_TABLES, max_num=MAX_ROWS, collapsed=True)

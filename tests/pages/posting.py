"""What a browser would send back from the editor's form of a document."""

from bs4 import BeautifulSoup
from django.test import RequestFactory
from wagtail import blocks
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from tests.factories import make_person


def post_data(page, *, parent=None, **changes) -> dict:
    """The fields of the editor of ``page`` as they stand, with ``changes``; "body" may be raw StreamField data."""
    draft = page.get_latest_revision_as_object() if page.pk else page
    streams = {}
    for name in ("body", "amendments"):
        raw = changes.pop(name, None)
        raw = getattr(draft, name).get_prep_value() if raw is None else raw
        streams |= _sent(name, draft._meta.get_field(name).stream_block, raw)
    html = _form_html(draft, (parent or page.get_parent()).specific)
    data = {name: values if len(values) > 1 else values[0] for name, values in querydict_from_html(html).lists()}
    return data | streams | changes


def _form_html(draft, parent) -> str:
    user = make_person(superuser=True)
    handler = type(draft).get_edit_handler()
    form = handler.get_form_class()(instance=draft, parent_page=parent, for_user=user)
    request = RequestFactory().get("/")
    request.user = user
    html = handler.get_bound_panel(instance=draft, request=request, form=form).render_form_content()
    return f"<form>{BeautifulSoup(html, 'html.parser')}</form>"


def _sent(prefix: str, block, value) -> dict:
    """The fields of one block, by Wagtail's naming."""
    if isinstance(block, blocks.StreamBlock):
        return _rows(prefix, [(block.child_blocks[item["type"]], item["type"], item["value"]) for item in value])
    if isinstance(block, blocks.ListBlock):
        return _rows(prefix, [(block.child_block, "item", _item(item)) for item in value or []])
    if isinstance(block, blocks.StructBlock):
        fields = {}
        for name, child in block.child_blocks.items():
            fields |= _sent(f"{prefix}-{name}", child, (value or {}).get(name))
        return fields
    if isinstance(block, blocks.RichTextBlock):
        return {prefix: rich_text(value or "", features=block.features)}
    if isinstance(value, bool):
        return {prefix: "on"} if value else {}
    return {prefix: "" if value is None else value}


def _item(value):
    return value["value"] if isinstance(value, dict) and value.get("type") == "item" else value


def _rows(prefix: str, rows: list) -> dict:
    data = {f"{prefix}-count": str(len(rows))}
    for place, (block, kind, value) in enumerate(rows):
        row = f"{prefix}-{place}"
        data |= {f"{row}-deleted": "", f"{row}-order": str(place), f"{row}-type": kind, f"{row}-id": ""}
        data |= _sent(f"{row}-value", block, value)
    return data

"""A block whose fields stand beside each other in the editor, as the cells of a row do on paper."""

from __future__ import annotations

from django import forms
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import StructBlockAdapter


class CompactBlock(blocks.StructBlock):
    """One row of a table."""

    class Meta:
        form_classname = "struct-block qms-compact"


class CompactBlockAdapter(StructBlockAdapter):
    """Brings the style sheet along wherever such a block is edited."""

    @cached_property
    def media(self):
        return super().media + forms.Media(css={"all": [versioned_static("wagtail_qms/blocks.css")]})


register(CompactBlockAdapter(), CompactBlock)

"""The plain page that everybody would write first."""

from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index


class PlainTextPage(Page):
    """Headings and rich text in a StreamField, rendered the usual way."""

    body = StreamField([("heading", blocks.CharBlock()), ("text", blocks.RichTextBlock())])

    search_fields = [*Page.search_fields, index.SearchField("body")]

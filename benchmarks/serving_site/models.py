"""The plain page and the plain snippet that everybody would write first."""

from django.db import models
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index


class PlainTextPage(Page):
    """Headings and rich text in a StreamField, rendered the usual way."""

    body = StreamField([("heading", blocks.CharBlock()), ("text", blocks.RichTextBlock())])

    search_fields = [*Page.search_fields, index.SearchField("body")]


class PlainTicket(models.Model):
    """A snippet that everybody would write first: a few columns, Wagtail's own list."""

    title = models.CharField(max_length=200)
    description = models.TextField()
    state = models.CharField(max_length=20, db_index=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.title

"""The portal's own page types."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class HomePage(Page):
    """The portal's first page: a greeting, the ways in, and a text."""

    intro = models.TextField("lời giới thiệu", blank=True)
    body = RichTextField("nội dung", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    max_count = 1

    class Meta:
        verbose_name = "trang chủ"

    def get_context(self, request, *args, **kwargs):
        """Add the pages that the first page leads to."""
        context = super().get_context(request, *args, **kwargs)
        context["ways_in"] = self.get_children().live().public().in_menu()
        return context


class ContentPage(Page):
    """A page of text: about the agency, contacts, opening hours."""

    intro = models.TextField("tóm tắt", blank=True)
    body = RichTextField("nội dung", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]

    class Meta:
        verbose_name = "trang nội dung"

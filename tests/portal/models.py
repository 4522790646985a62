"""The host site's own page types: they show whether unsigned words leak into what the host reads from page rows."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class HomePage(Page):
    """The start of the portal: its menu is every live page marked for menus, as most portals do it."""

    intro = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]


class PlainPage(Page):
    """A page that has nothing to do with quality management."""

    body = RichTextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("body")]

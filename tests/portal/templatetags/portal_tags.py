"""The host's menu."""

from django import template
from wagtail.models import Page

register = template.Library()


@register.simple_tag
def menu_pages():
    """Every live page that is marked for menus, in tree order."""
    return Page.objects.live().in_menu().order_by("path")

"""The portal's menu and name."""

from django import template
from wagtail.models import Page, Site

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_site(context):
    """The site that is asked for, or the default one where there is no request (a 500 page)."""
    request = context.get("request")
    return Site.find_for_request(request) if request else Site.objects.filter(is_default_site=True).first()


@register.simple_tag
def main_menu(site):
    """The live public pages right below the home page that are marked for menus."""
    if site is None:
        return Page.objects.none()
    return site.root_page.get_children().live().public().in_menu()

"""How people come to the register in the admin: menu, header and list of pages, the panel of the home page."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button, ListingButton

from wagtail_qms import clock
from wagtail_qms.register import access, reading
from wagtail_qms.register.models import Document

#: Other parts add their entries by the hook ``register_qms_menu_item``.
qms_menu = Menu(register_hook_name="register_qms_menu_item", construct_hook_name="construct_qms_menu")


def admin_css() -> str:
    """For the hook ``insert_global_admin_css``: the menu and the home page need it everywhere."""
    return format_html('<link rel="stylesheet" href="{}">', static("wagtail_qms/admin.css"))


def quality_management_item() -> SubmenuMenuItem:
    """The entry "Quality management" of the admin's menu; shown to whoever may open something in it."""
    return SubmenuMenuItem(
        _("Quality management"), qms_menu, name="quality-management", icon_name="clipboard-list", order=150
    )


class _StaffMenuItem(MenuItem):
    def is_shown(self, request):
        return access.is_on_staff(request.user)


def reading_item() -> MenuItem:
    """The entry "My reading list"."""
    url = reverse("wagtail_qms_register:reading")
    return _StaffMenuItem(_("My reading list"), url, name="qms-reading", icon_name="glasses", order=100)


def _button(page) -> Button:
    url = reverse("wagtail_qms_register:page", args=[page.pk])
    return Button(_("Register of this document"), url=url, icon_name="clipboard-list", priority=65)


def header_buttons(page, user, next_url=None, view_name=None):
    """For the hook ``register_page_header_buttons``: a page that has a document leads to its register."""
    if _is_document(page) and Document.objects.of_page(page.pk).exists():
        yield _button(page)


def listing_buttons(page, user, next_url=None):
    """For the hook ``register_page_listing_buttons``: asks nothing of the database, for lists are long."""
    if _is_document(page):
        # Without an icon: outside of a menu Wagtail gives it no size.
        url = reverse("wagtail_qms_register:page", args=[page.pk])
        yield ListingButton(_("Register of this document"), url=url, priority=65)


def _is_document(page) -> bool:
    return hasattr(page.specific_class, "draft_snapshot")


class ReadingPanel(Component):
    """What a person still has to read, on the home page of the admin."""

    name = "qms_reading"
    order = 110
    template_name = "wagtail_qms/register/reading_panel.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def rows(self):
        """The editions to be read."""
        return reading.to_read(self.user, clock.today())

    def get_context_data(self, parent_context):
        return {"rows": self.rows, "today": clock.today(), "heading": _("To be read by you")}


def add_reading_panel(request, panels):
    """For the hook ``construct_homepage_panels``: nothing to read, no panel."""
    panel = ReadingPanel(request.user)
    if panel.rows:
        panels.append(panel)

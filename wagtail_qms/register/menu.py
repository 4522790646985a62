"""The menu "Quality management": other parts add their entries by the hook ``register_qms_menu_item``."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

qms_menu = Menu(register_hook_name="register_qms_menu_item", construct_hook_name="construct_qms_menu")


def quality_management_item() -> SubmenuMenuItem:
    """The entry of the admin's menu; shown to whoever may open something in it."""
    return SubmenuMenuItem(
        _("Quality management"), qms_menu, name="quality-management", icon_name="clipboard-list", order=150
    )

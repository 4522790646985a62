"""The entry of the menu that everybody on the staff needs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail_qms.records.screens.access import StaffMenuItem


def report_item() -> StaffMenuItem:
    """For the hook ``register_qms_menu_item``."""
    url = reverse("qms_nonconformity:add")
    return StaffMenuItem(_("Report a nonconformity"), url, name="qms-report", icon_name="plus", order=105)

"""The entry of the admin's menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from wagtail_qms.importing.views import UPLOAD, lists_of


class ImportItem(MenuItem):
    """Shown to whoever may write documents in some list."""

    def is_shown(self, request):
        return lists_of(request.user).exists()


def import_item() -> ImportItem:
    """For the hook ``register_qms_menu_item``."""
    return ImportItem(_("Bring in Word files"), reverse(UPLOAD), name="qms-import", icon_name="upload", order=300)

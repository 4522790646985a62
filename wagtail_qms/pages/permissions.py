"""What may be done with document pages and lists, beside what Wagtail's groups allow."""

from wagtail.models import PagePermissionTester

from wagtail_qms.register.models import Document
from wagtail_qms.workflows.issuing import is_issuing


class DocumentPermissionTester(PagePermissionTester):
    """Issued documents are neither unpublished, moved nor deleted; only the last signature publishes."""

    def can_publish(self):
        return is_issuing(self.page.pk)

    def _stays(self) -> bool:
        # An alias shows another page's document; it may go.
        return not self.page.alias_of_id and self.page.is_listed_as_issued

    def can_unpublish(self):
        return not self._stays() and super().can_unpublish()

    def can_delete(self, ignore_bulk=False):
        if self._stays():
            return False
        if self._is_lone_draft() and "change" in self.permissions:
            return True
        return super().can_delete(ignore_bulk)

    def _is_lone_draft(self) -> bool:
        # Wagtail would look for live pages below, with three queries for each row of a list.
        ordinary = self.user.is_active and not self.user.is_superuser
        return ordinary and self.page.is_leaf() and not self.page.live

    def can_move_to(self, destination):
        # Wagtail lets superusers move without asking can_move.
        return super().can_move_to(destination) and (self.page.is_child_of(destination) or not self._stays())

    def can_set_view_restrictions(self):
        # Confidentiality is part of what is signed.
        return False


class IndexPermissionTester(PagePermissionTester):
    """A list with issued documents stays; nothing is published below it by hand."""

    def _stays(self) -> bool:
        return Document.objects.at_or_below(self.page).exists()

    def can_publish_subpage(self):
        return False

    def can_unpublish(self):
        return super().can_unpublish() and not self._stays()

    def can_delete(self, ignore_bulk=False):
        return super().can_delete(ignore_bulk) and not self._stays()

    def can_move_to(self, destination):
        return super().can_move_to(destination) and (self.page.is_child_of(destination) or not self._stays())

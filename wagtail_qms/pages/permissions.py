"""What may be done with a document page, beside what Wagtail's groups allow."""

from wagtail.models import PagePermissionTester

from wagtail_qms.workflows.issuing import is_issuing


class DocumentPermissionTester(PagePermissionTester):
    """Issued documents are neither unpublished, moved nor deleted; the approver of the moment may publish."""

    def can_publish(self):
        return is_issuing(self.page.pk) or super().can_publish()

    def can_unpublish(self):
        return not self.page.is_issued and super().can_unpublish()

    def can_delete(self, ignore_bulk=False):
        return not self.page.is_issued and super().can_delete(ignore_bulk)

    def can_set_view_restrictions(self):
        # Confidentiality is part of what is signed.
        return False

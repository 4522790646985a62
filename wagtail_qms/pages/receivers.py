"""What happens to a page's row when the register changes, or when somebody saves the row alone."""

from functools import partial

from django.db import transaction
from django.db.models.signals import pre_save
from wagtail.models import Page

from wagtail_qms import signals
from wagtail_qms.pages.refreshing import refresh_page
from wagtail_qms.pages.searched import refresh_search
from wagtail_qms.pages.standing import pin, standing_of
from wagtail_qms.workflows.queries import is_document


def connect():
    """Listen to the register: called once when the app is ready."""
    for signal in signals.STANDING_CHANGED:
        signal.connect(_refresh, dispatch_uid="wagtail_qms.pages.refresh")
    pre_save.connect(_keep_in_step, sender=Page, dispatch_uid="wagtail_qms.pages.row")


def _keep_in_step(sender, instance, raw=False, **kwargs):
    """Bulk actions and scripts save the bare ``Page``, past the document's own ``save()``."""
    if not raw and instance.pk and is_document(instance.specific_class):
        pin(instance, standing_of(instance))


def _refresh(sender, row, **kwargs):
    refresh_page(row.document)
    # The host's search may be a server of its own, so it hears of what is settled, and cannot undo it.
    transaction.on_commit(partial(refresh_search, row.document), robust=True)

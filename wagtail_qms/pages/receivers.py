"""What happens to a page's row when the register changes."""


from wagtail_qms import signals
from wagtail_qms.pages.refreshing import refresh_page


def connect():
    """Listen to the register: called once when the app is ready."""
    for signal in (
        signals.edition_issued,
        signals.edition_withdrawn,
        signals.edition_held,
        signals.edition_released,
        signals.document_restricted,
    ):
        signal.connect(_refresh, dispatch_uid="wagtail_qms.pages.refresh")


def _refresh(sender, row, **kwargs):
    refresh_page(row.document)

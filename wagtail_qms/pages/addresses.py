"""Where things of a document are found in the admin."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from wagtail_qms.register.models import Edition

_EDITIONS = f"{Edition._meta.app_label}_{Edition._meta.model_name}_modeladmin"


def register_url(edition: Edition | None = None) -> str:
    """The register's page of ``edition``, or its list. The admin's start where a site left the registers out."""
    try:
        return reverse(f"{_EDITIONS}_inspect", args=[edition.pk]) if edition else reverse(f"{_EDITIONS}_index")
    except NoReverseMatch:
        return reverse("wagtailadmin_home")


def compare_url(page_id: int, left: str = "", right: str = "") -> str:
    """The comparison of two editions, or of an edition and the draft; without sides the usual one."""
    sides = f"?{urlencode({'left': left, 'right': right})}" if left else ""
    return reverse("wagtail_qms_compare", args=[page_id]) + sides


def sign_url(page_id: int, action: str) -> str:
    """Where one signs ("approve") or returns ("reject") the draft of a page."""
    return reverse(f"wagtail_qms_{action}", args=[page_id])

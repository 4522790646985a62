"""Where things of a document are found in the admin."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from wagtail_qms.register.models import Document


def register_url(document: Document) -> str:
    """The register's page of ``document``: its editions, signatures, withdrawals."""
    return reverse("wagtail_qms_register:document", args=[document.pk])


def compare_url(page_id: int, left: str = "", right: str = "") -> str:
    """The comparison of two editions, or of an edition and the draft; without sides the usual one."""
    sides = f"?{urlencode({'left': left, 'right': right})}" if left else ""
    return reverse("wagtail_qms_compare", args=[page_id]) + sides


def sign_url(page_id: int, action: str) -> str:
    """Where one signs ("approve") or returns ("reject") the draft of a page."""
    return reverse(f"wagtail_qms_{action}", args=[page_id])

"""Evidence beside the chains: the files of editions by value, and who changed which draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_qms.register.chain import AppendOnly


class StoredFile(AppendOnly):
    """A file of an edition, kept by value in the private store; its digest names it."""

    digest = models.CharField(_("digest"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size"))
    media_type = models.CharField(_("type"), max_length=100)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")


class DraftChange(AppendOnly):
    """Who changed a draft, by value: it decides who counts as drafter, even after revisions are purged."""

    page_id = models.PositiveBigIntegerField(db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, db_constraint=False, on_delete=models.DO_NOTHING, related_name="+"
    )
    user_name = models.CharField(max_length=255, blank=True)
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of a draft")
        verbose_name_plural = _("changes of drafts")
        ordering = ["pk"]

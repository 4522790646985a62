"""What every document page shares."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from wagtail_qms.organisation.models import FieldOfWork, Unit
from wagtail_qms.pages import serving
from wagtail_qms.pages.fields import ClauseListField
from wagtail_qms.pages.permissions import DocumentPermissionTester
from wagtail_qms.pages.problems import draft_problems
from wagtail_qms.pages.refreshing import refresh_page
from wagtail_qms.pages.searched import searched_text
from wagtail_qms.pages.snapshots import DraftRead, read_draft, snapshot_of
from wagtail_qms.pages.standing import PINNED, document_of, pin, standing_of
from wagtail_qms.problems import Problem
from wagtail_qms.register import actions
from wagtail_qms.register.enums import Confidentiality
from wagtail_qms.register.snapshot import Snapshot


class AmendmentBlock(blocks.StructBlock):
    """One amended part (corpus: Tóm lược nội dung cần sửa đổi, Cơ sở pháp lý, Lần sửa đổi)."""

    what = blocks.TextBlock(label=_("What is amended"), rows=2, max_length=2000)
    basis = blocks.CharBlock(label=_("Legal basis or grounds"), required=False, max_length=500)
    number = blocks.CharBlock(label=_("Amendment number"), required=False, max_length=20)

    class Meta:
        icon = "edit"
        label = _("Amendment")


class ControlledDocumentMixin(models.Model):
    """A controlled document. The page is its draft; what people read comes from the register."""

    kind: str = ""

    code = models.CharField(
        _("code"),
        max_length=100,
        blank=True,
        help_text=_("As on paper: QT.CTCL. It stays once the document is issued."),
    )
    owner_unit = models.ForeignKey(
        Unit, verbose_name=_("owner unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    field_of_work = models.ForeignKey(
        FieldOfWork,
        verbose_name=_("field of work"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    confidentiality = models.CharField(
        _("confidentiality"), max_length=10, choices=Confidentiality.choices, default=Confidentiality.PUBLIC
    )
    clauses = ClauseListField(_("clauses of ISO 9001 served"))
    review_months = models.PositiveSmallIntegerField(
        _("reviewed every (months)"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    planned_on = models.DateField(
        _("planned to be in force from"),
        null=True,
        blank=True,
        help_text=_("Empty: on the day of approval. It cannot lie before the approval."),
    )
    decision_no = models.CharField(_("decision number"), max_length=100, blank=True)
    change_reason = models.TextField(_("reason for the change"), blank=True, max_length=2000)
    amendments = StreamField(
        [("amendment", AmendmentBlock())],
        verbose_name=_("amended parts"),
        blank=True,
        max_num=100,
        help_text=_("What this edition changes: these rows become the table of amendments."),
    )

    # The host's own search: what the edition in force says. The draft's words stay out of it.
    search_fields = [index.SearchField("edition_text")]

    # A copied page is a new document: it starts without a code, and without another's reasons.
    exclude_fields_in_copy = ["code", "planned_on", "decision_no", "change_reason", "amendments"]

    class Meta:
        abstract = True

    @property
    def agency(self):
        """The agency of the document list above the page, None outside of any."""
        index = self.document_index
        return index.agency if index else None

    @property
    def edition_text(self) -> str:
        """What the host's own search finds this document by."""
        return searched_text(self)

    @property
    def owner_code(self) -> str:
        """The code of the document that owns this one: forms have an owner."""
        return ""

    @property
    def is_issued(self) -> bool:
        """Whether an edition was ever issued from this page."""
        document = document_of(self)
        return document is not None and document.is_issued

    @property
    def is_listed_as_issued(self) -> bool:
        """The same, without a query where a list of pages has told it (``pages.menus.mark_issued``)."""
        told = getattr(self, "is_issued_here", None)
        return (bool(self.pk) and self.is_issued) if told is None else told

    @property
    def status_string(self):
        """The status in lists of pages: of the document, not of Wagtail's row. No query where the list tells it."""
        issued = self.is_listed_as_issued
        if self.workflow_in_progress:
            return _("issued; new draft being signed") if issued else _("being signed")
        if issued:
            return _("issued; new draft") if self.has_unpublished_changes else _("issued")
        return _("draft")

    def draft_snapshot(self, *, keep_files: bool = False) -> Snapshot:
        """This draft as the plain data that is signed; with ``keep_files`` its files go into the private store."""
        return snapshot_of(self, keep_files=keep_files)

    def read_draft(self) -> DraftRead:
        """The same with what is missing in it, for whoever shows its problems."""
        return read_draft(self)

    def draft_problems(self, snapshot: Snapshot, document) -> list[Problem]:
        """What is wrong with this draft, which was read as ``snapshot`` with every file that it points at."""
        return draft_problems(self, DraftRead(snapshot), document=document, agency=self.agency)

    def registered_document(self, *, make: bool = False):
        """The document in the register, made when there is none and ``make`` is set. None without an agency."""
        document = document_of(self)
        if (document is not None and (document.is_issued or not make)) or not make or self.agency is None:
            return document
        field = self.field_of_work.name if self.field_of_work else ""
        return actions.document_of_page(page_id=self.pk, agency=self.agency, kind=self.kind, field_of_work=field)

    def permissions_for_user(self, user):
        return DocumentPermissionTester(user, self)

    def save(self, *args, **kwargs):
        """Save the row. Whatever the caller wanted published, the row says only what an edition says."""
        written = kwargs.get("update_fields")
        if written is not None and not {*PINNED, "live"} & set(written):
            return super().save(*args, **kwargs)
        draft = pin(self, standing_of(self))
        try:
            return super().save(*args, **kwargs)
        finally:
            for name, value in draft.items():
                if name != "slug" or value:
                    setattr(self, name, value)

    def save_revision(self, user=None, **kwargs):
        """Keep a revision, and by value who made it: the register has to know every drafter."""
        revision = super().save_revision(user=user, **kwargs)
        actions.note_change(page_id=self.pk, user=user, digest=self.draft_snapshot().digest)
        return revision

    def route(self, request, path_components):
        """The page itself, or one of its editions: ".../lan-ban-hanh/02/". Not ``live``: the register decides."""
        if not path_components:
            return RouteResult(self)
        number = serving.edition_number(path_components)
        if number is None:
            raise Http404
        return RouteResult(self, kwargs={"number": number})

    def serve(self, request, number: int | None = None):
        """Answer from the register. A row that a new day has made stale is mended, so that menus follow too."""
        listed = self.title
        response = serving.serve_document(request, self, number)
        if number is None and self.title != listed:
            refresh_page(document_of(self))
        return response

    def serve_preview(self, request, mode_name):
        return serving.serve_draft(request, self)

    def get_sitemap_urls(self, request=None):
        return serving.sitemap_entries(self, request)

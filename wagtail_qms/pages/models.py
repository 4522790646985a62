"""The page types of an agency's controlled documents, below the list that belongs to the agency."""

from __future__ import annotations

from django.db import models
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from wagtail_qms.organisation.models import Agency
from wagtail_qms.pages import serving
from wagtail_qms.pages.below import view_below
from wagtail_qms.pages.blocks import (
    FormBody,
    InstructionBody,
    ManualBody,
    PolicyBody,
    ProcedureBody,
    default_procedure,
)
from wagtail_qms.pages.forms import DocumentForm, IndexForm
from wagtail_qms.pages.mixins import ControlledDocumentMixin
from wagtail_qms.pages.panels import SigningPanel
from wagtail_qms.pages.permissions import IndexPermissionTester
from wagtail_qms.register.enums import Kind

DOCUMENT_TYPES = [
    "wagtail_qms.ProcedurePage",
    "wagtail_qms.WorkInstructionPage",
    "wagtail_qms.FormPage",
    "wagtail_qms.QualityManualPage",
    "wagtail_qms.QualityPolicyPage",
]

_IDENTITY = MultiFieldPanel(
    [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("confidentiality")]),
        FieldRowPanel([FieldPanel("field_of_work"), FieldPanel("owner_unit")]),
    ],
    heading=_("Document"),
)
_EDITION = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("planned_on"), FieldPanel("decision_no")]),
        FieldPanel("change_reason"),
        FieldPanel("amendments"),
    ],
    heading=_("This edition"),
)
_SETTINGS = [
    FieldPanel("slug"),
    FieldPanel("search_description"),
    FieldPanel("clauses"),
    FieldPanel("review_months"),
]


def _tabs(*content):
    """The editor of a document: what it says, its edition, its settings, its signatures."""
    return TabbedInterface(
        [
            ObjectList([_IDENTITY, *content], heading=_("Content")),
            ObjectList([_EDITION], heading=_("Edition")),
            ObjectList(_SETTINGS, heading=_("Settings")),
            ObjectList([SigningPanel()], heading=_("Signatures")),
        ],
        base_form_class=DocumentForm,
    )


class DocumentIndexPage(Page):
    """An agency's public list of documents."""

    agency = models.ForeignKey(Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="+")
    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "ul", "ol"])

    content_panels = [*Page.content_panels, FieldPanel("agency"), FieldPanel("intro")]
    subpage_types = DOCUMENT_TYPES
    base_form_class = IndexForm

    class Meta:
        verbose_name = _("document list")
        verbose_name_plural = _("document lists")

    def permissions_for_user(self, user):
        return IndexPermissionTester(user, self)

    def route(self, request, path_components):
        """As Wagtail's, but a document's draft is not read from the database: nothing of it is shown."""
        if not path_components:
            return super().route(request, path_components)
        view = view_below(path_components)
        if view and self.live:
            return RouteResult(self, kwargs={"view": view})
        child = self.get_children().filter(slug=path_components[0]).first()
        if child is None:
            raise Http404
        is_document = issubclass(child.specific_class or Page, ControlledDocumentMixin)
        page = child.specific_deferred if is_document else child.specific
        return page.route(request, path_components[1:])

    def serve(self, request, view=serving.serve_index):
        return view(request, self)

    def get_sitemap_urls(self, request=None):
        return super().get_sitemap_urls(request) + serving.sitemap_of_list(self, request)


class DocumentPage(ControlledDocumentMixin, Page):
    """The part of the editor that all types share."""

    parent_page_types = ["wagtail_qms.DocumentIndexPage"]
    subpage_types: list[str] = []
    show_in_menus_default = False
    search_fields = [*Page.search_fields, *ControlledDocumentMixin.search_fields]

    class Meta:
        abstract = True

    @cached_property
    def document_index(self) -> DocumentIndexPage | None:
        """The list above this page."""
        source = self.alias_of if self.alias_of_id else self
        if not source.path:
            return None
        return DocumentIndexPage.objects.ancestor_of(source).select_related("agency").order_by("-depth").first()


class ProcedurePage(DocumentPage):
    """A procedure (quy trình), also of an administrative procedure (TTHC)."""

    kind = Kind.PROCEDURE
    body = StreamField(ProcedureBody(), verbose_name=_("content"), default=default_procedure, blank=True)
    edit_handler = _tabs(FieldPanel("body"))

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")


class WorkInstructionPage(DocumentPage):
    """A work instruction (hướng dẫn công việc)."""

    kind = Kind.INSTRUCTION
    body = StreamField(InstructionBody(), verbose_name=_("content"), blank=True)
    edit_handler = _tabs(FieldPanel("body"))

    class Meta:
        verbose_name = _("work instruction")
        verbose_name_plural = _("work instructions")


class QualityManualPage(DocumentPage):
    """A quality manual (sổ tay chất lượng)."""

    kind = Kind.MANUAL
    body = StreamField(ManualBody(), verbose_name=_("content"), blank=True)
    edit_handler = _tabs(FieldPanel("body"))

    class Meta:
        verbose_name = _("quality manual")
        verbose_name_plural = _("quality manuals")


class QualityPolicyPage(DocumentPage):
    """A quality policy (chính sách chất lượng); its code is optional."""

    kind = Kind.POLICY
    body = StreamField(PolicyBody(), verbose_name=_("content"), blank=True)
    edit_handler = _tabs(FieldPanel("body"))

    class Meta:
        verbose_name = _("quality policy")
        verbose_name_plural = _("quality policies")


class FormPage(DocumentPage):
    """A blank form (biểu mẫu) as a file, and the document that owns it."""

    kind = Kind.FORM
    blank = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("blank form"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    owner_document = models.ForeignKey(
        Page, verbose_name=_("belongs to"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = StreamField(FormBody(), verbose_name=_("how to fill it in"), blank=True)
    edit_handler = _tabs(
        FieldPanel("blank"),
        PageChooserPanel("owner_document", page_type=["wagtail_qms.ProcedurePage", "wagtail_qms.QualityManualPage"]),
        FieldPanel("body"),
    )

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    @property
    def owner_code(self) -> str:
        owner = self.owner_document.specific if self.owner_document_id else None
        return getattr(owner, "code", "")

"""The registers, one list each: documents, signatures, withdrawals, hidden editions, copies, acknowledgements."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup

from wagtail_qms import clock
from wagtail_qms.register import access, list_filters
from wagtail_qms.register.enums import Status, Verdict
from wagtail_qms.register.modeladmin import ReadOnlyPermissionHelper, RegisterAdmin, column, data
from wagtail_qms.register.models import Acknowledgement, Distribution, Edition, Hold, Restriction, SignOff, Withdrawal


class _DocumentList(ReadOnlyPermissionHelper):
    opened_by = ("view_edition", "view_document")


class EditionAdmin(RegisterAdmin):
    """The list of documents (danh mục tài liệu) with every edition."""

    model = Edition
    base_url_path = "qms/editions"
    menu_label = _("List of documents")
    menu_icon = "doc-full"
    export_filename = "danh-muc-tai-lieu"
    permission_helper_class = _DocumentList
    list_display = (
        "shown_code", "shown_title", "shown_number", "shown_issued", "shown_effective", "status", "shown_unit",
        "shown_confidentiality",
    )  # fmt: skip
    list_export = (
        "code", "title", "number_text", "issued_on", "effective_on", "status", "get_kind_display", "field_of_work",
        "owner_unit", "confidentiality_today", "agency",
    )  # fmt: skip
    list_filter = (
        list_filters.StatusFilter, list_filters.AgencyFilter, list_filters.KindFilter,
        list_filters.ConfidentialityFilter, list_filters.UnitFilter,
    )  # fmt: skip
    search_fields = ("code", "title", "owner_unit", "field_of_work", "decision_no")
    ordering = ("code", "number")
    deferred = ("payload", "snapshot")
    when_empty = _("No document has been issued yet. A draft is issued when it has been approved.")

    shown_number = column("number_text", _("Edition"), ordering="number")
    shown_issued = column("issued_on", _("Issued on"))
    shown_effective = column("effective_on", _("In force from"))
    shown_unit = column("owner_unit", _("Owner unit"))
    status = column(
        "status", _("Status today"), value=lambda row: Status(row.status_today).label, ordering="status_today"
    )
    get_kind_display = column("kind", _("Kind"), value=lambda row: row.get_kind_display(), ordering="kind")
    agency = data("agency", _("Agency"), lambda row: row.document.agency.name)
    number_text = data("number_text", _("Edition"), lambda row: row.number_text)

    def get_queryset(self, request):
        reader = access.reader_today(request.user)
        return super().get_queryset(request).readable_by(reader).with_status(clock.today())

    def shown_code(self, row):
        return self.link(row, row.code)

    def shown_title(self, row):
        return self.link(row, row.title)

    shown_code.short_description, shown_code.admin_order_field = _("Code"), "code"
    shown_title.short_description, shown_title.admin_order_field = _("Title"), "title"

    def confidentiality_today(self, row):
        return _("Internal") if row.is_restricted else row.get_confidentiality_display()

    confidentiality_today.short_description = _("Confidentiality")
    shown_confidentiality = confidentiality_today


def _signature(row) -> str:
    """The agency's word for the signature; a return says so."""
    label = row.document.agency.label(row.role)
    return label if row.verdict == Verdict.SIGNED else f"{label} – {row.get_verdict_display()}"


class DocumentRowAdmin(RegisterAdmin):
    """A register whose rows name their document first."""

    search_fields = ("document_code", "document_title")

    def document_name(self, row):
        return self.link(row, f"{row.document_code} {row.document_title}".strip())

    document_name.short_description = _("Document")
    document_name.admin_order_field = "document_code"
    code = data("code", _("Code"), lambda row: row.document_code)
    title = data("title", _("Title"), lambda row: row.document_title)
    edition_number = column(
        "edition_number", _("Edition"), value=lambda row: row.edition.number_text, ordering="edition__number"
    )
    recorded = column("recorded_at", _("Recorded at"))
    recorded_name = column("recorded_by_name", _("Recorded by"))


class EditionRowAdmin(DocumentRowAdmin):
    """A register whose rows are about one edition."""

    deferred = ("payload", "edition__payload", "edition__snapshot")
    list_filter = (list_filters.AgencyFilter,)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("edition")


class SignOffAdmin(DocumentRowAdmin):
    """Every signature, and every return."""

    model = SignOff
    base_url_path = "qms/sign-offs"
    menu_label = _("Signatures")
    menu_icon = "edit"
    export_filename = "chu-ky"
    list_display = (
        "document_name", "signature", "name", "shown_post", "unit", "moment", "comment",
    )  # fmt: skip
    list_export = (
        "code", "title", "role_label", "verdict_word", "name", "post", "capacity", "unit", "signed_at", "comment",
        "content_digest",
    )  # fmt: skip
    list_filter = (list_filters.SigningRoleFilter, list_filters.VerdictFilter, list_filters.AgencyFilter)
    search_fields = ("document_code", "document_title", "name", "post", "unit", "comment")
    ordering = ("-signed_at",)

    signature = column("role", _("Signature"), value=_signature, ordering="role")
    role_label = data("role_label", _("Signature"), lambda row: row.document.agency.label(row.role))
    shown_post = column("post", _("Post"), value=lambda row: f"{row.capacity} {row.post}".strip(), ordering="post")
    verdict_word = column("verdict", _("Verdict"), value=lambda row: row.get_verdict_display(), ordering="verdict")
    moment = column("signed_at", _("Signed at"))


class WithdrawalAdmin(EditionRowAdmin):
    """Editions withdrawn by a decision."""

    model = Withdrawal
    base_url_path = "qms/withdrawals"
    menu_label = _("Withdrawals")
    menu_icon = "cross"
    export_filename = "bai-bo"
    list_display = (
        "document_name", "edition_number", "first_day_out", "decision_no",
        "decided", "reason", "recorded_name", "recorded",
    )  # fmt: skip
    list_export = (
        "code", "title", "edition_number", "withdrawn_on", "decision_no", "decision_on", "reason", "recorded_by_name",
        "recorded_at",
    )  # fmt: skip
    search_fields = ("document_code", "document_title", "decision_no", "reason")
    ordering = ("-withdrawn_on",)

    first_day_out = column("withdrawn_on", _("No longer in force from"))
    decided = column("decision_on", _("Decision date"))


class HoldAdmin(EditionRowAdmin):
    """Editions hidden at once. Their keepers alone see them: the reason may name what leaked."""

    model = Hold
    base_url_path = "qms/holds"
    menu_label = _("Hidden editions")
    menu_icon = "no-view"
    export_filename = "tam-an"
    list_display = ("document_name", "edition_number", "reason", "recorded_name", "recorded", "ended", "ended_because")
    list_export = (
        "code", "title", "edition_number", "reason", "recorded_by_name", "recorded_at", "released_at", "ended_because",
    )  # fmt: skip
    list_filter = (list_filters.ReleaseFilter, list_filters.AgencyFilter)
    search_fields = ("document_code", "document_title", "reason")
    ordering = ("-recorded_at",)
    when_empty = _("No edition of the documents that you keep was ever hidden.")

    ended = column("release", _("Shown again at"), value=lambda row: _of(row, "release", "recorded_at"))
    ended_because = column("release", _("Reason for showing again"), value=lambda row: _of(row, "release", "reason"))
    released_at = data("released_at", _("Shown again at"), lambda row: _of(row, "release", "recorded_at"))

    def get_queryset(self, request):
        return access.kept(super().get_queryset(request), request.user).select_related("release")


class RestrictionAdmin(DocumentRowAdmin):
    """Documents made internal at once."""

    model = Restriction
    base_url_path = "qms/restrictions"
    menu_label = _("Made internal")
    menu_icon = "lock"
    export_filename = "chuyen-noi-bo"
    list_display = ("document_name", "reason", "recorded_name", "recorded")
    list_export = ("code", "title", "reason", "recorded_by_name", "recorded_at")
    list_filter = (list_filters.AgencyFilter,)
    search_fields = ("document_code", "document_title", "reason")
    ordering = ("-recorded_at",)


class DistributionAdmin(EditionRowAdmin):
    """The distribution list: who got which copy, and whether it was recalled."""

    model = Distribution
    base_url_path = "qms/distributions"
    menu_label = _("Distribution list")
    menu_icon = "copy"
    export_filename = "phan-phoi"
    list_display = (
        "document_name", "edition_number", "receiver", "copy_no",
        "handed_out", "deadline", "recalled", "recall_reason",
    )  # fmt: skip
    list_export = (
        "code", "title", "edition_number", "unit",
        "person_name", "copy_no", "distributed_on", "read_by", "recalled_on",
        "recall_reason", "recorded_by_name",
    )  # fmt: skip
    list_filter = (list_filters.RecallFilter, list_filters.AgencyFilter)
    search_fields = ("document_code", "document_title", "unit", "person_name", "copy_no")
    ordering = ("-distributed_on",)
    when_empty = _("No copy has been handed out yet. Copies are handed out on the page of a document.")

    receiver = column("unit", _("Handed to"), value=lambda row: row.person_name or row.unit, ordering="person_name")
    handed_out = column("distributed_on", _("Distributed on"))
    deadline = column("read_by", _("To be read by"))
    recalled = column("recall", _("Recalled on"), value=lambda row: _of(row, "recall", "recalled_on"))
    recalled_on = data("recalled_on", _("Recalled on"), lambda row: _of(row, "recall", "recalled_on"))
    recall_reason = column("recall", _("Reason for the recall"), value=lambda row: _of(row, "recall", "reason"))

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("recall")


class AcknowledgementAdmin(EditionRowAdmin):
    """Who has read and understood which edition."""

    model = Acknowledgement
    base_url_path = "qms/acknowledgements"
    menu_label = _("Read and understood")
    menu_icon = "glasses"
    export_filename = "da-doc-va-hieu"
    list_display = ("document_name", "edition_number", "name", "post", "unit", "recorded")
    list_export = ("code", "title", "edition_number", "name", "post", "unit", "recorded_at")
    search_fields = ("document_code", "document_title", "name", "post", "unit")
    ordering = ("-recorded_at",)


def _of(row, related: str, name: str):
    other = getattr(row, related, None)
    return getattr(other, name) if other else None


class RegistersGroup(ModelAdminGroup):
    """All registers as one entry of the menu "Quality management"."""

    menu_label = _("Registers")
    menu_item_name = "qms-registers"
    menu_icon = "list-ul"
    menu_order = 200
    add_to_admin_menu = False
    items = (
        EditionAdmin, SignOffAdmin, WithdrawalAdmin,
        HoldAdmin, RestrictionAdmin, DistributionAdmin, AcknowledgementAdmin,
    )  # fmt: skip


registers_group = RegistersGroup()

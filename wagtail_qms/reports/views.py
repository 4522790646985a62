"""The board of open tickets, and the figures of records with their charts."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from wagtail_qms import clock
from wagtail_qms.organisation.models import Agency
from wagtail_qms.records.screens.access import StaffMenuItem
from wagtail_qms.register.access import is_on_staff, own
from wagtail_qms.reports import board, charts, figures
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities.models import Nonconformity

_SUBJECTS = [("tickets", _("Corrective action tickets")), ("reports", _("Nonconformities"))]
_MODELS = {"tickets": CorrectiveAction, "reports": Nonconformity}


class _Report(WagtailAdminTemplateMixin, TemplateView):
    """A report for the staff, about their agencies."""

    _show_breadcrumbs = True
    crumb = ""

    def dispatch(self, request, *args, **kwargs):
        if not is_on_staff(request.user):
            messages.error(request, gettext("Records are for people who hold a post at an agency today."))
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def agencies(self) -> list[Agency]:
        """The agencies of the person."""
        return list(own(Agency.objects.order_by("name"), self.request.user, "pk"))

    def get_page_title(self):
        return self.page_title

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class BoardView(_Report):
    """The open tickets by state."""

    page_title = _("Board of open tickets")
    header_icon = "table"
    template_name = "wagtail_qms/reports/board.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(columns=board.columns(self.agencies), **kwargs)


class FiguresForm(forms.Form):
    """Which records, of which agency, of which year. What it does not know it leaves out."""

    of = forms.ChoiceField(label=_("Kind of record"), choices=_SUBJECTS, required=False)
    agency = forms.ModelChoiceField(label=_("Agency"), queryset=Agency.objects.none(), required=False)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, empty_value=None, required=False)

    def __init__(self, data, agencies):
        super().__init__(data)
        keys = [agency.pk for agency in agencies]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=keys)
        self.fields["agency"].empty_label = gettext("All")
        if len(keys) < 2:
            del self.fields["agency"]
        model = _MODELS.get(self.data.get("of"), CorrectiveAction)
        years = model.objects.filter(agency__in=keys).exclude(year=None).order_by("-year")
        choices = [(year, str(year)) for year in years.values_list("year", flat=True).distinct()]
        self.fields["year"].choices = [("", gettext("All years")), *choices]
        self.full_clean()

    def chosen(self, name: str):
        """The value of the field, None when it is empty or unknown."""
        return self.cleaned_data.get(name) or None


class _Figures(_Report):
    @cached_property
    def form(self) -> FiguresForm:
        """What was chosen."""
        return FiguresForm(self.request.GET, self.agencies)

    def chosen(self) -> tuple:
        """What the figures are asked for: subject, agencies, year and today."""
        agency = self.form.chosen("agency")
        agencies = [agency] if agency else self.agencies
        return self.form.chosen("of") or "tickets", agencies, self.form.chosen("year"), clock.today()


class FiguresView(_Figures):
    """Ageing and Pareto charts, each with its table."""

    page_title = _("Figures of records")
    header_icon = "order-down"
    template_name = "wagtail_qms/reports/figures.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.urlencode()[:500]
        return super().get_context_data(
            form=self.form, figures=figures.figures_of(*self.chosen()), asked=asked, **kwargs
        )


class ChartView(_Figures):
    """One figure as SVG, for the page to show as a picture."""

    def get(self, request, *args, **kwargs):
        count = figures.counted_by(*self.chosen()).get(kwargs["name"])
        if count is None:
            raise Http404
        response = HttpResponse(charts.svg(count()), content_type="image/svg+xml")
        response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return response


def admin_urls():
    """For the hook ``register_admin_urls``."""
    addresses = [
        path("board/", BoardView.as_view(), name="board"),
        path("figures/", FiguresView.as_view(), name="figures"),
        path("figures/<slug:name>.svg", ChartView.as_view(), name="chart"),
    ]
    return [path("qms/reports/", include((addresses, "wagtail_qms_reports")))]


def board_item() -> StaffMenuItem:
    """For the hook ``register_qms_menu_item``."""
    url = reverse("wagtail_qms_reports:board")
    return StaffMenuItem(_("Board of open tickets"), url, name="qms-board", icon_name="table", order=125)


def figures_item() -> StaffMenuItem:
    """For the hook ``register_qms_menu_item``."""
    url = reverse("wagtail_qms_reports:figures")
    return StaffMenuItem(_("Figures of records"), url, name="qms-figures", icon_name="order-down", order=130)

"""The papers of records in the admin: a ticket, a nonconformity report, the register of a year."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import include, path
from django.views.decorators.http import require_safe

from wagtail_qms.organisation.models import Agency
from wagtail_qms.records.policy import may_see
from wagtail_qms.register.access import reader_today
from wagtail_qms.snippets.corrective_actions import papers as ticket_papers
from wagtail_qms.snippets.corrective_actions.models import CorrectiveAction
from wagtail_qms.snippets.nonconformities import papers as report_papers
from wagtail_qms.snippets.nonconformities.models import Nonconformity
from wagtail_qms.snippets.paper import answer


@require_safe
def ticket(request, pk: int):
    """A ticket as PDF. Not found for who may not see it."""
    record = _seen(request.user, CorrectiveAction.objects.with_boxes(), pk)
    return answer(ticket_papers.sheet_of(record), f"phieu {record.number}")


@require_safe
def report(request, pk: int):
    """A nonconformity report as PDF. Not found for who may not see it."""
    record = _seen(request.user, Nonconformity.objects.select_related("agency", "unit", "edition"), pk)
    return answer(report_papers.sheet_of(record), f"kph {record.number}")


@require_safe
def year(request, agency: int, year: int):
    """The register of an agency's tickets of a year as PDF, for its staff."""
    reader = reader_today(request.user)
    if not (reader.sees_all or agency in reader.agencies):
        raise Http404
    found = get_object_or_404(Agency, pk=agency)
    return answer(ticket_papers.register_sheet(found, year), f"so theo doi {year}")


def _seen(user, records, pk: int):
    record = get_object_or_404(records, pk=pk)
    if not may_see(user, record):
        raise Http404
    return record


def admin_urls():
    """For the hook ``register_admin_urls``."""
    addresses = [
        path("tickets/<int:pk>.pdf", ticket, name="ticket"),
        path("reports/<int:pk>.pdf", report, name="report"),
        path("tickets/<int:agency>/<int:year>.pdf", year, name="year"),
    ]
    return [path("qms/papers/", include((addresses, "wagtail_qms_papers")))]

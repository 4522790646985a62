"""Keeping a search from its page, for staff of the agency."""

from __future__ import annotations

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from wagtail_qms import clock
from wagtail_qms.pages import places
from wagtail_qms.public.search_asked import asked_of, plain
from wagtail_qms.register.policy import Reader, reader_of
from wagtail_qms.search import saving

_NAME = 100
_PLACE = "#qms-da-luu"


def is_staff(reader: Reader, agency_id: int) -> bool:
    """Whether ``reader`` may keep searches at the agency."""
    return reader.sees_all or agency_id in reader.agencies


def _staff_only(request, index) -> None:
    if not is_staff(reader_of(request.user, clock.today()), index.agency_id):
        raise Http404


@require_POST
def save(request, index) -> HttpResponse:
    """Keep the search that is described by the posted ``parameters``, under ``name``."""
    _staff_only(request, index)
    asked = asked_of(QueryDict(request.POST.get("parameters", "")[:4000])).on_page(1)
    name = plain(request.POST.get("name", ""), _NAME) or asked.text[:_NAME]
    if asked.text:
        saving.save(user=request.user, agency_id=index.agency_id, name=name, parameters=asked.query())
    return redirect(f"{places.search(index, request)}?{asked.query()}{_PLACE}")


@require_POST
def forget(request, index) -> HttpResponse:
    """Drop the search ``saved`` of this person."""
    _staff_only(request, index)
    pk = request.POST.get("saved", "")
    if pk.isascii() and pk.isdecimal() and len(pk) < 19:
        saving.forget(user=request.user, agency_id=index.agency_id, pk=int(pk))
    return redirect(f"{places.search(index, request)}{_PLACE}")

"""New editions of an agency as RSS and Atom, also of one kind, field of work, unit, year or clause alone."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from wagtail_qms import clock
from wagtail_qms.pages import responses, whereabouts
from wagtail_qms.public.search_asked import Asked, asked_of, plain
from wagtail_qms.public.search_shown import facet_label
from wagtail_qms.register.enums import Status
from wagtail_qms.register.models import Edition
from wagtail_qms.register.policy import Reader, is_internal, reader_of
from wagtail_qms.search.enums import Facet
from wagtail_qms.search.models import IndexedEdition
from wagtail_qms.words import show_date

_MOST = 50
_FIELDS = {"kind": "kind", "field": "field_of_work", "unit": "owner_unit"}


def new_editions(agency_id: int, reader: Reader, asked: Asked):
    """The newest editions in force or to come that ``reader`` may read, narrowed as ``asked``; one query."""
    rows = Edition.objects.filter(document__agency=agency_id).readable_by(reader).with_status(clock.today())
    rows = rows.filter(status_today__in=[Status.IN_FORCE, Status.TO_COME])
    for facet, field in _FIELDS.items():
        if asked.chosen.get(facet):
            rows = rows.filter(**{f"{field}__in": asked.chosen[facet]})
    years = [int(year) for year in asked.chosen.get("year", ()) if year.isascii() and year.isdecimal()]
    if asked.chosen.get("year"):
        rows = rows.filter(issued_on__year__in=[year for year in years if 0 < year < 10_000])
    if asked.chosen.get("clause"):
        # An edition never changes, so it does not matter which build of the index names its clauses.
        serves = Q()
        for clause in asked.chosen["clause"]:
            serves |= Q(clauses__contains=f"|{clause}|")
        rows = rows.filter(Exists(IndexedEdition.objects.filter(serves, edition_id=OuterRef("pk"))))
    return rows.light().select_related("document").order_by("-issued_on", "-pk")[:_MOST]


class _NewEditions(Feed):
    """What ``feed`` answers with."""

    def get_object(self, request, index):
        self.request, self.index, self.asked = request, index, asked_of(request.GET)
        return index

    def title(self, index):
        narrowed = [facet_label(Facet(name), value) for name, values in self.asked.chosen.items() for value in values]
        return _clean(" · ".join([gettext("New editions"), *narrowed, index.agency.name]))

    def link(self, index):
        return whereabouts.absolute(index.get_url(self.request), self.request)

    def feed_url(self, index):
        return whereabouts.absolute(self.request.get_full_path(), self.request)

    def description(self, index):
        return _clean(gettext("Documents of %(agency)s that were issued last.") % {"agency": index.agency.name})

    def items(self, index):
        return new_editions(index.agency_id, reader_of(self.request.user, clock.today()), self.asked)

    def item_title(self, edition):
        mark = f"[{gettext('Internal')}] " if is_internal(edition) else ""
        return _clean(f"{mark}{edition.code} {edition.title} ({edition.number_text})")

    def item_description(self, edition):
        day = gettext("in force from %(day)s") % {"day": show_date(edition.effective_on)}
        said = (edition.get_kind_display(), edition.field_of_work, edition.owner_unit, day)
        return _clean(" · ".join(filter(None, said)))

    def item_link(self, edition):
        return whereabouts.absolute(whereabouts.permalink(edition.document, edition.number), self.request)

    def item_pubdate(self, edition):
        return timezone.make_aware(datetime.combine(edition.issued_on, time.min), timezone.get_default_timezone())


class _Rss(_NewEditions):
    feed_type = Rss201rev2Feed


class _Atom(_NewEditions):
    feed_type = Atom1Feed
    subtitle = _NewEditions.description


def _clean(text: str) -> str:
    # XML has no control characters.
    return plain(text, 1000)


@require_safe
def rss(request, index) -> HttpResponse:
    """New editions of the agency of the list ``index`` as RSS."""
    return _answered(_Rss(), request, index)


@require_safe
def atom(request, index) -> HttpResponse:
    """The same as Atom."""
    return _answered(_Atom(), request, index)


def _answered(feed: Feed, request, index) -> HttpResponse:
    response = feed(request, index)
    is_private = request.user.is_authenticated
    etag = responses.etag_of(response.content)
    return responses.checked(request, responses.with_headers(response, request, is_private=is_private), etag)

"""The public list of an agency's documents: as a page, as CSV and as JSON."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date, datetime, time

from django import forms
from django.core.cache import cache
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from wagtail_qms import __version__, clock, conf
from wagtail_qms.organisation.exporting import harmless
from wagtail_qms.pages import places, responses, whereabouts
from wagtail_qms.pages.articles import Article
from wagtail_qms.pages.catalogue import Catalogue, Choice, Entry, catalogue_of, chosen
from wagtail_qms.register.enums import Kind
from wagtail_qms.register.policy import ANYBODY, reader_of
from wagtail_qms.words import show_date

#: A page that was moved, or an agency renamed, shows in the list after so long at the latest.
_SECONDS = 300
_ORDERS = [("title", _("By title")), ("code", _("By code")), ("new", _("Newest first"))]


class ListForm(forms.Form):
    """Narrows the list. What it does not know it leaves out: a list is never refused."""

    q = forms.CharField(label=_("Title or code"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    field = forms.ChoiceField(label=_("Field of work"), required=False)
    unit = forms.ChoiceField(label=_("Unit in charge"), required=False)
    order = forms.ChoiceField(label=_("Sorted"), required=False, choices=_ORDERS)

    use_required_attribute = False

    def __init__(self, data, catalogue: Catalogue):
        super().__init__(data, auto_id="qms-%s")
        everything = [("", _("Any"))]
        self.fields["kind"].choices = everything + [(kind, Kind(kind).label) for kind in catalogue.kinds]
        for name, values in (("field", catalogue.fields), ("unit", catalogue.units)):
            self.fields[name].choices = everything + [(value, value) for value in values]
            if not values:
                del self.fields[name]

    def choice(self) -> Choice:
        """What was asked for, without what is not on offer."""
        self.full_clean()
        data = self.cleaned_data
        names = {name: data.get(name, "") for name in ("kind", "field", "unit")}
        return Choice(text=data.get("q", ""), order=data.get("order") or "title", **names)


def serve(request, index) -> HttpResponse:
    """The list ``index`` before whoever asks; ``?format=csv`` and ``?format=json`` give all of it."""
    today = clock.today()
    catalogue = catalogue_of(index.agency_id, reader_of(getattr(request, "user", None), today), today)
    is_whole = set(request.GET) <= {"page"}
    form = None if is_whole else ListForm(request.GET, catalogue)
    entries = catalogue.entries if form is None else chosen(catalogue.entries, form.choice())
    export = _EXPORTS.get(request.GET.get("format", ""))
    if export:
        response = export(index, rows_of(entries, request), request)
        return responses.with_headers(response, request, is_private=catalogue.is_private)
    found = Paginator(entries, conf.get("PAGE_SIZE")).get_page(request.GET.get("page"))
    html = _whole(request, index, catalogue, found) if is_whole else _html(request, index, catalogue, found, form)
    feeds = places.feeds(places.feed(index, request))
    article = Article(html, index.seo_title or index.title, index.search_description, feeds=feeds)
    return responses.page(request, "article", {"page": index, "article": article}, is_private=catalogue.is_private)


def _whole(request, index, catalogue: Catalogue, found) -> str:
    """A page of the list that nobody narrowed, kept for a while; a new row in the register makes it another."""
    parts = (catalogue.name, index.pk, index.title, index.intro, index.url_path, get_language(), found.number)
    name = hashlib.sha256(repr((*parts, found.paginator.per_page)).encode()).hexdigest()
    key = f"wagtail_qms:{__version__}:list:{name}"
    html = cache.get(key)
    if html is None:
        html = _html(request, index, catalogue, found, ListForm({}, catalogue))
        cache.set(key, html, _SECONDS)
    return html


def _html(request, index, catalogue: Catalogue, found, form: ListForm) -> str:
    context = {
        "page": index,
        "form": form,
        "choice": form.choice(),
        "total": len(catalogue.entries),
        "found": found,
        "pages": found.paginator.get_elided_page_range(found.number, on_each_side=1, on_ends=1),
        "rows": rows_of(found.object_list, request),
        "query": _query(request),
        "search_url": places.search(index, request),
        "feed_url": places.feed(index, request),
    }
    return render_to_string("wagtail_qms/public/articles/index.html", context, request)


def _query(request) -> str:
    """What was asked for besides the page and the format, to be kept in links."""
    query = request.GET.copy()
    for name in ("page", "format"):
        query.pop(name, None)
    return query.urlencode()[:1000]


def rows_of(entries, request) -> list[tuple[Entry, str, str]]:
    """Each entry with the address of its page and of its PDF; one query."""
    pages = Page.objects.filter(pk__in=[entry.page_id for entry in entries], live=True).defer_streamfields()
    urls = {page.pk: page.get_url(request) for page in pages}
    return [
        (entry, urls.get(entry.page_id) or whereabouts.permalink(entry), whereabouts.pdf(entry, entry.number))
        for entry in entries
    ]


def _csv(index, rows, request) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([gettext(name) for name in _COLUMNS])
    for entry, url, pdf in rows:
        where = (whereabouts.absolute(url, request), whereabouts.absolute(pdf, request))
        dates = (show_date(entry.issued_on), show_date(entry.effective_on))
        cells = (entry.code, entry.title, entry.kind_label, entry.field, entry.unit, entry.number_text, *dates, *where)
        writer.writerow([harmless(cell) for cell in cells])
    # Office programs take a file for UTF-8 only with this mark.
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{index.slug}.csv"'
    return response


_COLUMNS = (
    _("Code"),
    _("Title of the document"),
    _("Kind"),
    _("Field of work"),
    _("Unit in charge"),
    _("Edition"),
    _("Issued on"),
    _("In force from"),
    _("Address"),
    _("PDF"),
)


def _json(index, rows, request) -> HttpResponse:
    documents = [
        {
            "key": entry.key,
            "code": entry.code,
            "title": entry.title,
            "kind": entry.kind,
            "field_of_work": entry.field,
            "owner_unit": entry.unit,
            "edition": entry.number,
            "issued_on": entry.issued_on.isoformat(),
            "effective_on": entry.effective_on.isoformat(),
            "internal": entry.is_internal,
            "url": whereabouts.absolute(url, request),
            "pdf": whereabouts.absolute(pdf, request),
        }
        for entry, url, pdf in rows
    ]
    data = {"agency": index.agency.name, "documents": documents}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


_EXPORTS = {"csv": _csv, "json": _json}


def sitemap(index, request) -> list[dict]:
    """The addresses of all documents in force that everybody may read; constant in queries."""
    entries = catalogue_of(index.agency_id, ANYBODY, clock.today()).entries
    rows = rows_of(entries, request)
    return [
        {"location": whereabouts.absolute(url, request), "lastmod": _start_of(entry.effective_on)}
        for entry, url, _pdf in rows
    ]


def _start_of(day: date) -> datetime:
    # Wagtail compares it with the moments of other pages.
    return timezone.make_aware(datetime.combine(day, time.min))

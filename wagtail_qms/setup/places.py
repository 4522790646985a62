"""The agency and its document list on a site."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_qms.organisation.models import Agency
from wagtail_qms.pages.models import DocumentIndexPage
from wagtail_qms.setup.report import Report, SetupError

INDEX_SLUG = "tai-lieu-iso"
INDEX_TITLE = "Tài liệu ISO"


def find_site(hostname: str = "") -> Site:
    """The site of that host name, or the default one. SetupError when there is none."""
    sites = Site.objects.select_related("root_page")
    site = sites.filter(hostname=hostname).first() if hostname else sites.filter(is_default_site=True).first()
    if site is not None:
        return site
    if hostname:
        known = ", ".join(sites.values_list("hostname", flat=True)) or "–"
        text = _("There is no site “%(name)s”. Name one of these with --site: %(known)s")
        raise SetupError(text % {"name": hostname, "known": known})
    raise SetupError(_("There is no default site. Make one under Settings > Sites, or name one with --site."))


def provide_agency(report: Report, site: Site, name: str = "") -> Agency:
    """The agency called ``name``; without a name the only one, or a new one called as the site is."""
    agencies = Agency.objects.all()
    found = agencies.filter(name=name).first() if name else agencies.first()
    if not name and agencies.count() > 1:
        known = "; ".join(agencies.values_list("name", flat=True))
        raise SetupError(_("There are several agencies. Name one with --agency: %(known)s") % {"known": known})
    agency = found or Agency.objects.create(name=name or site.site_name or _("Our agency"))
    report.note(_("Agency “%(name)s”") % {"name": agency.name}, found is None)
    return agency


def provide_index(report: Report, site: Site, agency: Agency, *, slug: str, title: str) -> DocumentIndexPage:
    """The document list of ``agency`` below the root of ``site``, public and in the menus when it is made."""
    below = DocumentIndexPage.objects.descendant_of(site.root_page)
    found = below.filter(agency=agency).order_by("path").first()
    if found is None:
        _check_place(site, slug)
        page = DocumentIndexPage(title=title, slug=slug, agency=agency, show_in_menus=True, live=True)
        found, made = site.root_page.add_child(instance=page), True
    else:
        made = False
    text = _("Document list “%(title)s” at %(url)s")
    report.note(text % {"title": found.title, "url": found.url or found.url_path}, made)
    return found


def _check_place(site: Site, slug: str):
    parent = site.root_page.specific
    if parent.get_children().filter(slug=slug).exists():
        text = _("Another page already has the address “%(slug)s”. Choose another one with --index-slug.")
        raise SetupError(text % {"slug": slug})
    if not DocumentIndexPage.can_exist_under(parent):
        text = _("“%(title)s” takes no document list. Add wagtail_qms.DocumentIndexPage to its subpage_types.")
        raise SetupError(text % {"title": parent.title})

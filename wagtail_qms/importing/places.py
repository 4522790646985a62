"""The list and the person that a command names."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from wagtail_qms.pages.models import DocumentIndexPage


class NotFound(Exception):
    """What was named is not there; the text says what is."""


def index_called(name: str = "") -> DocumentIndexPage:
    """The document list of that number, slug or title; without a name the only one. NotFound otherwise."""
    lists = DocumentIndexPage.objects.select_related("agency").order_by("path")
    found = [page for page in lists if not name or name in (str(page.pk), page.slug, page.title)]
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{page.pk} ({page.title})" for page in lists)
    if not known:
        raise NotFound(_("There is no document list yet. Run “qms_setup” first."))
    if name and not found:
        text = _("There is no document list “%(name)s”. There are: %(known)s")
        raise NotFound(text % {"name": name, "known": known})
    raise NotFound(_("There are several document lists. Name one with --index: %(known)s") % {"known": known})


def person_called(name: str):
    """The account of that user name, None for no name. NotFound otherwise."""
    if not name:
        return None
    model = get_user_model()
    found = model.objects.filter(**{model.USERNAME_FIELD: name}).first()
    if found is None:
        raise NotFound(_("There is no account “%(name)s”.") % {"name": name})
    return found

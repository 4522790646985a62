"""The screens of the search in the Wagtail admin: saved searches of each person, and the words of the agency."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import permissions
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from wagtail_qms import clock
from wagtail_qms.organisation import views
from wagtail_qms.organisation.viewsets import OrganisationViewSet
from wagtail_qms.register import access
from wagtail_qms.search import forms
from wagtail_qms.search.models import Abbreviation, SavedSearch, Synonyms
from wagtail_qms.words import show_date

_AGENCY = Column("agency", label=_("Agency"), sort_key="agency__name")


def search_url(agency_id: int, query: str) -> str:
    """Where the agency's documents are searched, with this query string."""
    return f"{reverse('wagtail_qms:search', args=[agency_id])}?{query}"


class TryColumn(TitleColumn):
    """A link to the answer that citizens get."""

    def __init__(self, text):
        super().__init__("try", label=_("Try it"), accessor=lambda row: _("Try it"), get_url=self._url)
        self._text = text

    def _url(self, row) -> str:
        return search_url(row.agency_id, urlencode({"q": self._text(row)}))


class AbbreviationIndexView(views.NamedIndexView):
    """Abbreviations by the alphabet."""

    name_field = "short"
    related = ("agency",)


class SynonymsIndexView(views.NamedIndexView):
    """Synonyms by the first of their words."""

    name_field = "words"
    related = ("agency",)


class AbbreviationViewSet(OrganisationViewSet):
    """Abbreviations that the agency uses everywhere."""

    model = Abbreviation
    name = "qms_abbreviation"
    url_prefix = "qms/abbreviations"
    icon = "title"
    index_view_class = AbbreviationIndexView
    search_fields = ["short", "long"]
    list_display = [
        "short",
        Column("long", label=_("Stands for"), sort_key="long"),
        _AGENCY,
        TryColumn(lambda row: row.short),
    ]
    list_export = ["short", "long", "agency"]
    export_filename = "abbreviations"
    edit_handler = ObjectList(
        [FieldPanel("agency"), FieldRowPanel([FieldPanel("short"), FieldPanel("long")])],
        base_form_class=forms.AbbreviationForm,
    )


class SynonymsViewSet(OrganisationViewSet):
    """Words that mean the same to who searches."""

    model = Synonyms
    name = "qms_synonyms"
    url_prefix = "qms/synonyms"
    icon = "tag"
    index_view_class = SynonymsIndexView
    search_fields = ["words"]
    list_display = ["__str__", _AGENCY, TryColumn(lambda row: row.words.split("\n")[0])]
    list_export = ["words", "agency"]
    export_headings = {"words": _("wordings")}
    export_filename = "synonyms"
    edit_handler = ObjectList([FieldPanel("agency"), FieldPanel("words")], base_form_class=forms.SynonymsForm)


class StaffPolicy(ModelPermissionPolicy):
    """Whoever holds a post keeps searches of their own; no group has to allow it."""

    def user_has_permission(self, user, action):
        return action in ("view", "delete") and user.is_active and access.is_on_staff(user)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class OwnMixin:
    """Of the person's own searches alone."""

    def get_queryset(self):
        return super().get_queryset().filter(user=self.request.user)


class SavedIndexView(generic.IndexView):
    """The person's saved searches."""

    page_title = _("My saved searches")

    @property
    def no_results_message(self):
        """Why the list is empty, and where one keeps a search."""
        if self.is_searching:
            return _("No saved search has this name.")
        return _("Nothing is kept yet. Search on the public page of documents, then keep the search at its end.")

    def get_base_queryset(self):
        return super().get_base_queryset().filter(user=self.request.user).select_related("agency")

    @cached_property
    def columns(self):
        link = self._get_title_column_class(TitleColumn)
        name = link("name", label=_("Name"), sort_key="name", get_url=_saved_url)
        kept = Column("saved_at", label=_("Kept on"), accessor=lambda row: show_date(clock.day_of(row.saved_at)))
        return [name, _AGENCY, kept]


def _saved_url(saved: SavedSearch) -> str:
    return search_url(saved.agency_id, saved.parameters)


class SavedDeleteView(OwnMixin, generic.DeleteView):
    """Drops a saved search."""


class SavedSearchViewSet(ModelViewSet):
    """My saved searches."""

    model = SavedSearch
    name = "qms_saved_search"
    url_prefix = "qms/saved-searches"
    menu_label = _("My saved searches")
    icon = "pick"
    add_to_admin_menu = False
    copy_view_enabled = inspect_view_enabled = False
    add_to_reference_index = False
    index_view_class = SavedIndexView
    delete_view_class = SavedDeleteView
    search_fields = ["name"]
    search_backend_name = None
    form_fields = ["name"]

    permission_policy = StaffPolicy(SavedSearch)

    def register_permissions(self):
        """None: a post allows it, so there is nothing to grant to a group."""


if hasattr(permissions, "register_permission_policy"):
    # From Wagtail 8.0 on views ask the registry, and no longer the viewset.
    permissions.register_permission_policy(SavedSearch, SavedSearchViewSet.permission_policy)


class SearchGroup(ViewSetGroup):
    """The screens as one entry of the menu "Quality management"."""

    items = (SavedSearchViewSet, AbbreviationViewSet, SynonymsViewSet)
    menu_label = _("Search")
    menu_name = "qms-search"
    menu_icon = "search"
    menu_hook = "register_qms_menu_item"
    menu_order = 800


search_group = SearchGroup()

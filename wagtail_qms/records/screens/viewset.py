"""The screens of one kind of record, as a viewset of Wagtail's snippets without what would change or lose one."""

from __future__ import annotations

from django.urls import path
from wagtail.snippets.views.snippets import SnippetViewSet

from wagtail_qms.records.screens.access import StaffMenuItem, StaffPolicy


class RecordViewSet(SnippetViewSet):
    """A list, and a page for each record. No deleting, no copies, no chooser and no form that saves a state."""

    add_to_admin_menu = False
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    list_per_page = 50
    menu_item_class = StaffMenuItem
    index_template_name = "wagtail_qms/admin/records/list.html"
    index_results_template_name = "wagtail_qms/admin/records/list_results.html"
    #: Routes of the subject: (route, view class, name). One named "edit" is the record's own page.
    routes: tuple = ()

    @property
    def permission_policy(self):
        return StaffPolicy(self.model)

    def get_urlpatterns(self):
        lists = [
            path("", self.index_view, name="list"),
            path("results/", self.index_results_view, name="list_results"),
        ]
        return lists + [path(route, view.as_view(), name=name) for route, view, name in self.routes]

    def register_permissions(self):
        """Appointments say who may do what: there is nothing to tick in a group."""

    def register_admin_url_finder(self):
        """Wagtail would look for a form that saves; the page of a record is no such form."""

    def register_chooser_viewset(self):
        """A chooser would show the records of every agency."""

    def register_snippet_model(self):
        """What Wagtail does to all snippets, such as deleting several at once, does not concern records."""

"""Snippets, settings, sites, tables and the registers of wagtail_modeladmin."""

from wagtail_qms.problems import gettext_noop as _
from wagtail_qms.wagtail_words.markers import ngettext

WORDS = (
    _("Delete selected snippets"),
    ngettext(
        "%(count)d %(model_name)s deleted.",
        "%(count)d %(model_name)s deleted.",
    ),
    _("Delete "),
    _("Are you sure you want to delete this %(snippet_type_name)s?"),
    _("Are you sure you want to delete %(count)s %(snippet_type_name)s?"),
    _("You don't have permission to delete this %(snippet_type_name)s"),
    _("You don't have permission to delete these %(snippet_plural_name)s"),
    _('Sorry, no snippets match "<em>%(search_query)s</em>"'),
    _(
        "You haven't created any %(snippet_type_name)s snippets. Why not <a "
        'href="%(wagtailsnippets_create_snippet_url)s" target="_blank" rel="noreferrer">create one now</a>?'
    ),
    _("Replace current revision"),
    _("Select all snippets in listing"),
    _("Snippets"),
    _("Instances"),
    _("Choose %(object)s"),
    _("Choose another %(object)s"),
    _("Sites"),
    _("%(model)s permissions"),
    _("%(site_setting)s for %(site)s"),
    _("This setting could not be opened because there is no site defined."),
    _("The setting could not be saved due to errors."),
    _("%(setting_type)s updated."),
    _("Row header"),
    _("Table headers"),
    _("Display the first row as a header"),
    _("Display the first column as a header"),
    _("Column header"),
    _("Display the first row AND first column as headers"),
    _("No headers"),
    _("Which cells should be displayed as headers?"),
    _("Table caption"),
    _("A heading that identifies the overall topic of the table, and is useful for screen reader users."),
    _("Table"),
    _("Select a header option"),
    _("Caption"),
    _("Add column"),
    _("Add row"),
    _("Column heading"),
    _("Insert column"),
    _("Delete column"),
    _("Insert row"),
    _("Delete row"),
    _("Choose a root page"),
    _("Choose a different root page"),
    _("Add a site"),
    _("Default?"),
    _("Add site"),
    _("Site '%(object)s' created."),
    _("The site could not be saved due to errors."),
    _("Site '%(object)s' updated."),
    _("Site '%(object)s' deleted."),
    _("Delete site"),
    _("Are you sure you want to delete this site?"),
    _("Add a new %(object)s"),
    _("Inspect this %(object)s"),
    _("Delete this %(object)s"),
    _("Unpublish this %(object)s"),
    _("Copy this %(object)s"),
    _("Back to %(model_name)s list"),
    _("Choose a parent page"),
    _(
        "%(plural)s can be added to more than one place within your site. Which of the following would you "
        "like to be the parent of your new page?"
    ),
    _("%(model_name)s could not be deleted"),
    _(
        "'%(instance_name)s' is currently referenced by other objects, and cannot be deleted without "
        "jeopardising data integrity. To delete it successfully, first remove references from the following "
        "objects, then try again:"
    ),
    _("Go back to listing"),
    _("By %(filter_title)s"),
    _("Last updated"),
    _("%(result_count)s out of %(all_count)s"),
    _("Sorry, there are no %(name)s matching your search parameters."),
    _("Search for"),
    _("Search %(name)s"),
    _("No %(name)s have been created yet. One of the following must be created before you can add any %(name)s:"),
    _("No %(name)s have been created yet."),
    _('Why not <a href="%(url)s">add one</a>?'),
    _("Page %(current_page)s of %(num_pages)s."),
    _("The %(object)s could not be created due to errors."),
    _("Create new %(object)s"),
    _("Editing %(object)s"),
    _("The %(object)s could not be saved due to errors."),
    _("Confirm deletion of %(object)s"),
    _(
        "Are you sure you want to delete this %(object)s? If other things in your site are related to it, "
        "they may also be affected."
    ),
    _("Inspecting"),
    _("Inspecting %(object)s"),
)

"""Wiring into Wagtail's admin: nothing is decided here."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from wagtail_qms.importing import admin_urls as importing_urls
from wagtail_qms.importing import menus as importing_menus
from wagtail_qms.importing import next_edition_views
from wagtail_qms.importing.remembering import register_log_action
from wagtail_qms.organisation.viewsets import organisation_group
from wagtail_qms.pages import admin_views, guards, menus
from wagtail_qms.pages.below import HOOK as BELOW_LISTS
from wagtail_qms.pages.underline import register_underline
from wagtail_qms.public import searching
from wagtail_qms.records import admin_urls as records_urls
from wagtail_qms.records.screens import menus as records_menus
from wagtail_qms.records.screens.settings import record_settings_group
from wagtail_qms.register import admin_entries
from wagtail_qms.register.admin_urls import admin_urls
from wagtail_qms.register.modeladmin_registers import registers_group
from wagtail_qms.reports import views as reports_views
from wagtail_qms.reports import work
from wagtail_qms.reports.registers import record_registers_group
from wagtail_qms.search import admin_hints, report
from wagtail_qms.search.viewsets import search_group
from wagtail_qms.snippets import paper_views
from wagtail_qms.snippets.corrective_actions import bulk
from wagtail_qms.snippets.corrective_actions.viewsets import TicketViewSet
from wagtail_qms.snippets.nonconformities.viewsets import NonconformityViewSet
from wagtail_qms.wagtail_words.script import words_of_the_browser

hooks.register("register_rich_text_features", register_underline)
hooks.register("register_admin_menu_item", admin_entries.quality_management_item)
hooks.register("insert_global_admin_css", admin_entries.admin_css)
hooks.register("register_qms_menu_item", admin_entries.reading_item)
hooks.register("register_qms_menu_item", registers_group.get_menu_item)
hooks.register("register_admin_viewset", lambda: organisation_group)
hooks.register("register_admin_viewset", lambda: record_settings_group)
hooks.register("register_admin_urls", admin_urls)
hooks.register("register_admin_urls", records_urls.admin_urls)
hooks.register("register_page_header_buttons", admin_entries.header_buttons)
hooks.register("register_page_listing_buttons", admin_entries.listing_buttons)
hooks.register("construct_homepage_panels", admin_entries.add_reading_panel)
hooks.register("construct_homepage_panels", admin_hints.add_search_panel)
hooks.register("register_admin_urls", admin_views.admin_urls)
hooks.register("construct_page_action_menu", menus.construct_action_menu)
hooks.register("register_page_header_buttons", menus.header_buttons)
hooks.register("construct_explorer_page_queryset", menus.mark_issued)
hooks.register("before_publish_page", guards.before_publish_page)
hooks.register("before_unpublish_page", guards.before_removing_page)
hooks.register("before_delete_page", guards.before_removing_page)
hooks.register("before_move_page", guards.before_removing_page)
hooks.register("before_bulk_action", guards.before_bulk_action)
hooks.register("register_actions", guards.register_actions)
hooks.register("register_log_actions", register_log_action)
hooks.register("register_qms_menu_item", importing_menus.import_item)
hooks.register("register_admin_urls", importing_urls.admin_urls)
hooks.register("register_admin_urls", next_edition_views.admin_urls)
hooks.register("register_page_header_buttons", next_edition_views.header_buttons)
hooks.register(BELOW_LISTS, searching.addresses)
hooks.register("register_admin_viewset", lambda: search_group)
hooks.register("register_admin_urls", report.admin_urls)
hooks.register("register_reports_menu_item", report.report_item)

hooks.register("register_qms_menu_item", records_menus.report_item)
hooks.register("register_qms_menu_item", reports_views.board_item)
hooks.register("register_qms_menu_item", reports_views.figures_item)
hooks.register("register_qms_menu_item", record_registers_group.get_menu_item)
hooks.register("register_admin_urls", paper_views.admin_urls)
hooks.register("register_admin_urls", reports_views.admin_urls)
hooks.register("construct_homepage_panels", work.add_work_panel)
hooks.register("register_bulk_action", bulk.SubmitAction)
hooks.register("register_bulk_action", bulk.AssignAction)

registers_group.register_with_wagtail()
record_registers_group.register_with_wagtail()
register_snippet(NonconformityViewSet)
register_snippet(TicketViewSet)
hooks.register("insert_global_admin_js", words_of_the_browser)

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class WagtailQmsConfig(AppConfig):
    """The one app of the extension."""

    name = "wagtail_qms"
    label = "wagtail_qms"
    verbose_name = _("Quality management")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail_qms import checks  # noqa: F401
        from wagtail_qms.pages import receivers
        from wagtail_qms.records import machine
        from wagtail_qms.records import triggers as record_triggers
        from wagtail_qms.register import triggers
        from wagtail_qms.search import receivers as search_receivers
        from wagtail_qms.snippets.corrective_actions.machine import TicketMachine
        from wagtail_qms.snippets.nonconformities.machine import NonconformityMachine
        from wagtail_qms.workflows import notifications, reading_once

        # SQLite drops triggers whenever it rebuilds a table, so they are made again after every migrate.
        post_migrate.connect(triggers.after_migrate, sender=self, dispatch_uid="wagtail_qms.triggers")
        post_migrate.connect(record_triggers.after_migrate, sender=self, dispatch_uid="wagtail_qms.record_triggers")
        machine.register(NonconformityMachine())
        machine.register(TicketMachine())
        post_migrate.connect(search_receivers.after_migrate, sender=self, dispatch_uid="wagtail_qms.search.build")
        receivers.connect()
        search_receivers.connect()
        notifications.connect()
        reading_once.connect()

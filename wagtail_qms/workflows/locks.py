"""Why a draft cannot be changed while its signatures are gathered, in words for whoever opens it."""

from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class SigningLock(WorkflowLock):
    """Holds for everybody: a signature is given on words that stay as they are."""

    def for_user(self, user):
        return self.task.locked_for_user(self.object, user)

    def get_message(self, user):
        return _(
            "Signatures are being gathered, so nobody changes this draft. To change it, "
            "whoever signs next returns it with a reason, or whoever submitted it takes it back."
        )

    def get_locked_by(self, user, can_lock=False):
        return _("Signatures are being gathered")

    def get_description(self, user, can_lock=False):
        return _("A change would void the signatures. The tab “Signatures” tells who is next.")

    def get_icon(self, user, can_lock=False):
        return "lock"

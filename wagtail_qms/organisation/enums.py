from django.db import models
from django.utils.translation import gettext_lazy as _


class Capacity(models.TextChoices):
    """In what capacity a person signs (decree 30/2020, annex I, part II, 7)."""

    OWN = "", _("In own name")
    ON_BEHALF = "TM.", _("TM. (on behalf of the collective)")
    DEPUTY = "KT.", _("KT. (signing for the head)")
    BY_ORDER = "TL.", _("TL. (by order)")
    AUTHORISED = "TUQ.", _("TUQ. (by authorisation)")
    ACTING = "Q.", _("Q. (acting)")


class Role(models.TextChoices):
    """A part played in the quality management system."""

    STAFF = "staff", _("Staff")
    HEAD_OF_UNIT = "head_of_unit", _("Head of unit")
    ISO_SECRETARY = "iso_secretary", _("ISO secretary")
    ISO_BOARD = "iso_board", _("ISO board member")
    ISO_LEADER = "iso_leader", _("Leader of the ISO board")
    TOP_MANAGEMENT = "top_management", _("Top management")
    DELEGATE = "delegate", _("Delegate of top management")


#: Who keeps an agency's register and organisation.
KEEPERS = (Role.ISO_SECRETARY, Role.ISO_LEADER)

"""Marks for makemessages, beside ``gettext_noop`` of ``wagtail_qms.problems``."""


def ngettext(singular: str, plural: str) -> tuple[str, str]:
    """Mark both forms of a counted word; makemessages knows the name."""
    return singular, plural

"""What Django says about forms, files and how long ago something was, where its own Vietnamese is silent."""

from wagtail_qms.problems import gettext_noop as _
from wagtail_qms.wagtail_words.markers import ngettext

WORDS = (
    _("Messages"),
    _("That page number is not an integer"),
    _("That page number is less than 1"),
    _("That page contains no results"),
    _("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
    _("Enter a valid “slug” consisting of Unicode letters, numbers, underscores, or hyphens."),
    _("File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s."),
    _("Null characters are not allowed."),
    _("“%(value)s” value has an invalid date format. It must be in YYYY-MM-DD format."),
    _("“%(value)s” value has the correct format (YYYY-MM-DD) but it is an invalid date."),
    _("“%(value)s” value must be a decimal number."),
    _("“%(value)s” value must be an integer."),
    _("Duration"),
    _("Enter a valid duration."),
    _("The number of days must be between {min_days} and {max_days}."),
    _("Enter a complete value."),
    _("Enter a valid JSON."),
    _("“%(pk)s” is not a valid value."),
    _("%(truncated_text)s…"),
    _("Forbidden"),
    _("CSRF verification failed. Request aborted."),
    _("Page is not “last”, nor can it be converted to an int."),
    _("“%(path)s” does not exist"),
    ngettext("%(num)d year", "%(num)d years"),
    ngettext("%(num)d month", "%(num)d months"),
    ngettext("%(num)d week", "%(num)d weeks"),
    ngettext("%(num)d day", "%(num)d days"),
    ngettext("%(num)d hour", "%(num)d hours"),
    ngettext("%(num)d minute", "%(num)d minutes"),
    ngettext("Please submit at most %(num)d form.", "Please submit at most %(num)d forms."),
    ngettext("Please submit at least %(num)d form.", "Please submit at least %(num)d forms."),
    ngettext(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    _(
        "Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase A-Z letters, "
        "numbers, and @/./+/-/_ characters."
    ),
    _("Enter a valid domain name."),
    _("Ensure this value is a multiple of step size %(limit_value)s."),
    _("Constraint “%(name)s” is violated."),
    _("%(model)s instance with %(field)s %(value)r is not a valid choice."),
    _("“%(value)s” value must be a float."),
    _(
        "ManagementForm data is missing or has been tampered with. Missing fields: %(field_names)s. You may need to "
        "file a bug report if the issue persists."
    ),
    _("The inline value did not match the parent instance."),
    _("No %s matches the given query."),
    _(
        "You are seeing this message because this site requires a CSRF cookie when submitting forms. This cookie is "
        "required for security reasons, to ensure that your browser is not being hijacked by third parties."
    ),
    _(
        "If you have configured your browser to disable cookies, please re-enable them, at least for this site, or "
        "for “same-origin” requests."
    ),
    _("Date out of range"),
)

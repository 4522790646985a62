"""Wagtail's words in the browser, in Vietnamese."""

from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.admin.staticfiles import versioned_static

WORDS = {"vi": "wagtail_qms/js/wagtail-words-vi.js"}


def words_of_the_browser() -> str:
    """For the hook ``insert_global_admin_js``: the script with the reader's words, none for other languages."""
    language = (get_language() or "").partition("-")[0]
    if language not in WORDS:
        return ""
    return format_html('<script src="{}"></script>', versioned_static(WORDS[language]))

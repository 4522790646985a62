"""The Vietnamese that officers read: ours where Wagtail is silent or odd, and every word of it still Wagtail's."""

import importlib
import json
import pkgutil
import re
from pathlib import Path

import django
import polib
import pytest
import wagtail
import wagtail_modeladmin
from django.utils.translation import gettext, ngettext, override

import wagtail_qms
from wagtail_qms import wagtail_words
from wagtail_qms.problems import Level, Problem
from wagtail_qms.wagtail_words.script import WORDS as SCRIPTS
from wagtail_qms.wagtail_words.script import words_of_the_browser
from wagtail_qms.words import say

PACKAGE = Path(wagtail_qms.__file__).parent
CATALOGUE = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PLACES = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w+\}")
TAGS = re.compile(r"<[^>]+>")
# Words of one of the supported versions alone.
ONLY_7 = {
    "Page scheduled for publishing at %(go_live_at)s",
    "Page scheduled for publishing",
    "Page unscheduled for publishing at %(go_live_at)s",
    "Page unscheduled from publishing",
}
ONLY_8 = {
    "%(model_name)s scheduled for publishing",
    "%(model_name)s scheduled for publishing at %(go_live_at)s",
    "%(model_name)s unscheduled for publishing at %(go_live_at)s",
    "%(model_name)s unscheduled from publishing",
    "- Select an option -",
    "Anyone",
    "Cancelled by %(cancelled_by)s",
    "Locked by",
    "Never",
    "No %s matches the given query.",
    'You do not have permission to publish pages at "%(page_title)s"',
    "created",
    "unknown number",
}


def english(domain):
    """Every word that the installed Django, Wagtail and modeladmin can be asked to translate."""
    found = set()
    for package in (django, wagtail, wagtail_modeladmin):
        for path in Path(package.__file__).parent.rglob(f"locale/en/LC_MESSAGES/{domain}.po"):
            found.update(entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete)
    return found


def declared():
    """Every word that wagtail_words declares; of a counted one, the singular."""
    modules = (
        importlib.import_module(f"{wagtail_words.__name__}.{found.name}")
        for found in pkgutil.iter_modules(wagtail_words.__path__)
    )
    groups = (module.WORDS for module in modules if isinstance(getattr(module, "WORDS", None), tuple))
    return [word if isinstance(word, str) else word[0] for group in groups for word in group]


def in_browser():
    """The words of the script, by the English."""
    text = (PACKAGE / "static" / SCRIPTS["vi"]).read_text(encoding="utf-8")
    words = text[text.index("|| {}, {") + len("|| {}, ") : text.rindex("});")]
    return json.loads(words.rstrip().removesuffix(",") + "}")


@pytest.mark.parametrize(
    ("word", "vietnamese"),
    [
        ("Save draft", "Lưu dự thảo"),
        ("Approve", "Phê duyệt"),
        ("Workflows", "Luồng phê duyệt"),
        ("%(label)s and Publish", "%(label)s và xuất bản"),
        ("Select a new parent for this page.", "Chọn trang cha mới cho trang này."),
        (
            "File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s.",
            "Không nhận tệp “%(extension)s”. Các loại tệp nhận: %(allowed_extensions)s.",
        ),
    ],
)
def test_our_words_come_before_those_of_wagtail_and_django(word, vietnamese):
    with override("vi"):
        assert gettext(word) == vietnamese


def test_counted_words_are_ours_too():
    with override("vi"):
        assert ngettext("Delete 1 page", "Delete %(counter)s pages", 3) == "Xóa %(counter)s trang"


def test_what_wagtail_says_well_is_left_to_it():
    with override("vi"):
        assert gettext("Published") == "Đã xuất bản"
    assert "Published" not in declared()


def test_other_languages_are_left_alone():
    with override("fr"):
        assert gettext("Save draft") == "Enregistrer le brouillon"


def test_every_declared_word_is_one_of_the_installed_versions():
    """What fails here was dropped or reworded by Wagtail: mend wagtail_words."""
    assert set(declared()) - english("django") == (ONLY_7 if wagtail.VERSION >= (8, 0) else ONLY_8)


def test_no_word_is_declared_twice():
    words = declared()
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_placeholders_and_tags_survive_the_translation():
    wrong = []
    for entry in polib.pofile(str(CATALOGUE)):
        source = entry.msgid_plural or entry.msgid
        said = entry.msgstr_plural.get(0, "") if entry.msgid_plural else entry.msgstr
        if any(sorted(set(mark.findall(source))) != sorted(set(mark.findall(said))) for mark in (PLACES, TAGS)):
            wrong.append((source, said))
    assert wrong == []


def test_words_in_the_browser_are_those_that_wagtail_asks_for():
    assert set(in_browser()) <= english("djangojs")


def test_placeholders_survive_in_the_browser():
    for source, said in in_browser().items():
        assert set(PLACES.findall(source)) == set(PLACES.findall(said if isinstance(said, str) else said[0]))


def test_the_script_is_for_those_who_read_vietnamese():
    with override("vi"):
        assert words_of_the_browser().startswith(f'<script src="/static/{SCRIPTS["vi"]}?v=')
    with override("en"):
        assert words_of_the_browser() == ""


def test_the_admin_loads_the_script_after_the_catalogue_that_it_lies_over(client, db):
    page = client.get("/admin/login/").content.decode()
    assert 0 < page.index("jsi18n") < page.index(SCRIPTS["vi"])


def test_a_problem_of_a_paper_says_where_in_vietnamese_too():
    message = "The page’s %(place)s has another code: %(page)s."
    problem = Problem("code_disagrees", Level.WARN, message, "code", {"place": "footer", "page": "QT.01"})
    with override("vi"):
        assert say(problem) == "Mã hiệu ở chân trang khác: QT.01."

"""One spelling: forms of a word are equal, places stay, and what was keyed wrongly is read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.search.analysis.real_words import folder, real_words
from tests.search.spelling_cases import CASES, STRANGERS
from wagtail_qms.search.analysis.indexing import analyse
from wagtail_qms.search.analysis.keying import read_telex
from wagtail_qms.search.analysis.letters import composed, lowered, unaccented
from wagtail_qms.search.analysis.query import analyse_query
from wagtail_qms.search.analysis.spelling import exact, fold, repair
from wagtail_qms.search.analysis.syllables import LOANS, SYLLABLES, is_syllable, with_tone, without_tone

VIETNAMESE = st.text(
    "aàáảãạăắâấđdeéêếiíoóôốơớuúưứyýÐQTBMqtHhnglcVv0123456789./-– \n\u0301\u0300\u0323\u0302\u00ad\u200b", max_size=40
)
ANY = st.text(max_size=60) | VIETNAMESE


def finds(document: str, typed: str) -> bool:
    """Whether all words that were typed stand in the document, or the code does."""
    analysed, query = analyse(document), analyse_query(typed)
    words, codes = set(analysed.folded.split()), set(analysed.codes.split())
    has_words = all({term.folded, *term.alternatives} & words for term in query.terms)
    return bool(codes & set(query.codes)) or (bool(query.terms) and has_words)


def test_there_are_many_cases():
    assert len({*CASES}) == len(CASES) >= 80


@pytest.mark.parametrize(("document", "typed"), CASES)
def test_a_spelling_finds_its_text(document, typed):
    assert finds(document, typed)


@pytest.mark.parametrize(("document", "typed"), STRANGERS)
def test_a_stranger_does_not(document, typed):
    assert not finds(document, typed)


@given(ANY)
@example("a\u0301\u0323" * 40)
@example("İIıſ K")
@example("\ud800 \x00")
def test_folding_keeps_places_and_is_done_once(text):
    assert len(exact(text)) == len(fold(text)) == len(composed(text))
    assert fold(fold(text)) == fold(text)
    assert exact(exact(text)) == exact(text)
    assert fold(exact(text)) == fold(text)


@given(VIETNAMESE)
def test_composed_and_decomposed_are_one(text):
    assert composed(text) == unicodedata.normalize("NFC", text)
    assert fold(text) == fold(unicodedata.normalize("NFD", text))
    assert repair(text) == repair(unicodedata.normalize("NFD", text))


def test_a_heap_of_marks_takes_time_as_its_length():
    assert len(composed("a" + "\u0301\u0323" * 100_000)) > 100_000


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("tòan", "toàn"),
        ("qủa", "quả"),
        ("quý", "quí"),
        ("gìa", "già"),
        ("thúôc", "thuốc"),
        ("hùynh", "huỳnh"),
        ("quản lý", "quản lí"),
        ("tay", "tay"),
        ("huy", "huy"),
        ("family", "family"),
        ("thúy", "thúy"),
        ("ly hôn", "li hôn"),
    ],
)
def test_there_is_one_exact_spelling(typed, meant):
    assert exact(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quy trinhf", "quy trình"),
        ("quy tri2nh", "quy trình"),
        ("thuf lao", "thù lao"),
        ("laf gif", "là gì"),
        ("nguyeenx", "nguyễn"),
        ("ddoonr", "đổn"),
        ("ddaatj", "đật"),
        ("dduwowcj", "được"),
        ("dduowcj", "được"),
        ("truwowngf", "trường"),
        ("namw", "năm"),
        ("nhw", "như"),
        ("khoong", "không"),
        ("coong tacs", "công tác"),
        ("cos", "có"),
        ("tas", "tá"),
        ("nghiêpj", "nghiệp"),
        ("d9a1nh gia1", "đánh giá"),
        ("nguye6n4", "nguyễn"),
        ("to62n kho", "tồn kho"),
        ("d9u7o7c5", "được"),
        ("luat65", "luật"),
        ("Quy Trinhf", "Quy Trình"),
        ("QUY TRINHF", "QUY TRÌNH"),
        ("kyy", "ky"),
        ("ho62 so7 muc1", "hồ sơ múc"),
    ],
)
def test_left_over_keys_are_read(typed, meant):
    assert repair(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "quy trình",
        "quy trinh",
        "ISO 9001:2015",
        "BM.CTCL.01",
        "muc1",
        "buoc2",
        "mau1",
        "60/2014/QH13",
        "as is",
        "the test of a risk is as it was",
        "management review",
        "KPH",
        "HTQLCL",
        "photo",
        "email",
        "",
        "1234",
        "ddaotj",
        "x" * 50,
        "trích lụcc",
        "mục VII",
        "KPS của đơn vị",
    ],
)
def test_what_is_no_left_over_stays(text):
    assert repair(text) == text


def keyed(syllable: str) -> str:
    """A syllable as its Telex keys, the tone last."""
    bare, tone = without_tone(syllable)
    keys = {"â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw", "đ": "dd"}
    tones = dict(zip("\u0301\u0300\u0309\u0303\u0323", "sfrxj"))
    return "".join(keys.get(letter, letter) for letter in bare) + tones.get(tone, "")


@given(st.sampled_from(sorted(SYLLABLES - LOANS)), st.sampled_from("\u0301\u0323"))
def test_every_syllable_is_read_from_its_keys(bare, tone):
    syllable = with_tone(bare, tone)
    assert is_syllable(syllable)
    assert without_tone(syllable) == (bare, tone)
    keys = keyed(syllable)
    assert read_telex(keys) == syllable


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), max_size=6), st.sampled_from("\u0301\u0323"))
def test_syllables_are_never_repaired(bare, tone):
    text = " ".join(with_tone(syllable, tone) for syllable in bare)
    assert repair(text) == text
    assert repair(unaccented(lowered(text))) == unaccented(lowered(text))


@pytest.mark.parametrize("name", ["corpus", "seeds", "relevance"])
def test_real_words_stay(name):
    words = real_words(name)
    if not words:
        pytest.skip(f"{folder(name)} is not here")
    changed = {word: repair(word) for word in words if repair(word) != word}
    changed |= {word: repair(fold(word)) for word in words if repair(fold(word)) != fold(word)}
    assert changed == {}


def test_real_words_are_syllables():
    words = real_words("relevance")
    if not words:
        pytest.skip(f"{folder('relevance')} is not here")
    strange = {word for word in words if len(word) > 1 and not is_syllable(word)}
    assert len(strange) / len(words) < 0.03

"""Whatever is typed or indexed is data."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.search.contract_asking import Asking
from tests.search.made_up import PUBLIC, entry
from wagtail_qms.search.analysis.query import analyse_query

HOSTILE = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "\ud800",
    '"',
    '""" OR "',
    "'; DROP TABLE wagtail_qms_indexedpassage; --",
    "NEAR(a b, 5)",
    "tài AND OR NOT liệu",
    "tài*",
    "^tài",
    "-tài",
    "{head}: tài",
    "text:tài",
    "a:b&c|d!(e)<->f",
    "\\",
    "%",
    "_",
    "%s %d %(name)s",
    "<script>alert(1)</script>",
    "\u200b\u200d\ufeff",
    "0",
    "🙂🙂",
    "数据 данные",
    "a" * 10_000,
    "tài liệu " * 1_200,
    " ".join(f"t{n}" for n in range(3_000)),
    "((((" * 2_000,
    "́" * 5_000,
]

#: Anything that can be typed, and more often what means something somewhere.
TYPED = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ["tài", "liệu", "AND", "OR", "NOT", "NEAR(", ")", '"', "*", ":", "-", "^", "'", "\\", "%s", "&", "|", "!"]
        ),
        max_size=12,
    ).map(" ".join),
)
#: The index is the same for all examples, and every engine's tests inherit the one that uses them.
IT_IS_ALL_RIGHT = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors, HealthCheck.too_slow]
HARMLESS = settings(max_examples=60, deadline=None, suppress_health_check=IT_IS_ALL_RIGHT)


class Taking(Asking):
    """Hostile queries and texts."""

    @pytest.fixture
    def filled(self, engine):
        """The engine with two documents in its index."""
        self.fill(engine, entry(1, "kiểm soát tài liệu"), entry(2, "đánh giá nội bộ", is_internal=True))
        return engine

    @pytest.mark.parametrize("raw", HOSTILE, ids=lambda raw: repr(raw[:20]))
    def test_whatever_is_typed_is_words(self, filled, raw):
        found = self.find(filled, raw)
        assert all(one.head.document_id == 1 for one in found.passages)
        filled.begin(raw, PUBLIC, limit=5)
        filled.near(analyse_query(raw).words)
        filled.near([raw])

    @HARMLESS
    @given(raw=TYPED)
    @example(raw="tài\x00 liệu")
    def test_nothing_that_is_typed_raises(self, filled, raw):
        found = self.find(filled, raw)
        assert all(one.head.document_id == 1 for one in found.passages)
        assert 2 not in [one.head.document_id for one in found.passages]
        filled.begin(raw, PUBLIC, limit=5)

    @pytest.mark.parametrize("text", ["a\x00b", "x" * 5_000, "tài liệu " * 3_000, "\u0301" * 300, "", "%s", "🙂"])
    def test_any_text_can_be_indexed(self, engine, text):
        self.fill(engine, entry(1, text, "biên bản"))
        assert self.numbers(engine, "biên bản") == [1]

"""Rich text into running text and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content import strategies
from wagtail_qms.content.nodes import Dossier, Item, List, Paragraph, Run
from wagtail_qms.content.prose import from_html, to_html
from wagtail_qms.content.tidy import tidy_node


def tidy(prose):
    return tidy_node(Dossier(prose)).blocks


def one(*runs):
    return (Paragraph(runs),)


@given(strategies.proses)
def test_writing_and_reading_loses_nothing(prose):
    assert from_html(to_html(tidy(prose))) == tidy(prose)


TAGS = [
    "<p>",
    "</p>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<b>",
    "</b>",
    "<br/>",
    "<script>",
    "</script>",
    "a",
    " b",
    "<td",
]


@given(st.lists(st.sampled_from([*TAGS, '<a href="javascript:x">', "</a>", "&lt;", "<!--"]), max_size=20).map("".join))
def test_any_html_is_read_and_then_stays_as_it_is(html):
    prose = from_html(html)
    assert from_html(to_html(prose)) == prose
    assert "<a " not in to_html(prose)


@pytest.mark.parametrize(
    ("html", "prose"),
    [
        ("", ()),
        ("<p></p><p> </p>", ()),
        ('<p data-block-key="x1">a\n b</p>', one(Run("a b"))),
        ("<p>a<br/>b</p>", one(Run("a\nb"))),
        ("<p><strong>a</strong> <em>b</em></p>", one(Run("a", ("bold",)), Run(" "), Run("b", ("italic",)))),
        ("<p><i><b>a</b></i></p>", one(Run("a", ("bold", "italic")))),
        ("<p>m<sup>2</sup>, H<sub>2</sub>O</p>", one(
            Run("m"), Run("2", ("superscript",)), Run(", H"), Run("2", ("subscript",)), Run("O"))),
        ('<p><a linktype="page" id="3">a</a></p>', one(Run("a", (), "page:3"))),
        ('<p><a id="4" linktype="document">a</a></p>', one(Run("a", (), "document:4"))),
        ('<p><a href="https://example.vn/a b">a</a></p>', one(Run("a", (), "https://example.vn/a%20b"))),
        ("<p>&lt;b&gt; &amp;amp;</p>", one(Run("<b> &amp;"))),
        ("<h2>a</h2><blockquote>b</blockquote>", (*one(Run("a")), *one(Run("b")))),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", (
            List((Item((Run("a"),), (List((Item((Run("b"),)),), True),)),)),)),
        ("<ul><li><p>a</p><p>b</p></li></ul>", (List((Item((Run("a\nb"),)),)),)),
        ("<ul><li>a<li>b</ul>c", (List((Item((Run("a"),)), Item((Run("b"),)))), *one(Run("c")))),
        ("<ul>a</ul>", (List((Item((Run("a"),)),)),)),
    ],
)  # fmt: skip
def test_html_is_read(html, prose):
    assert from_html(html) == prose


@pytest.mark.parametrize(
    ("html", "prose"),
    [
        ("<script>alert(1)</script><p>a</p>", one(Run("a"))),
        ("<style>p{}</style>a", one(Run("a"))),
        ("<svg><script>x</script></svg>a", one(Run("a"))),
        ('<p onclick="x()">a</p>', one(Run("a"))),
        ('<img src=x onerror="x()">a', one(Run("a"))),
        ('<a href="javascript:x">a</a>', one(Run("a"))),
        ('<a href=" JaVa&#9;Script:x">a</a>', one(Run("a"))),
        ('<a href="data:text/html,x">a</a>', one(Run("a"))),
        ('<a href="vbscript:x">a</a>', one(Run("a"))),
        ('<a linktype="page" id="3&quot; onclick=&quot;x">a</a>', one(Run("a"))),
        ("<iframe>x</iframe><object>y</object>a", one(Run("a"))),
        ("a<script>b", one(Run("a"))),
    ],
)
def test_hostile_html_leaves_its_words_alone(html, prose):
    assert from_html(html) == prose


def test_links_and_marks_are_written_as_wagtail_stores_them():
    prose = one(Run("a", ("bold", "underline"), "page:3"), Run("b", (), "page:3"), Run('"c"', (), "https://x.vn/?a&b"))
    assert to_html(prose) == (
        '<p><a linktype="page" id="3"><b><u>a</u></b>b</a><a href="https://x.vn/?a&amp;b">"c"</a></p>'
    )

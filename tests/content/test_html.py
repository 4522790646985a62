"""A document as HTML for its public page."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given

from tests.content import strategies
from wagtail_qms.content import nodes
from wagtail_qms.content.html import render
from wagtail_qms.content.nodes import Cell, Document, FileRef, Paragraph, Run, Section, Step, Steps, Table
from wagtail_qms.content.outline import anchors

FILE = FileRef("a" * 64, "Mẫu <1>.docx", "application/x", 9)


def paragraph(text, *marks, href=""):
    return Paragraph((Run(text, marks, href),))


def html(*blocks, **options):
    """The HTML with every key for its own word."""
    options = {"label": lambda key: f"[{key}]", "file_url": lambda file: f"/tep/{file.digest[:3]}", **options}
    return render(Document("procedure", blocks), **options)


class Tags(HTMLParser):
    """What a browser would see: balanced elements, their attributes, ids."""

    def __init__(self, source):
        super().__init__()
        self.open, self.ids, self.attributes = [], [], set()
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.attributes |= {name for name, _ in attrs}
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@given(strategies.documents)
def test_any_document_is_balanced_with_unique_ids_and_nothing_active(document):
    source = render(document, label=lambda key: key, file_url=lambda file: "/tep")
    tags = Tags(source)
    assert tags.open == []
    assert len(tags.ids) == len(set(tags.ids))
    assert not {name for name in tags.attributes if name.startswith("on") or name == "style"}


@given(strategies.documents)
def test_each_anchor_of_the_outline_is_in_the_html(document):
    source = render(document, label=lambda key: key, file_url=lambda file: "/tep")
    empty = {path for path, node in blocks_of(document) if isinstance(node, nodes.Sources) and not node.rows}
    assert {anchor for path, anchor in anchors(document).items() if path not in empty} <= set(Tags(source).ids)


def blocks_of(document):
    def inside(blocks, path):
        for index, block in enumerate(blocks):
            yield (*path, index), block
            yield from inside(getattr(block, "blocks", ()) if isinstance(block, Section) else (), (*path, index))

    return inside(document.blocks, ())


def test_sections_are_headed_by_their_depth():
    assert html(Section("A", "I", "purpose", blocks=(Section("B", "1.1"),)), level=3) == (
        '<section class="qms-section qms-section--purpose" id="muc-i" aria-labelledby="muc-i--h">'
        '<h3 id="muc-i--h" class="qms-section__title">I. A</h3>'
        '<section class="qms-section" id="muc-1-1" aria-labelledby="muc-1-1--h">'
        '<h4 id="muc-1-1--h" class="qms-section__title">1.1 B</h4></section></section>'
    )


def test_of_two_parts_of_one_name_the_first_is_a_landmark():
    shown = html(Section("Ghi chú"), Section("Ghi chú"), nodes.Fact("note"), nodes.Fact("note"))
    assert re.findall('aria-labelledby="(.*?)"', shown) == ["muc-ghi-chu--h", "fact-note--h"]


def test_headings_end_at_the_sixth():
    section = Section("A")
    for _ in range(6):
        section = Section("A", blocks=(section,))
    assert sorted(set(re.findall(r"<(h\d)", html(section)))) == ["h2", "h3", "h4", "h5", "h6"]


def test_a_section_names_its_clauses_and_documents():
    assert (
        '<p class="qms-section__note"><strong>[section.clauses]: </strong>[iso.4.1]; [iso.7.5]</p>'
        '<p class="qms-section__note"><strong>[section.documents]: </strong>QT.01</p>'
    ) in html(Section("A", clauses=("4.1", "7.5"), documents="QT.01"))


def test_text_is_escaped_and_marked():
    assert html(paragraph("<b> & \n", "bold", "superscript")) == (
        "<p><strong><sup>&lt;b&gt; &amp; <br></sup></strong></p>"
    )


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://a.vn/?b=1&c=2", '<p><a href="https://a.vn/?b=1&amp;c=2">a</a></p>'),
        ("mailto:a@b.vn", '<p><a href="mailto:a@b.vn">a</a></p>'),
        ("tel:0258", '<p><a href="tel:0258">a</a></p>'),
        ("/tep", '<p><a href="/tep">a</a></p>'),
        ("#muc-1", '<p><a href="#muc-1">a</a></p>'),
        ("javascript:x", "<p>a</p>"),
        ("JAVA\nSCRIPT:x", "<p>a</p>"),
        ("data:text/html,x", "<p>a</p>"),
        ("page:3", "<p>a</p>"),
        ('"><script>', '<p><a href="&quot;&gt;&lt;script&gt;">a</a></p>'),
    ],
)
def test_links_are_shown_when_safe(href, shown):
    assert html(paragraph("a", href=href)) == shown


def test_links_into_the_site_are_resolved():
    assert html(paragraph("a", href="page:3"), link_url=lambda href: f"/trang/{href}") == (
        '<p><a href="/trang/page:3">a</a></p>'
    )
    assert html(paragraph("a", href="page:3"), link_url=lambda href: "") == "<p>a</p>"


def test_steps():
    times = (nodes.CaseValue("1 ngày", "Thường"), nodes.CaseValue("5 ngày", "Xác minh"))
    rows = (
        Step("Nhóm", "5.1", heading=True),
        Step("Nhận", "5.1.1", "Văn thư", (paragraph("a"),), times=times, level=1),
        Step("Trả", "", "Văn thư", times=(nodes.CaseValue("½ ngày"),)),
    )
    head = "".join(
        f'<th scope="col">[step.{name}]</th>' for name in ("number", "activity", "responsible", "requirement", "times")
    )
    assert html(Steps(rows, "Các bước")) == (
        '<table class="qms-rows qms-steps"><caption>Các bước</caption>'
        f"<thead><tr>{head}</tr></thead>"
        '<tbody><tr id="buoc-5-1" class="qms-steps__heading qms-steps__row--level-0">'
        '<th colspan="5" scope="rowgroup">5.1 Nhóm</th></tr>'
        '<tr id="buoc-5-1-1" class="qms-steps__row qms-steps__row--level-1">'
        '<th scope="row" data-label="[step.number]" class="qms-rows__number">5.1.1</th>'
        '<td data-label="[step.activity]" class="qms-rows__activity">Nhận</td>'
        '<td data-label="[step.responsible]" class="qms-rows__responsible">Văn thư</td>'
        '<td data-label="[step.requirement]" class="qms-rows__requirement">a</td>'
        '<td data-label="[step.times]" class="qms-rows__times"><ul class="qms-cases">'
        '<li><span class="qms-cases__case">Thường: </span>1 ngày</li>'
        '<li><span class="qms-cases__case">Xác minh: </span>5 ngày</li></ul></td></tr>'
        '<tr id="buoc-3" class="qms-steps__row qms-steps__row--level-0">'
        '<td data-label="[step.number]" class="qms-rows__number"></td>'
        '<td data-label="[step.activity]" class="qms-rows__activity">Trả</td>'
        '<td data-label="[step.responsible]" class="qms-rows__responsible">Văn thư</td>'
        '<td data-label="[step.requirement]" class="qms-rows__requirement"></td>'
        '<td data-label="[step.times]" class="qms-rows__times">½ ngày</td></tr></tbody></table>'
    )


def test_a_heading_row_that_says_more_loses_nothing():
    shown = html(Steps((Step("Nhóm", "5.3", "Ban ISO", heading=True),)))
    assert "Ban ISO" in shown
    assert '<tr id="buoc-5-3" class="qms-steps__row qms-steps__row--heading qms-steps__row--level-0">' in shown


def test_without_numbers_the_activity_names_its_row():
    shown = html(Steps((Step("Nhận", responsible="Văn thư"),)))
    assert '<th scope="row" data-label="[step.activity]" class="qms-rows__activity">Nhận</th>' in shown


def test_blocks_without_rows_show_nothing():
    assert html(Steps(), nodes.Forms(), nodes.Records(), nodes.Definitions(), nodes.Sources()) == ""


def test_forms_with_their_blanks():
    assert html(nodes.Forms((nodes.FormEntry("Phiếu", "BM.01", FILE), nodes.FormEntry("Sổ", "BM.02")))) == (
        '<table class="qms-rows qms-forms"><caption>[forms.caption]</caption><thead><tr>'
        '<th scope="col">[form.code]</th><th scope="col">[form.name]</th><th scope="col">[form.file]</th></tr></thead>'
        '<tbody><tr id="bieu-mau-bm-01"><th scope="row" data-label="[form.code]" class="qms-rows__code">BM.01</th>'
        '<td data-label="[form.name]" class="qms-rows__name">Phiếu</td>'
        '<td data-label="[form.file]" class="qms-rows__file">'
        '<a href="/tep/aaa" type="application/x" class="qms-file">Mẫu &lt;1&gt;.docx</a></td></tr>'
        '<tr id="bieu-mau-bm-02"><th scope="row" data-label="[form.code]" class="qms-rows__code">BM.02</th>'
        '<td data-label="[form.name]" class="qms-rows__name">Sổ</td>'
        '<td data-label="[form.file]" class="qms-rows__file"></td></tr></tbody></table>'
    )


def test_a_cited_form_leads_to_its_row():
    forms = nodes.Forms((nodes.FormEntry("Phiếu", "BM.01"), nodes.FormEntry("Kế hoạch", "Phụ lục 3 của STCL")))
    cited = ("BM. 01 (hoặc BM.02)", "Phụ lục 3 của STCL", "")
    shown = html(Steps(tuple(Step("A", forms=forms) for forms in cited)), forms)
    assert re.findall(r'class="qms-rows__forms">(.*?)</td>', shown) == [
        '<a href="#bieu-mau-bm-01">BM. 01</a> (hoặc BM.02)',
        '<a href="#bieu-mau-phu-luc-3-cua-stcl">Phụ lục 3 của STCL</a>',
        "",
    ]


def test_records_show_the_columns_that_say_something():
    shown = html(nodes.Records((nodes.RecordEntry("Sổ", "Văn thư", "", "5 năm"),)))
    assert re.findall(r'scope="col">\[(.*?)\]', shown) == ["record.name", "record.keeper", "record.retention"]


def test_a_picture():
    assert html(nodes.Image(FILE, 'Sơ đồ "A"', "Hình 1", 640, 480)) == (
        '<figure class="qms-figure"><img src="/tep/aaa" alt="Sơ đồ &quot;A&quot;" width="640" height="480" '
        'loading="lazy"><figcaption>Hình 1</figcaption></figure>'
    )


def cell(text, **spans):
    return Cell((paragraph(text),) if text else (), **spans)


def test_a_free_table_scrolls_by_itself():
    table = Table(((cell("A"), cell("B", colspan=2)), (cell("1"), cell(""), cell("3"))), "Bảng 1", 1, 1)
    assert html(table) == (
        '<div class="qms-scroll" role="region" tabindex="0" aria-label="Bảng 1"><table class="qms-table">'
        "<caption>Bảng 1</caption>"
        '<thead><tr><th scope="col">A</th><th scope="colgroup" colspan="2">B</th></tr></thead>'
        '<tbody><tr><th scope="row">1</th><td></td><td>3</td></tr></tbody></table></div>'
    )


def test_no_two_tables_are_called_the_same():
    tables = (Table(((cell("1"),),), caption) for caption in ("A", "", "A", ""))
    names = re.findall(r'aria-label="(.*?)"', html(*tables))
    assert names == ["A", "[table.caption] 2", "A 3", "[table.caption] 4"]


def test_a_heading_that_reaches_into_the_body_keeps_the_table_in_one_piece():
    table = Table(((cell("A", rowspan=2), cell("B")), (cell("1"),)))
    assert "<thead>" not in html(table)
    assert '<th scope="col" rowspan="2">A</th>' in html(table)


def test_heading_columns_count_covered_places():
    table = Table(((cell("A", rowspan=2), cell("1")), (cell("2"),)), header_rows=0, header_columns=1)
    assert re.findall(r"<(t[hd]).*?>(\w)<", html(table)) == [("th", "A"), ("td", "1"), ("td", "2")]


def test_parts_of_an_administrative_procedure():
    blocks = (
        nodes.Dossier((paragraph("Tờ khai"),), "01 bộ", "a"),
        nodes.TimeLimits((nodes.CaseValue("5 ngày"), nodes.CaseValue("9 ngày", "Xác minh")), "b"),
        nodes.Fact("deciding_body", (paragraph("UBND"),), "d"),
        nodes.Sources((nodes.Source("Luật Hộ tịch", "law", year="2014"),), True, "k"),
    )
    assert html(*blocks) == (
        '<section class="qms-part qms-part--dossier" id="thanh-phan-ho-so" aria-labelledby="thanh-phan-ho-so--h">'
        '<h2 id="thanh-phan-ho-so--h" class="qms-part__title">a. [dossier.caption]</h2><p>Tờ khai</p>'
        '<p class="qms-dossier__sets"><strong>[dossier.sets]: </strong>01 bộ</p></section>'
        '<section class="qms-part qms-part--time-limits" id="thoi-han" aria-labelledby="thoi-han--h">'
        '<h2 id="thoi-han--h" class="qms-part__title">b. [time_limits.caption]</h2><dl class="qms-limits">'
        "<div><dt>[time_limits.caption]</dt><dd>5 ngày</dd></div>"
        "<div><dt>Xác minh</dt><dd>9 ngày</dd></div></dl></section>"
        '<section class="qms-part qms-part--deciding-body" id="fact-deciding-body" '
        'aria-labelledby="fact-deciding-body--h">'
        '<h2 id="fact-deciding-body--h" class="qms-part__title">d. [fact.deciding_body]</h2><p>UBND</p></section>'
        '<section class="qms-part qms-part--legal-bases" id="can-cu-phap-ly" aria-labelledby="can-cu-phap-ly--h">'
        '<h2 id="can-cu-phap-ly--h" class="qms-part__title">k. [legal_bases.caption]</h2>'
        '<ul class="qms-sources"><li>Luật Hộ tịch [source.of_year] 2014</li></ul></section>'
    )


def test_terms_clauses_exclusions_and_motto():
    shown = html(
        nodes.Definitions((nodes.Definition("KPH", "Không phù hợp", True),)),
        nodes.Clauses((nodes.ClauseMet("4.1", (paragraph("Có"),)),)),
        nodes.Exclusions((nodes.Exclusion("8.3", "Không thiết kế"),)),
        nodes.Motto("Tận tâm"),
    )
    assert shown == (
        '<dl class="qms-definitions"><div id="thuat-ngu-kph"><dt>KPH</dt><dd>Không phù hợp</dd></div></dl>'
        '<table class="qms-rows qms-clauses"><caption>[clauses.caption]</caption><thead><tr>'
        '<th scope="col">[clause.clause]</th><th scope="col">[clause.how]</th></tr></thead><tbody><tr>'
        '<th scope="row" data-label="[clause.clause]" class="qms-rows__clause">[iso.4.1]</th>'
        '<td data-label="[clause.how]" class="qms-rows__how">Có</td></tr></tbody></table>'
        '<table class="qms-rows qms-exclusions"><caption>[exclusions.caption]</caption><thead><tr>'
        '<th scope="col">[exclusion.clause]</th><th scope="col">[exclusion.reason]</th></tr></thead><tbody><tr>'
        '<th scope="row" data-label="[exclusion.clause]" class="qms-rows__clause">[iso.8.3]</th>'
        '<td data-label="[exclusion.reason]" class="qms-rows__reason">Không thiết kế</td></tr></tbody></table>'
        '<blockquote class="qms-motto"><p>Tận tâm</p></blockquote>'
    )

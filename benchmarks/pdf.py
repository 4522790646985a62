"""Pages a second and peak memory of the PDF, beside WeasyPrint on the same HTML.

    python benchmarks/pdf.py [--pages 5 50 300] [--weasyprint PYTHON]

Each measurement runs in a process of its own, short ones in several, of which the best counts; the time is the
processor's for the rendering alone, with the libraries loaded and one small document rendered before. PYTHON is an
interpreter that has WeasyPrint (``pip install weasyprint`` or the extra ``benchmarks``; Debian also needs
``libpango-1.0-0 libpangoft2-1.0-0``); by default this one. Without it only ours is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path

import django
import pypdf
from django.conf import settings

import wagtail_qms
from wagtail_qms.content.nodes import Document, Item, List, Paragraph, Run, Section, Step, Steps
from wagtail_qms.pdf.face import Face, Signer
from wagtail_qms.pdf.metrics import FONTS
from wagtail_qms.pdf.pages import Paper, paper

#: A rendering of a tenth of a second is measured so often.
SHORT_PAGES, SHORT_RUNS = 20, 5

#: What a chapter of the sample takes on our paper.
CHAPTER_PAGES = 3.3

SENTENCE = "Cán bộ tiếp nhận kiểm tra thành phần hồ sơ, ghi sổ theo dõi và hẹn ngày trả kết quả cho công dân. "

OURS = """
import json, resource, sys, time
from wagtail_qms.pdf.engine import to_pdf
from wagtail_qms.pdf.header import Header
html = open(sys.argv[1], encoding="utf-8").read()
header = Header(**json.loads(sys.argv[4]))
to_pdf(open(sys.argv[2], encoding="utf-8").read(), {}, header)
start = time.process_time()
data = to_pdf(html, {}, header, seconds=600)
seconds = time.process_time() - start
open(sys.argv[3], "wb").write(data)
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""

WEASYPRINT = """
import json, resource, sys, time
from weasyprint import HTML
html = open(sys.argv[1], encoding="utf-8").read()
HTML(filename=sys.argv[2]).write_pdf()
start = time.process_time()
data = HTML(string=html, base_url=sys.argv[1]).write_pdf()
seconds = time.process_time() - start
open(sys.argv[3], "wb").write(data)
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""

SHEET = """
@font-face { font-family: Paper; src: url("file://FONTS/LiberationSerif-Regular.ttf"); }
@font-face { font-family: Paper; font-weight: bold; src: url("file://FONTS/LiberationSerif-Bold.ttf"); }
@font-face { font-family: Paper; font-style: italic; src: url("file://FONTS/LiberationSerif-Italic.ttf"); }
@page { size: A4; margin: 49mm 15mm 20mm 30mm; @top-left { content: element(head); width: 100%; } }
body { font: 13pt/1.2 Paper; } p { margin: 0; overflow-wrap: break-word; }
#head { position: running(head); } #head td { border: .5pt solid; } #qms-verify { display: none; }
.number::before { content: counter(page) "/" counter(pages); }
h1 { font-size: 13pt; break-after: avoid; margin: 8pt 0 6pt; }
table { width: 100%; border-collapse: collapse; font-size: 12pt; }
th, td.b { border: .5pt solid; padding: 3pt 4pt; }
td { border-left: .5pt solid; border-right: .5pt solid; padding: 2pt 4pt; vertical-align: top; }
td.t, td.te { border-top: .5pt solid; } table.ruled { border-bottom: .5pt solid; }
p.text, p.item { text-align: justify; text-indent: 10mm; margin-bottom: 6pt; }
"""


def sample(chapters: int) -> Document:
    """A procedure of about two pages a chapter: running text and a step table."""
    text = Paragraph((Run(SENTENCE * 4),))
    points = List(tuple(Item((Run(SENTENCE.strip()),)) for _ in range(3)))
    steps = Steps(
        tuple(
            Step("Tiếp nhận phản ánh của công dân", f"{at}", "Bộ phận Một cửa", (points,), "BM.PA.01")
            for at in range(1, 13)
        )
    )
    blocks = (text, text, points, steps)
    return Document(
        "procedure", tuple(Section(f"CHƯƠNG {at + 1}", str(at + 1), blocks=blocks) for at in range(chapters))
    )


def our_paper(chapters: int) -> Paper:
    """What our renderer is given."""
    face = Face(
        "Quy trình mẫu để đo",
        agency="Ủy ban nhân dân phường Hoa Sen",
        code="QT.DO.01",
        number="01",
        issued_on=date(2026, 1, 2),
        signers=(Signer("approval", "Phạm Minh Họa", "Chủ tịch", "", date(2026, 1, 2)),),
    )
    return paper(face, sample(chapters))


def weasyprint_html(page: Paper) -> str:
    """The same elements with a style sheet in WeasyPrint's terms, the header table as its running element."""
    sheet = SHEET.replace("FONTS", str(FONTS))
    html = re.sub(r"<style.*?</style>", lambda _: f"<style>{sheet}</style>", page.html, flags=re.S)
    html = html.replace("<pdf:nextpage></pdf:nextpage>", '<div style="break-after: page"></div>')
    return re.sub(r"</?pdf:[^>]*>", "", html).replace("<body>", f"<body>{_running_header(page)}")


def _running_header(page: Paper) -> str:
    head = page.header
    facts = "".join(f"<tr><td>{fact}</td></tr>" for fact in head.facts[1:])
    return (
        f'<table id="head"><tr><td rowspan="4">{head.agency}</td><td rowspan="4"><b>{head.title}</b></td>'
        f'<td>{head.facts[0]}</td></tr>{facts}<tr><td>{head.page}<span class="number"></span></td></tr></table>'
    )


def measured(python: str, code: str, pages: tuple[str, str], folder: Path, *more: str) -> tuple[int, float, float]:
    """Pages, seconds and megabytes at the peak of one rendering."""
    paths = [folder / name for name in ("page.html", "warm.html", "out.pdf")]
    for path, html in zip(paths, pages):
        path.write_text(html, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    command = [python, "-c", code, *map(str, paths), *more]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return _pages(paths[2]), seconds, megabytes


def has_weasyprint(python: str) -> bool:
    """Whether the interpreter can import WeasyPrint and its libraries."""
    return subprocess.run([python, "-c", "import weasyprint"], capture_output=True).returncode == 0


def main() -> None:
    arguments = _arguments()
    locale = Path(wagtail_qms.__file__).parent / "locale"
    settings.configure(USE_I18N=True, LANGUAGE_CODE="vi", LOCALE_PATHS=[str(locale)])
    django.setup()
    rival = has_weasyprint(arguments.weasyprint)
    if not rival:
        print("WeasyPrint is not there: pip install weasyprint (Debian: libpango-1.0-0 libpangoft2-1.0-0).\n")
    columns = f"{'pages':>6} {'s':>7} {'pages/s':>8} {'MB':>6}"
    print(f"{'':7} {'ours':31} {'WeasyPrint':30}\n{'wanted':>7} {columns}   {columns}   ratio")
    with tempfile.TemporaryDirectory() as folder:
        for pages in arguments.pages:
            print(_line(pages, arguments.weasyprint if rival else "", Path(folder)), flush=True)


def _line(pages: int, rival: str, folder: Path) -> str:
    page, warm = our_paper(max(round((pages - 1) / CHAPTER_PAGES), 1)), our_paper(1)
    header = json.dumps(asdict(page.header))
    runs = range(SHORT_RUNS if pages <= SHORT_PAGES else 1)
    ours = min((measured(sys.executable, OURS, (page.html, warm.html), folder, header) for _ in runs), key=_seconds)
    line = f"{pages:>7} {_columns(ours)}"
    if rival:
        pair = weasyprint_html(page), weasyprint_html(warm)
        theirs = min((measured(rival, WEASYPRINT, pair, folder) for _ in runs), key=_seconds)
        line += f"   {_columns(theirs)}   {(ours[0] / ours[1]) / (theirs[0] / theirs[1]):.1f} x"
    return line


def _seconds(result: tuple[int, float, float]) -> float:
    return result[1]


def _columns(result: tuple[int, float, float]) -> str:
    pages, seconds, megabytes = result
    return f"{pages:>6} {seconds:>7.2f} {pages / seconds:>8.1f} {megabytes:>6.0f}"


def _pages(path: Path) -> int:
    return len(pypdf.PdfReader(path).pages)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[5, 50, 300])
    parser.add_argument("--weasyprint", default=sys.executable, metavar="PYTHON")
    return parser.parse_args()


if __name__ == "__main__":
    main()

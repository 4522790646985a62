"""Raw StreamField data of documents: short, yet with every part that a reader shows."""


def block(kind: str, value) -> dict:
    """One block of raw StreamField data."""
    return {"type": kind, "value": value}


def items(*values) -> list[dict]:
    """The rows of a list block."""
    return [block("item", value) | {"id": None} for value in values]


def section(number: str, title: str, *body: dict, role: str = "") -> dict:
    """A section."""
    value = {"number": number, "title": title, "role": role, "clauses": [], "documents": "", "body": list(body)}
    return block("section", value)


def text(*paragraphs: str) -> dict:
    """Running text."""
    return block("text", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))


def step(number: str, activity: str, responsible: str = "", *, level: int = 0, times=(), **fields) -> dict:
    """A row of a step table; ``times`` are pairs of case and time."""
    cases = items(*({"case": case, "value": value} for case, value in times))
    row = {"number": number, "activity": activity, "responsible": responsible, "requirement": "", "forms": ""}
    return row | {"times": cases, "level": str(level), "heading": not responsible} | fields


def steps(*rows: dict, caption: str = "") -> dict:
    """A step table."""
    return block("steps", {"caption": caption, "rows": items(*rows)})


def fact(kind: str, *paragraphs: str, number: str = "") -> dict:
    """A labelled part of an administrative procedure."""
    html = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return block("fact", {"kind": kind, "number": number, "text": html})


def procedure_body(form_file: int | None = None) -> list[dict]:
    """A procedure in the shape of an administrative one; ``form_file`` is the key of the blank form's document.

    Without one the blank form is printed in an appendix.
    """
    form = {"code": "BM.01.01", "name": "Tờ khai đề nghị xác nhận", "file": form_file}
    record = {"name": "Hồ sơ đã giải quyết", "keeper": "Một cửa", "place": "", "retention": "5 năm", "basis": ""}
    printed = section("", "Phụ lục", text("Tờ khai BM.01.01", "Họ và tên: ........"), role="appendix")
    return [
        section("1", "Mục đích", text("Thống nhất cách tiếp nhận và trả kết quả."), role="purpose"),
        section("2", "Phạm vi", text("Áp dụng cho bộ phận Một cửa."), role="scope"),
        section("5", "Nội dung", *_content(), role="content"),
        section("6", "Biểu mẫu", block("forms", items(form)), role="forms"),
        section("7", "Hồ sơ lưu", block("records", items(record)), role="records"),
        *([] if form_file else [printed]),
    ]


def _content() -> list[dict]:
    limits = items({"case": "Thông thường", "value": "03 ngày làm việc"}, {"case": "Cần xác minh", "value": "10 ngày"})
    dossier = "<ul><li>Tờ khai theo mẫu</li><li>Bản sao giấy tờ tùy thân</li></ul>"
    return [
        block("dossier", {"number": "5.1", "text": dossier, "sets": "01 bộ"}),
        block("time_limits", {"number": "5.2", "rows": limits}),
        fact("place", "Bộ phận Tiếp nhận và Trả kết quả", number="5.3"),
        fact("fees", "Không thu lệ phí", number="5.4"),
        fact("result", "Giấy xác nhận", number="5.5"),
        steps(
            step("B1", "Nộp hồ sơ", "Cá nhân, tổ chức", times=[("", "Giờ hành chính")], forms="BM.01.01"),
            step(
                "B2", "Kiểm tra hồ sơ", "Công chức Một cửa", times=[("Thường", "0,5 ngày"), ("Cần xác minh", "2 ngày")]
            ),
        ),
    ]

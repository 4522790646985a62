"""What an engine finds, in what order, and how it gives it back."""

from dataclasses import replace

import pytest

from tests.search.contract_asking import Asking
from tests.search.made_up import PUBLIC, entry, passage
from wagtail_qms.search.analysis.indexing import exact_token
from wagtail_qms.search.analysis.query import Term, Vocabulary, analyse_query


class Finding(Asking):
    """Spellings, order, and what comes back."""

    def test_a_passage_comes_back_as_it_was_given(self, engine):
        one = entry(
            7, passage("Lưu hồ sơ\nmười năm.", "Nội dung › Bước 3", anchor="buoc-3", kind="step", number="5.3"),
            title="Quy trình kiểm soát tài liệu", code="QT.CTCL.01", field="Chất lượng", unit="Văn phòng", number=4,
            year=2024, clauses=("7.5", "8.5.1"), key="abcd1234", kind="manual",
        )  # fmt: skip
        self.fill(engine, one)
        (found,) = self.find(engine, "lưu hồ sơ").passages
        assert found.passage == one.passages[0]
        for name in ("document_id", "edition_id", "agency_id", "page_id", "key", "code", "number", "title", "kind"):
            assert getattr(found.head, name) == getattr(one, name)
        for name in ("field", "unit", "year", "clauses", "starts_on", "is_internal", "is_held"):
            assert getattr(found.head, name) == getattr(one, name)
        assert found.tokens.text == "luu ho so muoi nam"
        assert found.tokens.text_exact.split()[0] == exact_token("lưu")
        assert found.tokens.head.startswith("qt ctcl 1 qui trinh kiem soat tai lieu")
        assert "qtctcl1" in found.tokens.head_codes.split()

    def test_a_document_without_a_page_comes_back(self, engine):
        self.fill(engine, entry(1, "tài liệu", page_id=None, code=""))
        (found,) = self.find(engine, "tài liệu").passages
        assert (found.head.page_id, found.head.code, found.head.clauses) == (None, "", ())

    def test_the_best_come_first_and_no_more_than_asked_for(self, engine):
        self.fill(engine, *(entry(n, "tài liệu " * n + "giấy tờ " * (9 - n)) for n in range(1, 9)))
        found = self.find(engine, "tài liệu", limit=3).passages
        assert len(found) == 3
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)

    def test_nothing_is_found_in_an_empty_index(self, engine):
        self.fill(engine)
        found = self.find(engine, "tài liệu")
        assert (found.passages, found.total) == ((), 0)
        assert not any(found.facets.values())
        assert engine.is_whole()

    def test_nothing_is_found_for_words_that_stand_nowhere(self, engine):
        self.fill(engine, entry(1, "tài liệu"))
        assert self.find(engine, "xyzzy").passages == ()

    @pytest.mark.parametrize(
        "raw",
        ["tài liệu", "tai lieu", "TÀI LIỆU", "ta\u0300i lie\u0323\u0302u", "tài  liệu?", "kiem soat tai lieu", "liệu"],
    )
    def test_words_are_found_however_they_are_typed(self, engine, raw):
        self.fill(engine, entry(1, "Kiểm soát tài liệu."), entry(2, "Đánh giá nội bộ."))
        assert self.documents(engine, raw) == [1]

    @pytest.mark.parametrize("raw", ["hoà giải", "hòa giải", "hoa giai", "quản lí", "quản lý", "quan ly", "thuỷ lợi"])
    def test_one_spelling_finds_the_other(self, engine, raw):
        self.fill(engine, entry(1, "Hòa giải, quản lý, thủy lợi."), entry(2, "Đánh giá."))
        assert self.documents(engine, raw) == [1]

    @pytest.mark.parametrize("raw", ["danh gia", "đánh giá", "ĐÁNH GIÁ"])
    def test_d_with_and_without_its_stroke(self, engine, raw):
        self.fill(engine, entry(1, "Đánh giá nội bộ."), entry(2, "Kiểm soát."))
        assert self.documents(engine, raw) == [1]

    def test_exact_accents_come_first(self, engine):
        texts = {1: "bán hàng hóa", 2: "bàn làm việc", 3: "bản sao văn bằng"}
        self.fill(engine, *(entry(pk, text) for pk, text in texts.items()))
        for raw, expected in (("bán", 1), ("bàn", 2), ("bản", 3)):
            assert self.documents(engine, raw)[0] == expected

    @pytest.mark.parametrize("raw", ["QT.CTCL.05", "qt ctcl 05", "qt-ctcl-5", "QTCTCL05", "QT. CTCL. 05"])
    def test_a_code_is_found_in_any_spelling(self, engine, raw):
        self.fill(engine, entry(1, "a", code="QT.CTCL.05"), entry(2, "b", code="QT.CTCL.06"))
        assert self.documents(engine, raw)[0] == 1

    @pytest.mark.parametrize("raw", ["1328/QĐ-BTP", "1328/qd-btp", "1328 QĐ BTP", "quyết định 1328/QĐ-BTP"])
    def test_a_law_is_found_by_its_number(self, engine, raw):
        self.fill(engine, entry(1, "Theo Quyết định số 1328/QĐ-BTP."), entry(2, "Theo Quyết định số 1329/QĐ-BCA."))
        assert self.documents(engine, raw)[0] == 1

    def test_not_every_word_needs_to_occur(self, engine):
        self.fill(engine, entry(1, "Thời hạn giải quyết hồ sơ là ba ngày."), entry(2, "Họp giao ban đầu tuần."))
        found = self.documents(engine, "thời hạn giải quyết một bộ hồ sơ như vậy là mấy tuần trăng")
        assert found[0] == 1

    def test_the_passage_with_all_words_comes_before_one_with_some(self, engine):
        others = [entry(n, f"đánh giá rủi ro số {n}") for n in range(10, 40)]
        self.fill(engine, *others, entry(1, "kế hoạch đánh giá nội bộ hằng năm"))
        assert self.documents(engine, "kế hoạch đánh giá nội bộ")[0] == 1

    def test_words_side_by_side_come_first(self, engine):
        self.fill(
            engine,
            entry(1, "chất thải rắn và khối lượng xe chở ra khỏi nơi đó"),
            entry(2, "mục tiêu chất lượng của phòng và cách làm ra nó"),
        )
        assert self.documents(engine, "chat luong")[0] == 2

    def test_a_word_of_the_title_finds_the_passages(self, engine):
        self.fill(engine, entry(1, "Nộp tại bộ phận một cửa.", title="Đăng ký khai sinh"), entry(2, "Nộp tại kho."))
        assert self.documents(engine, "khai sinh nộp ở đâu")[0] == 1

    def test_abbreviations_find_what_they_stand_for(self, engine):
        vocabulary = Vocabulary(abbreviations=(("UBND", "Ủy ban nhân dân"),))
        self.fill(engine, entry(1, "Ủy ban nhân dân cấp xã"), entry(2, "UBND cấp huyện"), entry(3, "Nhân viên"))
        for raw in ("UBND", "ủy ban nhân dân"):
            found = self.find(engine, raw, vocabulary=vocabulary)
            assert {one.head.document_id for one in found.passages} >= {1, 2}
            assert found.total == 2

    def test_alternatives_are_looked_for(self, engine):
        self.fill(engine, entry(1, "biên bản"), entry(2, "hóa đơn"))
        query = analyse_query("bien")
        meant = replace(query, terms=(Term("bienn", alternatives=("bien",)),), words=("bienn",), pairs=())
        found = engine.find(meant, PUBLIC, limit=10)
        assert [one.head.document_id for one in found.passages] == [1]
        assert found.total == 1

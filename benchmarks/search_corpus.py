"""A made-up corpus for ``search.py``: passages of Vietnamese syllables as often as words are in real documents.

Words come from a vocabulary of two-syllable and one-syllable words drawn by Zipf's law; every eighth sentence is one
that agencies write. The same seed gives the same corpus, and the first passages of a large one are the small one.
"""

from __future__ import annotations

import itertools
import random
import unicodedata
from collections.abc import Iterator
from datetime import date

from wagtail_qms.search.interface import Entry, Passage

PASSAGES_A_DOCUMENT = 40
ONSETS = ("b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "r", "s", "t", "th", "tr")
RIMES = (
    "a", "an", "ang", "anh", "ao", "ach", "am", "at", "e", "en", "ênh", "iên", "iêu", "iêm", "inh", "ich", "o", "on",
    "ong", "ôn", "ông", "ơ", "ơi", "oai", "u", "ung", "ương", "ươi", "uyên", "ưu",
)  # fmt: skip
TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VOWELS = "aeêioôơuưâăy"
SENTENCES = (
    "Cán bộ tiếp nhận kiểm tra thành phần hồ sơ, ghi sổ theo dõi và hẹn ngày trả kết quả cho công dân.",
    "Trưởng đơn vị phân công người xử lý hồ sơ trong thời hạn một ngày làm việc.",
    "Trường hợp hồ sơ chưa hợp lệ, công chức hướng dẫn người dân bổ sung bằng văn bản.",
    "Lãnh đạo cơ quan ký phê duyệt kết quả giải quyết thủ tục hành chính.",
    "Kết quả được lưu hồ sơ theo quy định về kiểm soát tài liệu của hệ thống quản lý chất lượng.",
    "Thư ký ISO lập kế hoạch đánh giá nội bộ và gửi các đơn vị trước bảy ngày.",
)
HEADINGS = (
    "Mục đích", "Phạm vi áp dụng", "Tài liệu viện dẫn", "Định nghĩa, viết tắt",
    "Nội dung quy trình", "Biểu mẫu", "Hồ sơ lưu", "Thời hạn giải quyết",
)  # fmt: skip
FIELDS = ("Chứng thực", "Hộ tịch", "Nuôi con nuôi", "Đất đai", "Văn thư", "Chất lượng")
UNITS = ("Văn phòng", "Phòng Tư pháp", "Phòng Nội vụ", "Phòng Tài chính", "Phòng Lao động")
KINDS = ("procedure", "instruction", "form", "manual")


def syllables() -> list[str]:
    """Every syllable of the made-up language, always in the same order."""
    found = [_toned(onset + rime, tone) for onset in ONSETS for rime in RIMES for tone in TONES]
    random.Random(1).shuffle(found)
    return found


def _toned(syllable: str, tone: str) -> str:
    place = next(i for i, letter in enumerate(syllable[1:], 1) if letter in VOWELS)
    return unicodedata.normalize("NFC", syllable[: place + 1] + tone + syllable[place + 1 :])


class Corpus:
    """Words by how often they are used, and documents made of them."""

    def __init__(self, seed: int = 5, words: int = 12_000):
        sounds, chance = syllables(), random.Random(seed)
        self.words = [
            sounds[chance.randrange(900)] if chance.random() < 0.25 else " ".join(chance.choices(sounds[:2500], k=2))
            for _ in range(words)
        ]
        self._weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(words)))
        self._seed = seed

    def entries(self, passages: int) -> Iterator[Entry]:
        """Editions with ``passages`` passages in all."""
        for document in range(1, -(-passages // PASSAGES_A_DOCUMENT) + 1):
            left = passages - (document - 1) * PASSAGES_A_DOCUMENT
            yield self.entry(document, min(left, PASSAGES_A_DOCUMENT))

    def entry(self, document: int, passages: int = PASSAGES_A_DOCUMENT) -> Entry:
        """The edition of one document."""
        chance = random.Random(self._seed * 1_000_003 + document)
        title = " ".join(self._choose(chance, 4)).capitalize()
        return Entry(
            document_id=document, edition_id=document, version=1, agency_id=1, page_id=document, key=f"{document:08d}",
            code=f"QT.{document // 100:02d}.{document % 100:02d}", number=1, title=title,
            kind=chance.choice(KINDS), field=chance.choice(FIELDS), unit=chance.choice(UNITS),
            year=chance.randrange(2016, 2027), clauses=tuple(chance.sample(("7.5", "8.1", "8.5.1", "9.2", "10.2"), 2)),
            starts_on=date(2016, 1, 1), ends_on=None, is_internal=chance.random() < 0.1, is_held=False,
            passages=tuple(self._passage(chance, number) for number in range(passages)),
        )  # fmt: skip

    def _passage(self, chance: random.Random, number: int) -> Passage:
        heading = f"{chance.choice(HEADINGS)} > {' '.join(self._choose(chance, 3)).capitalize()}"
        return Passage("section", f"muc-{number}", heading, self._text(chance), str(number))

    def _text(self, chance: random.Random) -> str:
        sentences = []
        for _ in range(max(1, round(chance.lognormvariate(1.2, 0.6)))):
            if chance.random() < 0.125:
                sentences.append(chance.choice(SENTENCES))
            else:
                sentences.append(" ".join(self._choose(chance, chance.randrange(6, 18))).capitalize() + ".")
        return " ".join(sentences)

    def _choose(self, chance: random.Random, number: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self._weights, k=number)

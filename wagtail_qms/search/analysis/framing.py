"""What of a question is only its frame: words that ask, the law that is named in passing, "what is ...?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from wagtail_qms.search.analysis.letters import unaccented
from wagtail_qms.search.analysis.spelling import spelt

#: What a word of the frame counts, beside one of the matter.
LIGHT = 0.3
_LONGEST_TERM = 12

_PARTICLE_WORDS = """
ai bao nhiêu bằng bị bởi các cái cần có còn của đã đang để đến được gì hãy hoặc hỏi khi không là lại mà mỗi một
muốn nào này nếu như những phải rằng rồi sao sẽ tại thì theo tôi trong từ và vào vậy về vì với xin cho ở ra do thế
"""
_PARTICLES = frozenset(map(spelt, _PARTICLE_WORDS.split()))
#: Those that cannot be another word once their accents are gone.
_PLAIN_PARTICLES = frozenset(map(unaccented, _PARTICLES)) - frozenset(("dang", "can", "do", "tu", "sao", "tai"))

#: "Theo Bộ luật Dân sự 2015, ...", "trong điều 10 của Luật Hộ tịch năm 2014".
_NAMED_LAW = re.compile(
    r"\b(?:(?:theo|trong|tai) )?(?:qui dinh (?:cua|tai|trong) )?(?:(?:khoan|dieu) \d+ )*(?:cua )?"
    r"(?:bo luat|luat|hien phap|phap lenh|nghi dinh|thong tu)(?: [a-z]+){0,6}?(?: nam)? (?:19|20)\d\d\b"
)
#: "mô tả ...", "... được quy định như thế nào", "... bao gồm những gì".
_ASKS = re.compile(
    r"^(?:hay |xin )?(?:mo ta|trinh bay|cho biet|liet ke|neu ro|hoi|cho (?:toi )?hoi|toi muon (?:hoi|biet))\b"
    r"|\b(?:duoc )?(?:qui dinh|huong dan|thuc hien|tien hanh) (?:nhu )?the nao(?: ve)?\b"
    r"|\b(?:bao )?gom (?:nhung|cac)? ?(?:noi dung )?(?:gi|nao)\b"
)
#: "định nghĩa của X", "thế nào là X", "X là gì", "X được hiểu như thế nào".
_ASKS_BEFORE = re.compile(
    r"^(?:dinh nghia|khai niem|thuat ngu|the nao la|hieu the nao la|giai thich)(?: (?:cua|ve|tu))*\b"
)
_ASKS_AFTER = re.compile(
    r"\b(?:nghia )?(?:la gi|la sao|duoc hieu (?:nhu )?the nao|duoc dinh nghia (?:nhu )?the nao)\b"
)


def weights(words: Sequence[str], exact: Sequence[str], *, accented: bool) -> tuple[float, ...]:
    """For each folded word of a query what it counts. A query that is frame and nothing else counts in full."""
    frame = _within(words, _NAMED_LAW, _ASKS, *((_ASKS_BEFORE, _ASKS_AFTER) if defined(words) else ()))
    found = [
        LIGHT if place in frame or _is_particle(word, as_typed, accented) else 1.0
        for place, (word, as_typed) in enumerate(zip(words, exact))
    ]
    return tuple(found) if 1.0 in found else (1.0,) * len(found)


def defined(words: Sequence[str]) -> tuple[str, ...]:
    """The folded words of what the query asks the meaning of; none when it asks something else."""
    text = _NAMED_LAW.sub(" ", " ".join(words)).strip()
    before, after = _ASKS_BEFORE.search(text), _ASKS_AFTER.search(text)
    if not (before or after):
        return ()
    term = text[before.end() if before else 0 : after.start() if after else len(text)].split()
    return tuple(term) if len(term) <= _LONGEST_TERM else ()


def _is_particle(word: str, exact: str, accented: bool) -> bool:
    return exact in _PARTICLES if accented else word in _PLAIN_PARTICLES


def _within(words: Sequence[str], *patterns: re.Pattern) -> frozenset[int]:
    """The places of the words that one of ``patterns`` covers."""
    text = " ".join(words)
    starts = accumulate((len(word) + 1 for word in words[:-1]), initial=0)
    spans = [found.span() for pattern in patterns for found in pattern.finditer(text)]
    return frozenset(place for place, start in enumerate(starts) for a, b in spans if a <= start < b)

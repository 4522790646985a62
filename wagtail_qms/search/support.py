"""How much of what was asked for a document has, so that "nothing" can be said when nothing answers.

Most words of Vietnamese are two syllables. A syllable that stands in a text without the neighbour that it has in the
query is as a rule another word: "hộ kinh doanh" is not answered by "hộ tịch" and "kinh phí".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from wagtail_qms.search.analysis.query import Query

#: What a syllable counts that stands there without any of its neighbours.
_ALONE = 0.2
#: What one with other accents counts: it may be a typing error.
_STRANGE = 0.8
#: The share that a short query needs, what each further word of a long one takes off, and the least.
_NEEDED, _EACH, _LEAST = 0.57, 0.015, 0.42
#: The share that a short query needs where no title says a word of it, and what each further word takes off.
_UNTITLED, _UNTITLED_EACH = 0.82, 0.05
#: Words of a short query, and the share of a query in a title that is more than chance.
_SHORT, _CHANCE = 6, 0.12


class Support:
    """Measures it for one query. ``units`` are the weights of its words and pairs by their numbers.

    ``held`` has for words that mean others the number that says that those were found.
    """

    def __init__(self, query: Query, unit_of: Mapping[str, int], pairs: Mapping[tuple[int, int], int], held, units):
        self.units, self.held = units, held
        self.places = self._places(query, unit_of, pairs)
        self.words = sum(weight >= 1 for weight in query.weights)
        self.total = sum(units[unit] for unit in {unit for unit, _pairs in self.places})

    def _places(self, query, unit_of, pairs) -> list[tuple[int, tuple[int, ...]]]:
        """For each word of the matter its number, and those of its pairs with other words of it."""
        numbers = [unit_of.get(word, -1) for word in query.words]
        found = []
        for place, unit in enumerate(numbers):
            if unit >= 0 and self._is_matter(query, place):
                beside = ((place - 1, (place - 1, place)), (place + 1, (place, place + 1)))
                matter = [both for other, both in beside if self._is_matter(query, other)]
                found.append(
                    (unit, tuple(pairs.get((numbers[first], numbers[second]), -1) for first, second in matter))
                )
        return found

    def _is_matter(self, query: Query, place: int) -> bool:
        return 0 <= place < len(query.words) and query.weights[place] >= 1

    def share(self, found: Collection[int], strange: Collection[int] = ()) -> float:
        """The share of the query's matter that units ``found`` in one passage or document make up, 0 to 1.

        ``strange`` are those with other accents than were typed.
        """
        best: dict[int, float] = {}
        for unit, beside in self.places:
            if unit in found:
                is_held = not beside or any(both in found for both in beside) or self.held.get(unit) in found
                worth = (1.0 if is_held else _ALONE) * (_STRANGE if unit in strange else 1.0)
                best[unit] = max(best.get(unit, 0.0), worth)
        return sum(self.units[unit] * worth for unit, worth in best.items()) / (self.total or 1.0)

    def least(self, titled: float) -> float:
        """The share that makes an answer where ``titled`` is the share that stands in titles.

        Long questions say more than their answer does. What only lists in passing what was asked for is no answer.
        """
        more = max(0, self.words - _SHORT)
        needed = max(_NEEDED - _EACH * more, _LEAST)
        return needed if titled >= _CHANCE else max(needed, _UNTITLED - _UNTITLED_EACH * more)

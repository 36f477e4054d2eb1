"""The place of a local newspaper, of which it writes 我县 and 县委: 云溪县 in 云溪日报."""

from __future__ import annotations

from bot.question.lexicon import Expansion
from bot.question.places import default_places
from bot.retrieval.index import Index
from bot.text.characters import CJK
from bot.text.normalization import fold
from bot.text.patterns import compile_late

# The place stands in the newspaper's name.
_LOCAL_PAPER = compile_late(f"(?P<place>[{CJK}]{{2,3}}?)[县市区镇乡]?(?:[日晚早时周]报|新闻|融媒|报$)")
_KINDS = "县市区镇乡"
_WRITTEN = ("我{0}", "全{0}", "本{0}", "{0}委", "{0}政府")


class OwnPlace:
    """Finds what the only newspaper of a corpus writes for its own place.

    Of several newspapers nobody can say whose 我县 is.

    Args:
        index: the corpus.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        names = {fold(name) for name in index.tables.publications.newspaper_names if name}
        found = _LOCAL_PAPER.match(names.pop()) if len(names) == 1 else None
        # of administrative names `Preferences` knows which articles are about them
        self._name = found["place"] if found and not any(default_places().find(found["place"])) else ""

    def find(self, folded: str) -> list[Expansion]:
        """What the newspaper writes for its place where a folded question names that; none where it does not."""
        at = folded.find(self._name) if self._name else -1
        if at < 0:
            return []
        named = folded[at + len(self._name) : at + len(self._name) + 1]
        kind = named if named and named in _KINDS else min(_KINDS, key=lambda one: self._index.idf("words", f"全{one}"))
        typed = self._name + (kind if named == kind else "")
        return [Expansion(typed, tuple(written.format(kind) for written in _WRITTEN))]

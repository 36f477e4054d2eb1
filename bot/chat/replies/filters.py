"""The sentences that say what a choice of newspaper and days leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

# Of a corpus of many newspapers so many are named to somebody who asked for one that it does not have.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class FilterReplies:
    """The sentences, by default the Chinese ones. `str.format` fills in {fields}."""

    # no article is left
    nothing_left: str = "选定的报纸和日期里，一篇文章也没有。"
    # no article is of a newspaper with {newspaper} in its name; what there is instead is said in {others}
    no_newspaper: str = "没有一篇文章出自名字里有“{newspaper}”的报纸：{others}"
    # the {name} that comes nearest; else some {names}, and how many more there are; else that no article has one
    nearest: str = "您是不是要找《{name}》？"
    there_are: str = "这里有{names}"
    more: str = "，另有 {count} 种"
    unnamed: str = "这里的文章都没写是哪份报纸的，可以在 pages.toml 里给版面写上"
    # so many articles of all have no date
    undated: str = (
        "{articles:,} 篇文章里有 {undated:,} 篇没有日期，限定日期就找不到它们；可以在 pages.toml 里给版面写上日期"
    )
    # between names
    separator: str = "、"

    def describe(
        self, newspaper: str | None, newspapers: Sequence[str], undated: int, articles: int
    ) -> tuple[str, ...]:
        """A sentence for each reason.

        Args:
            newspaper: the name that no newspaper has in its own; None where that is no reason.
            newspapers: those that there are.
            undated: how many articles have no date; 0 where that is no reason.
            articles: how many there are.
        """
        said = []
        if newspaper:
            said.append(self.no_newspaper.format(newspaper=newspaper, others=self._name_others(newspaper, newspapers)))
        if undated:
            said.append(self.undated.format(undated=undated, articles=articles))
        return tuple(said)

    def _name_others(self, wanted: str, newspapers: Sequence[str]) -> str:
        if not newspapers:
            return self.unnamed
        if near := get_close_matches(wanted, newspapers, 1, cutoff=0.5):
            return self.nearest.format(name=near[0])
        more = self.more.format(count=len(newspapers) - _NAMED) if len(newspapers) > _NAMED else ""
        return self.there_are.format(names=self.separator.join(newspapers[:_NAMED])) + more


CHINESE_FILTERS = FilterReplies()

ENGLISH_FILTERS = FilterReplies(
    nothing_left="No article is of the newspaper and the days that were chosen.",
    no_newspaper="no article is of a newspaper with {newspaper!r} in its name: {others}",
    nearest="did you mean {name}?",
    there_are="there are {names}",
    more=" and {count} more",
    unnamed="none has the name of its newspaper; pages.toml gives pages one",
    undated="{undated:,} of {articles:,} articles have no date, so that since and until leave them out; "
    "pages.toml gives pages a date",
    separator=", ",
)

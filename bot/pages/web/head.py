"""What a web page says of its article outside the text: <meta> elements, JSON-LD, Founder's comments, the title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.pages.web.blocks import WebPage, squeeze
from bot.pages.web.phrases import (
    find_date,
    find_newspaper,
    find_page_number,
    is_date_line,
    is_edited_by,
    is_epaper_line,
    is_newspaper,
    read_names,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a page, or of one of its articles."""

    authors: tuple[str, ...] = ()
    # ISO 8601 (2022-08-17)
    date: str | None = None
    # the newspaper, or another source that the story names
    source: str | None = None

    def or_else(self, other: Facts) -> Facts:
        """These facts, and the other's where one is missing."""
        return Facts(self.authors or other.authors, self.date or other.date, self.source or other.source)


# Names of <meta> elements and of the like, the best first.
_DATES = (
    "article:published_time", "og:published_time", "og:release_date", "datepublished", "pubdate", "publishdate",
    "publish_date", "publication_date", "date", "dateupdate",
)  # fmt: skip
_AUTHORS = ("article:author", "author", "og:article:author", "byl", "dc.creator")
_SOURCES = ("article:source", "publisher", "og:site_name", "mediaid")
# 20191023083000
_COMPACT_DATE = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")


def read_head(page: WebPage) -> Facts:
    """What the page says outside its text; people whom its text calls editors are no authors."""
    facts = Facts()
    itemprops = {name: texts[0] for name, texts in page.facts.items() if texts}
    for record in (
        *map(_read_founder, page.founder),
        *_read_linked_data(page.facts["application/ld+json"]),
        page.meta,
        itemprops,
    ):
        facts = facts.or_else(_read_record(record))
    authors = [name for name in facts.authors if not any(is_edited_by(block.text, name) for block in page.blocks)]
    # 江州日报 2021年3月2日 第03版, 江州日报数字报-题目
    names = [*re.split(r"[\s_|\-—–]+", page.title), *(block.text for block in page.blocks if block.level)]
    newspaper = next(filter(None, map(find_newspaper, names)), None)
    date = find_date(page.title) or _find_epaper_date(page)
    return replace(facts, authors=tuple(authors)).or_else(Facts((), date, newspaper))


def read_page_number(page: WebPage) -> str | None:
    """The number of an e-paper's page, as one of its lines, its title or Founder's comment names it."""
    lines = [*(block.text for block in page.blocks), *re.split(r"[\s_|\-—–]+", page.title)]
    lines += [record.get("nodename", "") for record in map(_read_founder, page.founder)]
    return next(filter(None, map(find_page_number, lines)), None)


def _find_epaper_date(page: WebPage) -> str | None:
    """The date in a line of its own, if it is a page of an e-paper; other sites print today's date there."""
    lines = [block.text for block in page.blocks]
    dates = (find_date(line) for line in lines if is_date_line(line))
    return next(dates, None) if any(map(is_epaper_line, lines)) else None


def _read_record(record: Mapping[str, str]) -> Facts:
    """The facts in names and values."""
    values = [record.get(name, "") for name in _DATES]
    dates = (find_date(value) or find_date(_COMPACT_DATE.sub(r"\1-\2-\3 ", value, count=1)) for value in values)
    authors = (
        read_names(record.get("person", ""), signed=True),
        *(read_names(record.get(name, ""), signed=False) for name in _AUTHORS),
    )
    sources = (record.get(name, "") for name in _SOURCES)
    named = (source for source in (record.get("source", ""), *filter(is_newspaper, sources)) if source)
    return Facts(next(filter(None, authors), ()), next(filter(None, dates), None), next(named, None))


# --- Founder's comments ------------------------------------------------------------------------------------------

_PROPERTY = re.compile(r"<(\w+)>([^<]*)</\1>")
# What Founder calls the decks, and the level of heading that each stands for.
_DECKS = {"introtitle": 3, "title": 1, "subtitle": 2}


def _read_founder(comment: str) -> dict[str, str]:
    """The properties in one of Founder's comments."""
    return {name.lower(): value.strip() for name, value in _PROPERTY.findall(comment)}


def mark_founder_decks(page: WebPage) -> None:
    """Makes headings of the blocks that one of Founder's comments calls title, pre-title or sub-title."""
    levels = {
        squeeze(value): _DECKS[name]
        for comment in page.founder
        for name, value in _read_founder(comment).items()
        if name in _DECKS and value
    }
    if levels:
        page.blocks = [
            replace(block, level=level) if (level := levels.get(squeeze(block.text))) else block
            for block in page.blocks
        ]


# --- JSON-LD -----------------------------------------------------------------------------------------------------


def _read_linked_data(scripts: Sequence[str]) -> Iterator[dict[str, str]]:
    """Date, author and publisher of the articles in a page's JSON-LD."""
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for entry in _list_entries(data):
            authors = _as_list(entry.get("author"))
            yield {
                "datepublished": str(entry.get("datePublished") or entry.get("pubDate") or ""),
                "author": "、".join(filter(None, map(_read_name, authors))),
                "person": "、".join(filter(None, map(_read_name, filter(_is_person, authors)))),
                "publisher": "".join(map(_read_name, _as_list(entry.get("publisher"))[:1])),
            }


def _list_entries(data: Any) -> list[dict[str, Any]]:
    """The objects in JSON-LD: one, a list, or those of a graph."""
    entries = [entry for entry in _as_list(data) if isinstance(entry, dict)]
    entries += [entry for one in entries for entry in _as_list(one.get("@graph")) if isinstance(entry, dict)]
    return entries


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_person(value: Any) -> bool:
    return isinstance(value, dict) and value.get("@type") == "Person"


def _read_name(value: Any) -> str:
    """The name in an entry of JSON-LD, which may be the name itself."""
    return str(value.get("name") or "") if isinstance(value, dict) else str(value)

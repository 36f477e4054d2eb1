"""Sets stories anew in every layout, has them read, and prints how many that were right in the base become wrong.

python -m tests.support.relaying.report [--cases FOLDER …] [--articles FILE] [--base NAME] [--change NAME] [--show N]
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from opencc import OpenCC

from bot.pages.load import read_file
from bot.reader.page import read_page
from bot.records import Page
from tests.support.press.stories import load_stories
from tests.support.relaying.layouts import CHANGES, Layout
from tests.support.relaying.setting import Story, set_page, told

__all__ = ["load_cases", "load_own", "read_kept"]

# A page has so many stories; pages take them in one order.
STORIES, SEED = 3, 7
MOST_BYTES = 8 << 20
_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_SENTENCE = re.compile("[。！？][”」]?$|…$")
_TO_SIMPLIFIED = OpenCC("t2s")

Reading = tuple[str, tuple[str, ...], tuple[str, ...]]


def load_own() -> list[Story]:
    """The stories of the page press."""
    stories = (
        _as_story(
            " ".join(own.decks),
            [person.name for person in own.by],
            [text for at, text in enumerate(own.paragraphs) if at not in own.subheads],
        )
        for own in load_stories()
    )
    return list(filter(None, stories))


def load_cases(folders: Sequence[Path]) -> list[Story]:
    """The articles of the right readings (*.json) in some folders that every layout can tell: prose with a headline."""
    articles = [
        article
        for folder in folders
        for gold in sorted(folder.glob("[0-9]*.json"))
        for article in json.loads(gold.read_text("utf-8"))
        if article["kind"] == "article"
    ]
    return list(filter(None, (_as_story(a["headline"], a["authors"], a["paragraphs"]) for a in articles)))


def _as_story(headline: str, authors: Sequence[str], paragraphs: Sequence[str]) -> Story | None:
    """A story in Simplified characters; None where a layout could not tell what is what in it."""
    simple = _TO_SIMPLIFIED.convert
    texts = [simple(text).strip() for text in paragraphs]
    prose = all(len(text) >= 12 and _SENTENCE.search(text) for text in texts)
    if not headline or not prose or not all(map(_NAME.fullmatch, authors)) or sum(map(len, texts)) < 50:
        return None
    return Story(simple(headline), tuple(map(simple, authors)), tuple(texts))


def read_kept(stories: Sequence[Story], layout: Layout) -> Iterator[tuple[Story, bool, list[Reading]]]:
    """Each story set in a layout together with others, whether it is read right, and what was read of its page."""
    size = STORIES if layout.kind == "text" or (layout.kind == "markdown" and not layout.front) else 1
    for first in range(0, len(stories), size):
        group = stories[first : first + size]
        ending, text = set_page(group, layout)
        found = _read(ending, text)
        for story in group:
            yield story, _find_right(story, layout) in found and len(found) == len(group), found


def _find_right(story: Story, layout: Layout) -> Reading:
    """How a story is read right in a layout."""
    right = told(story, layout)
    return squeeze(right.headline), right.authors, tuple(map(squeeze, right.paragraphs))


def _read(ending: str, text: str) -> list[Reading]:
    with tempfile.NamedTemporaryFile(suffix=ending) as file:
        file.write(text.encode())
        file.flush()
        pages = [page for page in read_file(Path(file.name), f"page{ending}", MOST_BYTES) if isinstance(page, Page)]
    articles = [article for page in pages for article in read_page(page).articles]
    return [(squeeze(a.headline), tuple(a.authors), tuple(map(squeeze, a.paragraphs))) for a in articles]


def squeeze(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, nargs="*", default=[])
    parser.add_argument("--articles", type=Path, help="JSON lines with headline, paragraphs, authors")
    parser.add_argument("--base", choices=sorted(CHANGES))
    parser.add_argument("--change")
    parser.add_argument("--most", type=int, default=60, help="so many stories")
    parser.add_argument("--show", type=int, default=0, help="print so many of the stories that are read wrongly")
    options = parser.parse_args()
    stories = load_cases(options.cases)
    if options.articles:
        rows = map(json.loads, options.articles.read_text("utf-8").splitlines())
        stories += filter(None, (_as_story(r["headline"], r.get("authors", ()), r["paragraphs"]) for r in rows))
    stories = stories or load_own()
    Random(SEED).shuffle(stories)
    stories = stories[: options.most]
    print(f"{len(stories)} stories, {sum(bool(story.authors) for story in stories)} signed")
    for base, changes in CHANGES.items():
        if options.base not in (None, base):
            continue
        right = {story for story, kept, _ in read_kept(stories, changes["same"]) if kept}
        print(f"{base}: {len(right)} right")
        for name, layout in changes.items():
            if options.change not in (None, name):
                continue
            results = list(read_kept(stories, layout))
            lost = [(story, found) for story, kept, found in results if not kept and story in right]
            kept = sum(kept for _, kept, _ in results)
            print(f"  {len(lost):4} become wrong, {kept:4} right  {name}")
            for story, found in lost[: options.show]:
                _show(story, layout, found)


def _show(story: Story, layout: Layout, found: Sequence[Reading]) -> None:
    want = _find_right(story, layout)
    print("     want", *want[:2], list(map(len, want[2])))
    for headline, authors, paragraphs in found:
        if (headline, authors, paragraphs) == want:
            continue
        print("     got ", headline, authors, [f"{p[:10]}…{p[-8:]}" if len(p) > 20 else p for p in paragraphs])


if __name__ == "__main__":
    main()

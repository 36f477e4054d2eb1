"""Web page → blocks: headings, paragraphs and table rows as a reader sees them, and what the page's head says.

The code takes lxml's parser events instead of its tree, because then even malformed and deep pages take linear time.
No element is left out for its class or id: which blocks are the article is decided later, from all of them.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.errors import MissingExtraError
from bot.pages.web.phrases import strip_site_name

__all__ = ["Block", "WebPage", "parse", "squeeze"]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a row of a table."""

    # without white space at its ends; a line break where the page has <br>
    text: str
    # 1 to 6 for a heading, 0 for other text
    level: int = 0
    # it is a heading by its element, not only by its class
    heading: bool = False
    # the number of its characters, white space apart, that are in links
    linked: int = 0
    # the number of the innermost <article> around it, counted from 1; 0 for none
    article: int = 0
    # the page says that this is the text of an article: itemprop="articleBody", or Founder's marks
    declared: bool = False
    # all of it is bold
    bold: bool = False

    @property
    def size(self) -> int:
        """The number of its characters without white space."""
        return len(squeeze(self.text))


def squeeze(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


@dataclass
class WebPage:
    """What a page holds: its blocks, in order, and what its head says."""

    blocks: list[Block] = field(default_factory=list)
    # the first <title>
    title: str = ""
    # <meta> by name, property or itemprop in lower case; the first of each name counts
    meta: dict[str, str] = field(default_factory=dict)
    # the contents of <script type="application/ld+json">
    linked_data: list[str] = field(default_factory=list)
    # Founder's comments <!--enpproperty …-->, which name the article's parts
    founder: list[str] = field(default_factory=list)
    # the number of its elements, and how many of them stand within each other at the deepest place
    elements: int = 0
    depth: int = 0

    def read_title(self) -> str:
        """The headline that og:title or <title> names, without the name of the site; "" where neither does."""
        titles = (strip_site_name(title) for title in (self.meta.get("og:title", ""), self.title))
        return next(filter(None, titles), "")


def parse(text: str) -> WebPage:
    """The blocks of a page and what its head says; empty where the page holds neither.

    Raises:
        MissingExtraError: when lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtraError("reading web pages (.html)", "html") from None
    collector = _Collector()
    parser = etree.HTMLParser(target=collector, encoding="utf-8", remove_pis=True)
    # lxml raises an error for a page of comments alone; the collector then stays empty
    with contextlib.suppress(etree.LxmlError):
        parser.feed(text.encode("utf-8"))
        parser.close()
    return collector.page


# --- tags → blocks -------------------------------------------------------------------------------------------------

# Founder (方正), whose system makes the e-papers of many newspapers, has elements of its own.
_FOUNDER_TITLE, _FOUNDER_CONTENT = "founder-title", "founder-content"
# Elements that hold no text, or text that belongs to no article.
_SKIPPED = frozenset(
    "script style noscript template title nav footer button select textarea svg canvas iframe object video audio map "
    "dialog".split()
)
_BLOCKS = frozenset(
    "p div section article main header aside address blockquote pre figure figcaption center ul ol li dl dt dd hr "
    "table caption thead tbody tfoot tr h1 h2 h3 h4 h5 h6 body html fieldset details summary form".split()
)
# Values of itemprop that an element's text is the value of.
_FACTS = frozenset(("author", "datepublished"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", _FOUNDER_TITLE)
_CELLS = frozenset(("td", "th"))
# The cells of a row stand in one block while they are short; a page laid out as a table has long ones.
_CELL_LENGTH = 40
# Elements without an end tag, which therefore hold nothing.
_VOID = frozenset("br hr img input meta link area base col embed source track wbr param".split())
# Words in the class or id of a headline or deck, and the level of heading (1 to 6) that each stands for.
_TITLE_NAMES = {"title": 1, "headline": 1, "biaoti": 1, "yinti": 3, "kicker": 3, "subtitle": 2, "futi": 2, "deck": 2}
_NAME_WORDS = re.compile(r"[a-z]+")
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none", re.I)


class _Element(NamedTuple):
    """An element whose end has not come yet."""

    tag: str
    # the level of heading that its text has, 0 for other text
    level: int
    skipped: bool
    linked: bool
    declared: bool
    # the fact of the page's head that its text is, in lower case: "author"; "" for other text
    fact: str


class _Collector:
    """Receives the parser's events and collects the page."""

    def __init__(self) -> None:
        self.page = WebPage()
        # the elements around the current position, the innermost last; how often each tag is among them; how many of
        # them are left out, links, and declared to hold an article's text
        self._open: list[_Element] = []
        self._open_tags: Counter[str] = Counter()
        self._skipping = self._linking = self._declaring = 0
        self._in_title = self._in_linked_data = self._in_founder_content = False
        # the numbers of the open <article> elements, and how many there have been
        self._articles: list[int] = []
        self._article_count = 0
        # the current block: its text, the levels of its parts, the linked characters of each of its lines,
        # and whether some of it is not bold
        self._text: list[str] = []
        self._levels: set[int] = set()
        self._linked = [0]
        self._plain = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """The parser has read a start tag."""
        if tag == "br":
            self._break_line()
            return
        if tag == "meta":
            self._read_meta(attributes)
        if tag in _BLOCKS or (tag in _CELLS and self._ends_cell()):
            self._flush()
        elif tag in _CELLS and self._text:
            self._text.append("　")
        if tag in _VOID:
            return
        self._in_title = tag == "title" and not self.page.title
        self._in_linked_data = tag == "script" and attributes.get("type", "") == "application/ld+json"
        if self._in_linked_data:
            self.page.linked_data.append("")
        if tag == "article":
            self._article_count += 1
            self._articles.append(self._article_count)
        names = _NAME_WORDS.findall(f"{attributes.get('class', '')} {attributes.get('id', '')}".lower())
        item = attributes.get("itemprop", "").lower()
        if item == "datepublished" and attributes.get("datetime"):
            self.page.meta.setdefault(item, attributes["datetime"])
        unseen = "hidden" in attributes or _UNSEEN_STYLE.search(attributes.get("style", "")) is not None
        element = _Element(
            tag,
            self._find_level(tag, names),
            skipped=tag in _SKIPPED or unseen,
            linked=tag == "a" and "href" in attributes,
            declared=tag == _FOUNDER_CONTENT or item == "articlebody",
            fact=item if item in _FACTS and item not in self.page.meta else "",
        )
        if element.declared:
            self._flush()
        self._open.append(element)
        self._open_tags[tag] += 1
        self.page.elements += 1
        self.page.depth = max(self.page.depth, len(self._open))
        self._count(element, 1)

    def end(self, tag: str) -> None:
        """The parser has read an end tag, or ends an element without one."""
        if tag in _BLOCKS or tag == _FOUNDER_CONTENT:
            self._flush()
        self._in_title = self._in_linked_data = False
        while self._open_tags[tag]:
            element = self._open.pop()
            self._open_tags[element.tag] -= 1
            if element.declared:
                self._flush()
            self._count(element, -1)
            if element.tag == "article":
                self._articles.pop()
            if element.tag == tag:
                break

    def data(self, data: str) -> None:
        """The parser has read text."""
        if self._in_title:
            self.page.title += data
        elif self._in_linked_data:
            self.page.linked_data[-1] += data
        elif not self._skipping:
            if self._open and self._open[-1].fact:
                self.page.meta[self._open[-1].fact] = data.strip()
            for number, line in enumerate(data.split("\n") if self._open_tags["pre"] else [data]):
                if number:
                    self._break_line()
                self._add(line)

    def _add(self, data: str) -> None:
        """Adds text to the current line."""
        self._text.append(_collapse_spaces(data))
        if not data.isspace():
            self._levels.add(self._open[-1].level if self._open else 0)
            self._plain |= not (self._open_tags["b"] or self._open_tags["strong"])
        if self._linking:
            self._linked[-1] += len("".join(data.split()))

    def _break_line(self) -> None:
        self._text.append("\n")
        self._linked.append(0)

    def comment(self, text: str) -> None:
        """The parser has read a comment; Founder puts its marks into comments."""
        name = text.strip().lower()
        if name.startswith("enpproperty"):
            self.page.founder.append(text)
        elif name in ("enpcontent", "/enpcontent"):
            self._flush()
            self._in_founder_content = name == "enpcontent"

    def close(self) -> None:
        """The parser has read the whole page."""
        self._flush()

    def _read_meta(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content", "").strip()
        if name and content:
            self.page.meta.setdefault(name.strip().lower(), content)

    def _count(self, element: _Element, change: int) -> None:
        self._skipping += change * element.skipped
        self._linking += change * element.linked
        self._declaring += change * element.declared

    def _ends_cell(self) -> bool:
        """Whether the cell before is so long that it is a block of its own."""
        return sum(map(len, self._text)) > _CELL_LENGTH or "\n" in self._text

    def _find_level(self, tag: str, names: Sequence[str]) -> int:
        """The level of heading that the text of a new element has: its own, or that of the element around it."""
        inherited = self._open[-1].level if self._open else 0
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return int(tag[1])
        if tag == _FOUNDER_TITLE:
            return 1
        if (tag in _BLOCKS or tag in _CELLS) and not inherited and tag not in ("html", "body"):
            return next((_TITLE_NAMES[name] for name in names if name in _TITLE_NAMES), 0)
        # a container called "title…" may hold the whole story below its headline
        return 0 if tag in ("p", "table", "ul", "ol", "article") else inherited

    def _flush(self) -> None:
        """End the current block."""
        text = "".join(self._text)
        if text and not text.isspace():
            block = Block(
                "",
                min(self._levels, default=0),
                any(self._open_tags[tag] for tag in _HEADINGS),
                article=self._articles[-1] if self._articles else 0,
                declared=self._declaring > 0 or self._in_founder_content,
                bold=not self._plain,
            )
            lines = zip(text.split("\n"), self._linked, strict=True)
            tidy = [(shown, linked) for line, linked in lines if (shown := _show(line))]
            if block.level or _is_wrapped([line for line, _ in tidy]):
                whole = ("\n" if block.level else "").join(line for line, _ in tidy)
                tidy = [(whole, sum(linked for _, linked in tidy))] if tidy else []
            self.page.blocks += [replace(block, text=line, linked=linked) for line, linked in tidy]
        self._text, self._levels, self._linked, self._plain = [], set(), [0], False


# White space with a line end in it, and without.
_BREAK = re.compile(r"[ \t\r\n\f]*[\r\n][ \t\r\n\f]*")
_SPACES = re.compile(r"[ \t\f]+")
# Between two of these characters a line end of the source is shown as nothing (CSS Text 3, section 4.1.3).
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’…—·]")


def _collapse_spaces(data: str) -> str:
    """White space as a browser shows it: one space, or none where the source broke a line of Chinese text."""
    if not _BREAK.search(data):
        return _SPACES.sub(" ", data)

    def space(match: re.Match[str]) -> str:
        before, after = data[: match.start()][-1:], data[match.end() :][:1]
        return "" if (_WIDE.match(before or "　") and _WIDE.match(after or "　")) else " "

    return _SPACES.sub(" ", _BREAK.sub(space, data))


_NARROW = re.compile("[ \xa0\u2002-\u200a\u3000]+")
# Private use: the pictures of a font.
_PICTURES = re.compile("[\ue000-\uf8ff]+")
_BARE = " \xa0\u2002\u2003\u3000\u200b\ufeff"


def _show(line: str) -> str:
    """A line as a reader sees it."""
    return _NARROW.sub(" ", _PICTURES.sub("", line)).strip(_BARE)


# Lines broken with <br> at the width of a column: at least so many, so long, of which so few end a sentence.
_WRAPPED_LINES, _WRAPPED_LENGTH, _WRAPPED_SLACK, _WRAPPED_ENDS = 4, 10, 2, 0.3


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a paragraph was broken into lines of one width; otherwise each line is a paragraph."""
    if len(lines) < _WRAPPED_LINES:
        return False
    full = lines[:-1]
    lengths = [len(line) for line in full]
    ends = sum(line.endswith(("。", "！", "？", "”")) for line in full)
    even = min(lengths) >= _WRAPPED_LENGTH and max(lengths) - min(lengths) <= _WRAPPED_SLACK
    return even and ends <= _WRAPPED_ENDS * len(full)

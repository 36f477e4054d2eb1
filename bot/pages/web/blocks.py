"""Web page → blocks: headings, paragraphs and table rows as a reader sees them, and what the page's head says.

The code takes lxml's parser events instead of its tree, because then even malformed and deep pages take linear time.
No element is left out for its class or id: which blocks are the article is decided later, from all of them.
"""

from __future__ import annotations

import contextlib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from bot.errors import MissingExtraError
from bot.pages.web.phrases import is_furniture, strip_site_name
from bot.pages.web.wrapping import is_wrapped
from bot.text.patterns import compile_pattern


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a row of a table."""

    # without white space at its ends; a heading has a line break where the page has <br>
    text: str
    # 1 to 6 for a heading, 0 for other text
    level: int = 0
    # the number of its characters, white space apart, that are in links
    linked: int = 0
    # the number of the innermost <article> around it, counted from 1; 0 for none
    article: int = 0
    # the page says that this is the text of an article: itemprop="articleBody", or Founder's marks
    declared: bool = False
    # all of it is bold
    bold: bool = False
    # how many elements stand around both it and the block above
    shared: int = 0
    # the number of its cells, where it is the row of a table
    cells: int = 1
    # it is the only text in the element of a picture: its caption
    pictured: bool = False
    # the innermost element around it that is a block, and how many stand around that: alike for a text's paragraphs
    style: tuple[str, int] = ("", 0)
    # the class of that element
    class_name: str = ""

    @property
    def size(self) -> int:
        """The number of its characters without white space."""
        return len(squeeze(self.text))


def squeeze(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


@dataclass
class WebPage:
    """What a page holds: its blocks, in order, and what else it says."""

    blocks: list[Block] = field(default_factory=list)
    # <meta> by name, property or itemprop in lower case; the first of each name counts
    meta: dict[str, str] = field(default_factory=dict)
    # the texts of <title>, of scripts by their type, and of elements by their itemprop, in lower case
    facts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    # Founder's comments <!--enpproperty …-->, which name the article's parts
    founder: list[str] = field(default_factory=list)
    # the number of its elements, and how many of them stand within each other at the deepest place
    elements: int = 0
    depth: int = 0

    @property
    def title(self) -> str:
        """The text of the first <title>."""
        return next(iter(self.facts["title"]), "")

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
_CELLS = frozenset(("td", "th"))
# Elements within a line. Where one ends and the next begins, a page's style shows a space in lines that are no prose.
_INLINE = frozenset("span time a i em small label".split())
_JOINT = "\u2064"
_PROSE_MARK = compile_pattern("[，。！？；]")
# Characters: no caption, no line of a few elements beside each other, and no text of a button is longer.
_CAPTION_LENGTH, _LINE_LENGTH, _BUTTON_LENGTH = 150, 80, 10
# The cells of a row stand in one block while they are short; a page laid out as a table has long ones.
_CELL_LENGTH = 40
_FACTS = frozenset(("title", "application/ld+json", "author", "datepublished"))
_LEVELS = {**{f"h{level}": level for level in range(1, 7)}, _FOUNDER_TITLE: 1}
_UNSEEN_STYLE = compile_pattern(r"display\s*:\s*none", re.I)


class _Element(NamedTuple):
    """An element whose end has not come yet. What holds for the element around it holds for it, too."""

    # the level of heading that its text has, 0 for other text
    level: int = 0
    skipped: bool = False
    linked: bool = False
    declared: bool = False
    bold: bool = False
    preformatted: bool = False
    article: int = 0
    # the fact (`WebPage.facts`) that its text is; "" for none
    fact: str = ""
    # the number of blocks before it
    first: int = 0
    # the innermost element that is a block, and how many stand around that
    style: tuple[str, int] = ("", 0)
    # the class of that element
    class_name: str = ""


class _Collector:
    """Receives the parser's events, in which every start has its end, and collects the page."""

    def __init__(self) -> None:
        self.page = WebPage()
        # the elements around the current position, the innermost last; the first stands for the page
        self._open = [_Element()]
        self._in_founder_content = False
        # how many <article> elements there have been
        self._articles = 0
        # the current block: its text, the levels of its parts, the linked characters of each of its lines,
        # whether some of it is not bold, and the number of its cells
        self._text: list[str] = []
        self._levels: set[int] = set()
        self._linked = [0]
        self._plain = False
        self._cells = 1
        # where the text of its last cell begins
        self._cell_start = 0
        # the fewest elements around the position since the last block
        self._shared = 0
        # whether an element within the line has just ended
        self._ended_inline = False
        # for each of the elements around, the number of pictures in it that have no caption yet
        self._pictures = [0]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """The parser has read a start tag."""
        item = attributes.get("itemprop", "").lower()
        declared = tag == _FOUNDER_CONTENT or item == "articlebody"
        if tag == "meta":
            self._read_meta(attributes)
        else:
            self._begin(tag, declared=declared)
        self._pictures[-1] += tag == "img"
        self._pictures.append(0)
        fact = {"title": "title", "script": attributes.get("type", "")}.get(tag, item)
        if fact in _FACTS:
            self.page.facts[fact].append(attributes.get("datetime", ""))
        self._articles += tag == "article"
        self._open.append(self._read_element(tag, attributes, fact if fact in _FACTS else "", declared=declared))
        self.page.elements += 1
        self.page.depth = max(self.page.depth, len(self._open))

    def _begin(self, tag: str, *, declared: bool) -> None:
        """What the beginning of an element means for the text: a block, a cell or a line ends, or a space is shown."""
        if tag == "br":
            self._break_line()
        elif self._is_in_short_cell(tag) and not "".join(self._text[self._cell_start :]).strip():
            # each cell of the row may have a paragraph of its own
            pass
        elif tag in _BLOCKS or declared or (tag in _CELLS and self._ends_cell()):
            self._flush()
        elif tag in _CELLS and self._text:
            self._text.append("　")
            self._cells += 1
            self._cell_start = len(self._text)
        elif tag in _INLINE and self._ended_inline:
            self._text.append(_JOINT)

    def _read_element(self, tag: str, attributes: Mapping[str, str], fact: str, *, declared: bool) -> _Element:
        """The element that begins; `fact` and `declared` are its own, without those of the elements around it."""
        around = self._open[-1]
        unseen = "hidden" in attributes or _UNSEEN_STYLE.search(attributes.get("style", "")) is not None
        # a script opens a link without an address; one with a name or an id is where another link leads
        linked = tag == "a" and ("href" in attributes or not {"name", "id"} & attributes.keys())
        is_block = tag in _BLOCKS or tag in _CELLS
        return _Element(
            level=_LEVELS.get(tag, around.level),
            skipped=around.skipped or tag in _SKIPPED or unseen,
            linked=around.linked or linked,
            declared=around.declared or declared,
            bold=around.bold or tag in ("b", "strong"),
            preformatted=around.preformatted or tag == "pre",
            article=self._articles if tag == "article" else around.article,
            fact=fact or around.fact,
            first=len(self.page.blocks),
            style=(tag, len(self._open)) if is_block else around.style,
            class_name=attributes.get("class", "") if is_block else around.class_name,
        )

    def end(self, tag: str) -> None:
        """The parser has read an end tag, or ends an element without one."""
        if self._is_in_short_cell(tag):
            self._text.append(" ")
        elif tag in _BLOCKS or self._open[-1].declared > self._open[-2].declared:
            self._flush()
        self._ended_inline = tag in _INLINE and bool(self._text)
        element = self._open.pop()
        self._find_caption(tag, element.first)
        self._shared = min(self._shared, len(self._open))

    def _find_caption(self, tag: str, first: int) -> None:
        """At the end of an element, whether the only block in it is the caption of a picture there.

        Args:
            tag: the element's.
            first: the number of blocks before it.
        """
        pictures = self._pictures.pop()
        count = len(self.page.blocks) - first
        if pictures and not (count and tag in _BLOCKS):
            # the caption may stand beside the element: in the next row of a table
            self._pictures[-1] += pictures
        elif (count == 1 and pictures and tag != "p") or (count and tag == "figcaption"):
            for at in range(first, len(self.page.blocks)):
                block = self.page.blocks[at]
                text = block.level == 0 and not block.linked and block.size <= _CAPTION_LENGTH
                # a picture with a few characters is a button: 关注, 分享
                says = tag == "figcaption" or block.size > _BUTTON_LENGTH or block.text.endswith(("。", "）", ")"))
                if text and says and not is_furniture(block.text):
                    self.page.blocks[at] = replace(block, pictured=True)

    def data(self, data: str) -> None:
        """The parser has read text."""
        element = self._open[-1]
        self._ended_inline = False
        if element.fact:
            self.page.facts[element.fact][-1] += data
        if element.skipped:
            return
        for number, line in enumerate(data.split("\n") if element.preformatted else [data]):
            if number:
                self._break_line()
            self._text.append(_collapse_spaces(line))
            if not line.isspace():
                self._levels.add(element.level)
                self._plain |= not element.bold
            if element.linked:
                self._linked[-1] += len(squeeze(line))

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

    def _break_line(self) -> None:
        self._text.append("\n")
        self._linked.append(0)

    def _is_in_short_cell(self, tag: str) -> bool:
        """Whether a paragraph begins or ends in a row of cells that is one block."""
        return tag == "p" and any(element.style[0] in _CELLS for element in self._open[-2:]) and not self._ends_cell()

    def _ends_cell(self) -> bool:
        """Whether the cell before is so long that it is a block of its own."""
        return sum(map(len, self._text)) > _CELL_LENGTH or "\n" in self._text

    def _flush(self) -> None:
        """End the current block."""
        if not self._text:
            return
        lines = zip("".join(self._text).split("\n"), self._linked, strict=True)
        level = min(self._levels, default=0)
        shown = [(text, linked) for line, linked in lines if (text := _show(line, level))]
        if shown and (level or is_wrapped([text for text, _ in shown])):
            whole = ("\n" if level else "").join(text for text, _ in shown)
            shown = [(whole, sum(linked for _, linked in shown))]
        declared = self._open[-1].declared or self._in_founder_content
        element = self._open[-1]
        for text, linked in shown:
            self.page.blocks.append(
                Block(
                    text,
                    level,
                    linked,
                    element.article,
                    declared,
                    bold=not self._plain,
                    shared=self._shared,
                    cells=self._cells,
                    style=element.style,
                    class_name=element.class_name,
                )
            )
            self._shared = len(self._open)
        self._text, self._levels, self._linked, self._plain = [], set(), [0], False
        self._cells, self._cell_start = 1, 0


_SPACES = compile_pattern(r"[ \t\r\n\f]+")
# Between two of these characters a line end of the source is shown as nothing (CSS Text 3, section 4.1.3).
_WIDE = compile_pattern("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’…—·]")
# Characters without width, and the pictures of a font (private use).
_UNSEEN = compile_pattern("[\u00ad\u200b-\u200d\u2060\ufeff\ue000-\uf8ff]+")


def _collapse_spaces(data: str) -> str:
    """White space as a browser shows it: one space, or none where the source broke a line of Chinese text."""
    if data.isspace():
        # between two elements: 作者：李华 来源：…
        return " "

    def space(match: re.Match[str]) -> str:
        before, after = data[max(0, match.start() - 1) : match.start()], data[match.end() : match.end() + 1]
        broken = "\n" in match[0] and _WIDE.match(before or "　") and _WIDE.match(after or "　")
        return "" if broken else " "

    return _SPACES.sub(space, data)


def _show(line: str, level: int) -> str:
    """A line as a reader sees it, given the level of heading that it has."""
    if _JOINT in line:
        short = not level and len(line) <= _LINE_LENGTH and not _PROSE_MARK.search(line)
        line = line.replace(_JOINT, " " if short else "")
    return " ".join(_UNSEEN.sub("", line).split())

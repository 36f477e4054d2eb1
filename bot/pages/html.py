"""Turns a web page of a newspaper into a Page: its articles as plain text, without the menus and buttons around them.

In this text each deck of a headline is a line that begins with "# ", and blank lines separate paragraphs and captions.
The line numbers of such a page count the lines of this text, not those of the HTML file.

The code takes lxml's parser events instead of its tree, because then even malformed pages take linear time.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.errors import MissingExtraError, PageError
from bot.pages.decoding import decode
from bot.records import Page
from bot.text.names import is_name
from bot.text.patterns import NEWSPAPER_ENDING

__all__ = ["read_html"]


def read_html(data: bytes, file: str) -> Page:
    """Read the articles on a web page.

    Args:
        data: the HTML file; its bytes decide the encoding, and what it declares only tips the balance.
        file: the name that the page goes by.

    Raises:
        PageError: when the bytes cannot be decoded, or the page holds no text apart from links.
        MissingExtraError: when lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtraError("reading web pages (.html)", "html") from None
    source = decode(data, file, _find_declared(data))
    # If leaving out elements by class and id leaves nothing, read the page again without that filter.
    for by_name in (True, False):
        collector = _Collector(by_name)
        parser = etree.HTMLParser(target=collector, encoding="utf-8", remove_pis=True)
        # lxml raises an error for a page of comments alone; the collector then stays empty
        with contextlib.suppress(etree.LxmlError):
            parser.feed(source.text.encode("utf-8"))
            parser.close()
        text = "\n\n".join(_compose_text(list(_find_content(collector)), collector.title))
        if text.strip():
            return Page(file, f"{text}\n", source.encoding)
    raise PageError(file, "no article on this web page; skipped")


_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})|encoding=[\"']([\w-]{3,20})", re.I)


def _find_declared(data: bytes) -> str | None:
    """The encoding that a web page declares in its first 4 kB."""
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


# --- tags → blocks -------------------------------------------------------------------------------------------------

# Elements that hold no text, or text that belongs to no article.
_SKIPPED = frozenset(
    "script style noscript template head nav footer button select textarea svg canvas iframe object video audio map "
    "dialog".split()
)
# Words in the class or id of an element that belongs to no article.
_SKIPPED_NAMES = frozenset(
    "nav navbar navigation menu footer foot copyright breadcrumb breadcrumbs crumb sidebar share sharebar comments ad "
    "ads advert adv banner toolbar pager pagination related recommend login search qrcode".split()
)
_BLOCKS = frozenset(
    "p div section article main header aside address blockquote pre figure figcaption center ul ol li dl dt dd hr "
    "table caption thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6 body html fieldset details summary".split()
)
# Elements without an end tag, which therefore hold nothing.
_VOID = frozenset("br hr img input meta link area base col embed source track wbr param".split())
# Words in the class or id of a headline or deck, and the level of heading (1 to 6) that each stands for.
_TITLE_NAMES = {"title": 1, "headline": 1, "biaoti": 1, "yinti": 3, "kicker": 3, "subtitle": 2, "futi": 2, "deck": 2}
_NAME_WORDS = re.compile(r"[a-z]+")
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading or paragraph of the web page."""

    text: str
    # 1 to 6 for a heading, 0 for other text
    level: int
    # the number of its characters, white space apart, that are in links
    linked: int
    # the number of the innermost <article> around it, counted from 1; 0 for none
    article: int


class _Element(NamedTuple):
    """An element whose end has not come yet."""

    tag: str
    # the level of heading that its text has, 0 for other text
    level: int
    skipped: bool
    linked: bool


class _Collector:
    """Receives the parser's events and collects the text of each block.

    Args:
        by_name: leave out elements whose class or id says that they belong to no article.

    Attributes:
        blocks: the blocks so far.
        title: the text of the page's first <title>.
    """

    def __init__(self, by_name: bool) -> None:
        self.blocks: list[_Block] = []
        self.title = ""
        self._by_name = by_name
        # the elements around the current position, the innermost last; how often each tag is among them; and how many
        # of them are left out, and links
        self._open: list[_Element] = []
        self._open_tags: Counter[str] = Counter()
        self._skipping = 0
        self._linking = 0
        self._in_title = False
        # the numbers of the open <article> elements, and how many there have been
        self._articles: list[int] = []
        self._article_count = 0
        # the current block: its text, the levels of its parts, its linked characters
        self._text: list[str] = []
        self._levels: set[int] = set()
        self._linked = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """The parser has read a start tag."""
        if tag == "br":
            self._text.append("\n")
            return
        if tag in _BLOCKS:
            self._flush()
        if tag in _VOID:
            return
        self._in_title = tag == "title" and not self.title
        if tag == "article":
            self._article_count += 1
            self._articles.append(self._article_count)
        names = _NAME_WORDS.findall(f"{attributes.get('class', '')} {attributes.get('id', '')}".lower())
        element = _Element(
            tag,
            self._find_level(tag, names),
            skipped=tag in _SKIPPED
            or "hidden" in attributes
            or (self._by_name and tag not in ("html", "body") and not _SKIPPED_NAMES.isdisjoint(names))
            or _UNSEEN_STYLE.search(attributes.get("style", "")) is not None,
            linked=tag == "a" and "href" in attributes,
        )
        self._open.append(element)
        self._open_tags[tag] += 1
        self._skipping += element.skipped
        self._linking += element.linked

    def _find_level(self, tag: str, names: Sequence[str]) -> int:
        """The level of heading that the text of a new element has: its own, or that of the element around it."""
        inherited = self._open[-1].level if self._open else 0
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return int(tag[1])
        if tag == "founder-title":
            # an element of the e-paper system of Founder (方正), which many Chinese newspapers use
            return 1
        if tag in _BLOCKS and not inherited and tag not in ("html", "body"):
            return next((_TITLE_NAMES[name] for name in names if name in _TITLE_NAMES), 0)
        # a container called "title…" may hold the whole story below its headline
        return 0 if tag in ("p", "table", "ul", "ol", "article") else inherited

    def end(self, tag: str) -> None:
        """The parser has read an end tag, or ends an element without one."""
        if tag in _BLOCKS:
            self._flush()
        self._in_title = False
        while self._open_tags[tag]:
            element = self._open.pop()
            self._open_tags[element.tag] -= 1
            self._skipping -= element.skipped
            self._linking -= element.linked
            if element.tag == "article":
                self._articles.pop()
            if element.tag == tag:
                break

    def data(self, data: str) -> None:
        """The parser has read text."""
        if self._in_title:
            self.title += data
        elif not self._skipping:
            self._text.append(_collapse_spaces(data))
            if not data.isspace():
                self._levels.add(self._open[-1].level if self._open else 0)
            if self._linking:
                self._linked += len("".join(data.split()))

    def close(self) -> None:
        """The parser has read the whole page."""
        self._flush()

    def _flush(self) -> None:
        """End the current block."""
        text = "".join(self._text)
        if text and not text.isspace():
            article = self._articles[-1] if self._articles else 0
            self.blocks.append(_Block(text, min(self._levels, default=0), self._linked, article))
        self._text, self._levels, self._linked = [], set(), 0


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


# --- blocks → paragraphs -------------------------------------------------------------------------------------------

# An indent of two Chinese characters: one to four wide spaces, or three and more no-break or half-wide ones.
_INDENT = re.compile("[ \xa0]*(?:[\u3000\u2003]{1,4}|\xa0{3,8}|\u2002{3,8})[ \xa0\u2002\u2003\u3000]*")
_NARROW = re.compile("[ \xa0\u2002-\u200a]+")
_EMPTY_LINES = re.compile(r"\n[ \xa0\u3000]*\n[\s\xa0\u3000]*")
# A line of nothing but the labels of a site's buttons.
_BUTTONS = re.compile(
    r"(?:上一[版篇期页]|下一[版篇期页]|放大|缩小|默认|朗读|打印|收藏|分享(?:到)?|返回(?:目录|首页|顶部|列表)?|字[号体]?[大中小]?|"
    r"关闭|首页|目录|往期回顾|版面(?:导航|目录|概览)|标题导航|本版(?:新闻|导读|标题)?|查看|下载|PDF(?:版|下载)?|复制链接|扫一扫|"
    r"微信|微博|评论|点赞|阅读原文|大|中|小|[ 　\xa0|·:：+\-⊕⊖<>»«/\[\]A])+"
)
# A paragraph with a larger share of linked characters is a menu or a list of other stories …
_LINKED_SHARE = 0.6
# … unless it has a full stop and at least this many characters, as a story's paragraph has.
_SENTENCE_LENGTH = 60


def _find_content(collector: _Collector) -> Iterator[_Block]:
    """The headings and paragraphs of articles, without menus and buttons; one block each, with tidy white space."""
    for block in collector.blocks:
        characters = len("".join(block.text.split()))
        sentence = characters >= _SENTENCE_LENGTH and "。" in block.text
        if not block.level and block.linked > _LINKED_SHARE * characters and not sentence:
            continue
        for text in _split_paragraphs(block.text):
            if not _BUTTONS.fullmatch(text.strip("　 ")):
                yield _Block(text, block.level, block.linked, block.article)


def _split_paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a block; an empty line ends one, and an indented line begins one."""
    for part in _EMPTY_LINES.split(text):
        lines: list[str] = []
        for line in part.split("\n"):
            indent = _INDENT.match(line)
            shown = _NARROW.sub(" ", line[indent.end() :] if indent else line).strip(" \u3000")
            if not shown:
                continue
            if indent and lines:
                yield "\n".join(lines)
                lines = []
            lines.append(f"　　{shown}" if indent else shown)
        if lines:
            yield "\n".join(lines)


# --- paragraphs → stories ------------------------------------------------------------------------------------------

# A heading that is the name of the newspaper or its site, with at most so many characters.
_SITE = re.compile(rf".{{0,10}}(?:{NEWSPAPER_ENDING}|数字报|电子报|数字版|新闻网)(?:电子版|数字报)?")
_SITE_LENGTH = 14
# In a page's <title> the headline comes first, and one of these separates it from the newspaper's name.
_TITLE_END = re.compile(r"\s*[-_—|–]+\s*|\s{2,}")
_TITLE_LENGTH = 4
# A longer heading is a paragraph with a heading's tag.
_HEADING_LENGTH = 60


def _compose_text(blocks: list[_Block], title: str) -> Iterator[str]:
    """The parts of the page's text in order: each headline with all its decks is one part, and so is each paragraph.

    Adjacent headings are the decks of one headline. A heading within a story that is smaller than all decks of the
    headline is a subheading. It gets no "# ", because the reader begins a story there.
    """
    if not any(_is_heading(block) for block in blocks):
        _promote_title(blocks, title)
    # level and <article> of the last headline
    level = article = 0
    at = 0
    while at < len(blocks):
        if not _is_heading(blocks[at]):
            yield blocks[at].text
            at += 1
            continue
        end = at
        while end < len(blocks) and _is_heading(blocks[end]) and blocks[end].article == blocks[at].article:
            end += 1
        has_story = end < len(blocks) and blocks[end].article == blocks[at].article
        decks = _select_decks(blocks[at:end], has_story)
        if decks:
            highest = min(deck.level for deck in decks)
            begins_story = not level or highest <= level or decks[0].article != article
            if begins_story:
                level, article = highest, decks[0].article
            mark = "# " if begins_story and not (len(decks) == 1 and _is_site(decks[0].text)) else ""
            lines = [line.strip("　 ") for deck in decks for line in deck.text.split("\n")]
            yield "\n".join(f"{mark}{line}" for line in lines)
        at = end


def _select_decks(headings: list[_Block], has_story: bool) -> list[_Block]:
    """The decks among adjacent headings: without the newspaper's name and, if no story follows, without links."""
    decks = [deck for deck in headings if has_story or deck.linked < _LINKED_SHARE * len(deck.text)]
    return decks[1:] if len(decks) > 1 and _is_site(decks[0].text) else decks


def _is_site(text: str) -> bool:
    return len(text) <= _SITE_LENGTH and _SITE.fullmatch(text) is not None


def _is_heading(block: _Block) -> bool:
    return (
        block.level > 0
        and len(block.text) <= _HEADING_LENGTH
        and not block.text.endswith("。")
        and not _is_byline(block)
    )


# Titles of those who sign a story. The reader knows more of them; in a heading these are enough.
_REPORTER = re.compile(
    "(?:本报|本网|本台|全媒体|融媒体|首席|见习|实习|特约)*(?:记者|通讯员|实习生|评论员|作者|撰稿|采写|供稿)|[□◎○]"
)
_NAME_SEPARATORS = re.compile(r"[\s、，,/|:：（）()]+")
_NAME_LENGTH = 4


def _is_byline(block: _Block) -> bool:
    """Whether a heading is the names of reporters: 记者 张翔 at any level, names alone from h4 on."""
    names = [name for name in _NAME_SEPARATORS.split(_REPORTER.sub(" ", block.text)) if name]
    if not names or not all(len(name) <= _NAME_LENGTH for name in names):
        return False
    return _REPORTER.search(block.text) is not None or (block.level > 3 and all(map(is_name, names)))


def _promote_title(blocks: list[_Block], title: str) -> None:
    """Make a heading of the first block that repeats the headline in the page's <title>."""
    headline = "".join(_TITLE_END.split(title.strip(), maxsplit=1)[0].split())
    if len(headline) < _TITLE_LENGTH:
        return
    for at, block in enumerate(blocks):
        if "".join(block.text.split()) == headline:
            blocks[at] = replace(block, level=1)
            return

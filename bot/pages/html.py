"""A web page of a newspaper → Page: headlines, bylines and paragraphs as lines that the reader understands.

An e-paper's page holds one article or several amid menus and buttons. What comes out is plain text: each deck of a
headline on a line of its own after "# ", paragraphs and captions with blank lines between them, nothing of the site's
own furniture. The lines of such a page are those of this text, not of the HTML file.

lxml's parser is asked for events rather than a tree: any soup of tags then takes time in proportion to its length.
"""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.errors import MissingExtraError, PageError
from bot.pages.decoding import decode
from bot.reader.lines.bylines import read_byline
from bot.records import Page

__all__ = ["read_html"]


def read_html(data: bytes, file: str) -> Page:
    """The text of a web page, its encoding told by its bytes first and by its own declaration second.

    Raises:
        PageError: when the bytes cannot be decoded, or the page holds no text but links.
        MissingExtraError: when lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError:
        raise MissingExtraError("reading web pages (.html)", "html") from None
    source = decode(data, file, _declared(data))
    # where whole parts are left out for their names and nothing remains, the names meant something else
    for by_name in (True, False):
        collector = _Collector(by_name)
        parser = etree.HTMLParser(target=collector, encoding="utf-8", remove_pis=True)
        # a page of comments alone has no document; the collector simply stays empty
        with contextlib.suppress(etree.LxmlError):
            parser.feed(source.text.encode("utf-8"))
            parser.close()
        text = "\n\n".join(_stories(list(_content(collector)), collector.title))
        if text.strip():
            return Page(file, f"{text}\n", source.encoding)
    raise PageError(file, "no article on this web page; skipped")


_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})|encoding=[\"']([\w-]{3,20})", re.I)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    return (match[1] or match[2]).decode("ascii") if match else None


# --- tags → blocks -------------------------------------------------------------------------------------------------

# What is not text, or no part of an article wherever it stands.
_SKIPPED = frozenset(
    "script style noscript template head nav footer button select textarea svg canvas iframe object video audio map "
    "dialog".split()
)
# Words of class and id that say the same of a whole element.
_SKIPPED_NAMES = frozenset(
    "nav navbar navigation menu footer foot copyright breadcrumb breadcrumbs crumb sidebar share sharebar comments ad "
    "ads advert adv banner toolbar pager pagination related recommend login search qrcode".split()
)
_BLOCKS = frozenset(
    "p div section article main header aside address blockquote pre figure figcaption center ul ol li dl dt dd hr "
    "table caption thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6 body html fieldset details summary".split()
)
# Elements without an end: they never open anything.
_VOID = frozenset("br hr img input meta link area base col embed source track wbr param".split())
# Words of class and id that name a headline or a deck, with the level of heading that they stand for.
_TITLE_NAMES = {"title": 1, "headline": 1, "biaoti": 1, "yinti": 3, "kicker": 3, "subtitle": 2, "futi": 2, "deck": 2}
_NAME_WORDS = re.compile(r"[a-z]+")
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass
class _Block:
    """A heading or paragraph as it stands on the web page."""

    text: str
    # 1 to 6 for a heading, 0 for other text
    level: int
    # how many of its characters lead elsewhere
    linked: int
    # the innermost <article> that it stands in, 0 for none
    article: int


class _Collector:
    """Takes the parser's events and puts the text of each block together."""

    def __init__(self, by_name: bool) -> None:
        self.blocks: list[_Block] = []
        # the first <title>
        self.title = ""
        self._by_name = by_name
        # the elements that are open, each with the level of heading that it gives and whether it is skipped, a link
        self._open: list[tuple[str, int, bool, bool]] = []
        self._open_tags: Counter[str] = Counter()
        # how many of them are skipped, how many are links
        self._skipping = 0
        self._linking = 0
        self._in_title = False
        # the <article> elements that are open, by number, and how many there were
        self._articles: list[int] = []
        self._count = 0
        # the block that is being put together: its text, the levels of its parts, its linked characters
        self._text: list[str] = []
        self._levels: set[int] = set()
        self._linked = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "br":
            self._text.append("\n")
            return
        if tag in _BLOCKS:
            self._flush()
        if tag in _VOID:
            return
        self._in_title = tag == "title" and not self.title
        if tag == "article":
            self._count += 1
            self._articles.append(self._count)
        names = _NAME_WORDS.findall(f"{attributes.get('class', '')} {attributes.get('id', '')}".lower())
        skipped = (
            tag in _SKIPPED
            or "hidden" in attributes
            or (self._by_name and tag not in ("html", "body") and not _SKIPPED_NAMES.isdisjoint(names))
            or _UNSEEN_STYLE.search(attributes.get("style", "")) is not None
        )
        level = self._open[-1][1] if self._open else 0
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            level = int(tag[1])
        elif tag == "founder-title":
            level = 1
        elif tag in _BLOCKS and not level and tag not in ("html", "body"):
            level = next((_TITLE_NAMES[name] for name in names if name in _TITLE_NAMES), 0)
        elif tag in ("p", "table", "ul", "ol", "article"):
            # a container that is called "title…" for what stands at its top
            level = 0
        linked = tag == "a" and "href" in attributes
        self._open.append((tag, level, skipped, linked))
        self._open_tags[tag] += 1
        self._skipping += skipped
        self._linking += linked

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        self._in_title = False
        while self._open_tags[tag]:
            closed, _, skipped, linked = self._open.pop()
            self._open_tags[closed] -= 1
            self._skipping -= skipped
            self._linking -= linked
            if closed == "article":
                self._articles.pop()
            if closed == tag:
                break

    def data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._skipping:
            self._text.append(_closed_up(data))
            if not data.isspace():
                self._levels.add(self._open[-1][1] if self._open else 0)
            if self._linking:
                self._linked += len("".join(data.split()))

    def comment(self, text: str) -> None:
        """A comment is no text."""

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        text = "".join(self._text)
        if text and not text.isspace():
            article = self._articles[-1] if self._articles else 0
            self.blocks.append(_Block(text, min(self._levels, default=0), self._linked, article))
        self._text, self._levels, self._linked = [], set(), 0


# White space with a line end in it, and none.
_BREAK = re.compile(r"[ \t\r\n\f]*[\r\n][ \t\r\n\f]*")
_SPACES = re.compile(r"[ \t\f]+")
# Between these a line end of the source is no space (CSS Text 3, 4.1.3).
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60“”‘’…—·]")


def _closed_up(data: str) -> str:
    """A run of text with white space as a browser shows it: one space, or none where a line of Chinese was broken."""
    if not _BREAK.search(data):
        return _SPACES.sub(" ", data)

    def space(match: re.Match[str]) -> str:
        before, after = data[: match.start()][-1:], data[match.end() :][:1]
        return "" if (_WIDE.match(before or "　") and _WIDE.match(after or "　")) else " "

    return _SPACES.sub(" ", _BREAK.sub(space, data))


# --- blocks → paragraphs -------------------------------------------------------------------------------------------

# Two of Chinese width: as ideographic spaces, or as four of the narrow ones that hold a line together.
_INDENT = re.compile("[ \xa0]*(?:[\u3000\u2003]{1,4}|\xa0{3,8}|\u2002{3,8})[ \xa0\u2002\u2003\u3000]*")
_NARROW = re.compile("[ \xa0\u2002-\u200a]+")
_EMPTY_LINES = re.compile(r"\n[ \xa0\u3000]*\n[\s\xa0\u3000]*")
# The words of a site's own buttons, when a line holds nothing else.
_BUTTONS = re.compile(
    r"(?:上一[版篇期页]|下一[版篇期页]|放大|缩小|默认|朗读|打印|收藏|分享(?:到)?|返回(?:目录|首页|顶部|列表)?|字[号体]?[大中小]?|"
    r"关闭|首页|目录|往期回顾|版面(?:导航|目录|概览)|标题导航|本版(?:新闻|导读|标题)?|查看|下载|PDF(?:版|下载)?|复制链接|扫一扫|"
    r"微信|微博|评论|点赞|阅读原文|大|中|小|[ 　\xa0|·:：+\-⊕⊖<>»«/\[\]A])+"
)
# A paragraph of which so much leads elsewhere is a menu or a list of other stories.
_LINKED_SHARE = 0.6
# Unless it is as long as a story's paragraph, and a sentence.
_LINKED_LONG = 60


def _content(collector: _Collector) -> Iterator[_Block]:
    """The blocks that belong to articles, each with its white space put in order; a paragraph a block."""
    for block in collector.blocks:
        characters = len("".join(block.text.split()))
        sentence = characters >= _LINKED_LONG and "。" in block.text
        if not block.level and block.linked > _LINKED_SHARE * characters and not sentence:
            continue
        for text in _paragraphs(block.text):
            if not _BUTTONS.fullmatch(text.strip("　 ")):
                yield _Block(text, block.level, block.linked, block.article)


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a block: parted by an empty line, or by an indent after a line break."""
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

# The name of the paper or of its site in a heading of its own.
_SITE = re.compile(
    r".{0,10}(?:日报|晚报|晨报|早报|商报|快报|时报|都市报|青年报|周报|数字报|电子报|数字版|新闻网)(?:电子版|数字报)?"
)
_SITE_LENGTH = 14
# The first deck's place in the page's own title is before one of these.
_TITLE_END = re.compile(r"\s*[-_—|–]+\s*|\s{2,}")
_TITLE_LENGTH = 4
# A heading longer than this is a paragraph in a heading's clothes.
_HEADING_LENGTH = 60


def _stories(blocks: list[_Block], title: str) -> Iterator[str]:
    """The page's parts in order: a headline with all its decks is one part, and so is each paragraph.

    Headings with nothing between them are the decks of one headline. Inside a story, one that is smaller than all of
    its decks is a subheading and gets no mark: a mark begins a story.
    """
    if not any(_is_heading(block) for block in blocks):
        _promote(blocks, title)
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
        decks = blocks[at:end]
        followed = end < len(blocks) and blocks[end].article == blocks[at].article
        # a list of links to other stories looks like headlines with no story
        decks = [deck for deck in decks if followed or deck.linked < _LINKED_SHARE * len(deck.text)]
        if len(decks) > 1 and _is_site(decks[0].text):
            decks = decks[1:]
        highest = min((deck.level for deck in decks), default=0)
        begins = not level or highest <= level or decks[0].article != article if decks else False
        if begins:
            level, article = highest, decks[0].article
        if decks:
            mark = "# " if begins and not (len(decks) == 1 and _is_site(decks[0].text)) else ""
            lines = [line.strip("　 ") for deck in decks for line in deck.text.split("\n")]
            yield "\n".join(f"{mark}{line}" for line in lines)
        at = end


def _is_site(text: str) -> bool:
    return len(text) <= _SITE_LENGTH and _SITE.fullmatch(text) is not None


def _is_heading(block: _Block) -> bool:
    if not block.level or len(block.text) > _HEADING_LENGTH or block.text.endswith("。"):
        return False
    byline = read_byline(block.text.strip("　 "))
    return not (byline and (byline.titled or block.level > 3))


def _promote(blocks: list[_Block], title: str) -> None:
    """Makes a heading of the first block that says what the page's own title says, where there is no heading."""
    name = "".join(_TITLE_END.split(title.strip(), maxsplit=1)[0].split())
    if len(name) < _TITLE_LENGTH:
        return
    for block in blocks:
        if "".join(block.text.split()) == name:
            block.level = 1
            return

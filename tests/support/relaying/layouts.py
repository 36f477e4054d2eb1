"""Layouts of a page of plain text, of a web page and of Markdown, and the changes that leave the truth as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["BASES", "CHANGES", "Layout"]

Kind = Literal["text", "html", "markdown"]


@dataclass(frozen=True)
class Layout:
    """How the articles of a page are set. What a kind of page has no use for is ignored."""

    kind: Kind = "text"

    # --- plain text ----------------------------------------------------------------------------------------------
    # what stands before each paragraph
    indent: str = "　　"
    # characters of a line; 0: a paragraph is one line
    width: int = 0
    # blank lines between paragraphs, between headline and text, between articles
    paragraph_gap: int = 0
    head_gap: int = 0
    article_gap: int = 1
    # a line drawn across between two articles
    rule: str = ""
    # cells that a headline is centred in; 0: it stands at the margin
    centred: int = 0
    # a headline that has a space is two lines
    decks: bool = False
    # lines above the first article and below the last, and between pages of a PDF
    head_lines: tuple[str, ...] = ()
    foot_lines: tuple[str, ...] = ()
    # so many articles stand before a page's end, with the lines above and below and a form feed; 0: all
    per_page: int = 0

    # --- authors -------------------------------------------------------------------------------------------------
    byline: Literal["below", "leadin", "end", "end line", "none"] = "below"
    # {names} are the authors, {place} a town
    credit: str = "本报记者 {names}"
    # between two names, and within a name of two characters
    between: str = " "
    within: str = ""

    # --- characters ----------------------------------------------------------------------------------------------
    traditional: bool = False
    # pairs of a character and what is printed for it
    characters: tuple[tuple[str, str], ...] = ()
    line_end: str = "\n"

    # --- web page ------------------------------------------------------------------------------------------------
    # what a paragraph stands in; "br" and "br br": lines of one element
    paragraph: Literal["p", "div", "br", "br br", "td", "section", "span p", "br indent"] = "p"
    headline: Literal["h1", "h2", "div", "strong", "td"] = "h1"
    # what stands around the article
    around: Literal["div", "article", "main", "section", "table", "body"] = "div"
    classes: tuple[str, str, str] = ("article-title", "article-info", "article-content")
    meta: bool = True
    json_ld: bool = False
    # the links above, and those to other stories below
    menu: Literal["ul", "div", "table", "nav", "none"] = "ul"
    related: Literal["ul", "div", "table", "p", "none"] = "ul"
    copyright: bool = True

    # --- Markdown ------------------------------------------------------------------------------------------------
    # atx: # before it; setext: a line of === below; bold: a line in bold type; closed: # on both sides
    heading: Literal["atx", "setext", "bold", "closed"] = "atx"
    level: int = 1
    front: bool = False
    # a title above the headlines, one level higher
    title: str = ""


HALF = (("，", ","), ("：", ":"), ("；", ";"), ("！", "!"), ("？", "?"), ("（", "("), ("）", ")"))
FULL = tuple((chr(code), chr(code + 0xFEE0)) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B)))
CORNERS = (("“", "「"), ("”", "」"), ("‘", "『"), ("’", "』"))
HEAD = ("海州日报　2021年3月2日　星期二　第{page}版　要闻",)

_INDENTED = Layout()
_BLOCKS = Layout(indent="")
_COLUMNS = Layout(width=18)
_WEB = Layout("html", indent="", paragraph_gap=1)
_MARKDOWN = Layout("markdown", indent="", paragraph_gap=1, head_gap=1)

BASES: dict[str, Layout] = {
    "indented": _INDENTED,
    "blocks": _BLOCKS,
    "columns": _COLUMNS,
    "web": _WEB,
    "markdown": _MARKDOWN,
}
"""The layouts that changes start from."""

_CREDITS: dict[str, str] = {
    "（本报记者）": "（本报记者 {names}）",
    "【记者】": "【本报记者 {names}】",
    "〔记者／报道〕": "〔记者{names}／{place}报道〕",
    "（记者/报道）": "（记者{names}/{place}报道）",
    "记者／报道": "记者{names}／{place}报道",
    "记者 报道": "记者 {names} 报道",
    "记者：": "记者：{names}",
    "文/": "文/{names}",
    "□ 记者": "□ 本报记者 {names}",
    "本报全媒体记者": "海州日报全媒体记者 {names}",
    "通讯员": "通讯员 {names}",
    "names": "{names}",
    "NBSP": "本报记者\u00a0{names}",
    "wide space": "本报记者　{names}",
    "no space": "本报记者{names}",
}

# What all kinds of pages share.
_COMMON: dict[str, dict[str, object]] = {
    "same": {},
    "indent 2 wide": {"indent": "　　"},
    "byline lead-in": {"byline": "leadin", "credit": "本报讯（记者 {names}）"},
    "byline end": {"byline": "end", "credit": "（本报记者 {names}）"},
    "byline end line": {"byline": "end line", "credit": "（本报记者 {names}）"},
    "byline none": {"byline": "none"},
    **{f"credit {name}": {"credit": credit} for name, credit in _CREDITS.items()},
    "traditional": {"traditional": True},
    "half punctuation": {"characters": HALF},
}

_TEXT: dict[str, dict[str, object]] = {
    **_COMMON,
    "paragraph gap 1": {"paragraph_gap": 1, "article_gap": 1},
    "paragraph gap 1, article gap 2": {"paragraph_gap": 1, "article_gap": 2},
    "head gap": {"head_gap": 1},
    "article gap 2": {"article_gap": 2},
    "head gap, article gap 2": {"head_gap": 1, "article_gap": 2},
    "all gaps 1": {"paragraph_gap": 1, "head_gap": 1},
    "all gaps, article gap 3": {"paragraph_gap": 1, "head_gap": 1, "article_gap": 3},
    "article gap 0": {"article_gap": 0},
    "indent 4 half spaces": {"indent": "    "},
    "indent 2 half spaces": {"indent": "  "},
    "indent 1 wide": {"indent": "　"},
    "indent 4 NBSP": {"indent": "\u00a0" * 4},
    "indent tab": {"indent": "\t"},
    "indent none": {"indent": ""},
    "indent none, paragraph gap 1": {"indent": "", "paragraph_gap": 1, "article_gap": 2},
    "width 0": {"width": 0},
    "width 16": {"width": 16},
    "width 22": {"width": 22},
    "width 30": {"width": 30},
    "width 40": {"width": 40},
    "width 22, gaps": {"width": 22, "paragraph_gap": 1, "article_gap": 2, "head_gap": 1},
    "width 22, no indent, gaps": {"width": 22, "indent": "", "paragraph_gap": 1, "article_gap": 2, "head_gap": 1},
    "width 30, no indent, gap": {"width": 30, "indent": "", "paragraph_gap": 1},
    "centred": {"centred": 30},
    "centred, head gap": {"centred": 30, "head_gap": 1},
    "decks": {"decks": True},
    "rule ——": {"rule": "————————————"},
    "rule ====": {"rule": "=" * 20},
    "rule ***": {"rule": "***"},
    "rule - - -": {"rule": "- - - - -"},
    "rule, article gap 0": {"rule": "————————————", "article_gap": 0},
    "byline lead-in, dateline": {"byline": "leadin", "credit": "本报{place}3月2日电（记者{names}）"},
    "byline lead-in, wide space": {"byline": "leadin", "credit": "本报{place}3月2日电　（记者{names}）　"},
    "byline lead-in 〔／〕": {"byline": "leadin", "credit": "〔记者{names}／{place}报道〕"},
    "byline lead-in 【】": {"byline": "leadin", "credit": "【本报记者{names}{place}报道】"},
    "byline lead-in bare": {"byline": "leadin", "credit": "本报讯　记者 {names} 报道："},
    "byline end （names）": {"byline": "end", "credit": "（{names}）"},
    "byline end line bare": {"byline": "end line", "credit": "本报记者 {names}"},
    "names 、": {"between": "、"},
    "names spread": {"within": "　"},
    "traditional, corners": {"traditional": True, "characters": CORNERS},
    "full digits": {"characters": FULL},
    "corner quotes": {"characters": CORNERS},
    "CRLF": {"line_end": "\r\n"},
    "head line": {"head_lines": HEAD},
    "head line 民国": {"head_lines": ("海州日报", "中华民国三十六年五月八日　星期四　第二版")},
    "head line 汉字": {"head_lines": ("海州日报", "二〇二一年三月二日")},
    "head line dotted": {"head_lines": ("海州日报 2021-03-02 03版", "")},
    "foot line": {"foot_lines": ("本版责编：李小明　版式设计：王华",)},
    "page numbers": {"foot_lines": ("- {page} -",)},
    "form feeds": {"per_page": 1, "head_lines": HEAD, "foot_lines": ("- {page} -",)},
    "form feeds, page numbers": {"per_page": 1, "foot_lines": ("{page}",)},
}

_WEB_CHANGES: dict[str, dict[str, object]] = {
    **_COMMON,
    **{f"in {tag}": {"paragraph": tag} for tag in ("div", "br", "br br", "td", "section", "span p", "br indent")},
    **{f"headline {tag}": {"headline": tag} for tag in ("h2", "div", "strong", "td")},
    **{f"around {tag}": {"around": tag} for tag in ("article", "main", "section", "table", "body")},
    "classes none": {"classes": ("", "", "")},
    "classes misleading": {"classes": ("nav-item", "footer-x", "sidebar comment")},
    "classes short": {"classes": ("t1", "f12", "c2")},
    "no meta": {"meta": False},
    "JSON-LD only": {"meta": False, "json_ld": True},
    "no meta, headline div": {"meta": False, "headline": "div"},
    "no meta, headline div, in div": {"meta": False, "headline": "div", "paragraph": "div"},
    "no meta, br, table": {"meta": False, "paragraph": "br br", "around": "table", "headline": "td"},
    **{f"menu {tag}": {"menu": tag} for tag in ("div", "table", "nav", "none")},
    **{f"related {tag}": {"related": tag} for tag in ("div", "table", "p", "none")},
    "no copyright": {"copyright": False},
    "bare": {"meta": False, "menu": "none", "related": "none", "copyright": False},
    "indent 4 NBSP": {"indent": "\u00a0" * 4},
    "byline lead-in 〔／〕": {"byline": "leadin", "credit": "〔记者{names}／{place}报道〕"},
    "byline end line bare": {"byline": "end line", "credit": "本报记者 {names}"},
    "credit 作者：": {"credit": "作者：{names}"},
    "names 、": {"between": "、"},
}

_MARKDOWN_CHANGES: dict[str, dict[str, object]] = {
    **_COMMON,
    "setext": {"heading": "setext"},
    "bold": {"heading": "bold"},
    "closed": {"heading": "closed"},
    "level 2": {"level": 2},
    "level 3": {"level": 3},
    "level 2 below title": {"level": 2, "title": "海州日报 2021年3月2日"},
    "setext 2": {"heading": "setext", "level": 2},
    "front matter": {"front": True},
    "rule ***": {"rule": "***"},
    "rule ---": {"rule": "---"},
    "no gaps": {"paragraph_gap": 0, "head_gap": 0},
    "width 30": {"width": 30},
    "indent 2 wide, no gaps": {"indent": "　　", "paragraph_gap": 0},
    "credit italic": {"credit": "*本报记者 {names}*"},
    "credit bold": {"credit": "**本报记者 {names}**"},
    "credit quoted": {"credit": "> 本报记者 {names}"},
    "CRLF": {"line_end": "\r\n"},
}

_BY_KIND = {"text": _TEXT, "html": _WEB_CHANGES, "markdown": _MARKDOWN_CHANGES}


def _change(base: Layout, settings: dict[str, object]) -> Layout:
    return replace(base, **settings)  # type: ignore[arg-type]


CHANGES: dict[str, dict[str, Layout]] = {
    base: {name: _change(layout, settings) for name, settings in _BY_KIND[layout.kind].items()}
    for base, layout in BASES.items()
}
"""For each base the layouts that it is changed into, by the name of the change."""

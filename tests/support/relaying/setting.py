"""Stories in a layout → the content of a file."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from opencc import OpenCC

from tests.support.relaying.layouts import Layout

__all__ = ["Story", "set_page", "told"]

_PLACES = ("杭州", "成都", "大连")
_TO_TRADITIONAL = OpenCC("s2t")
_FIRST_PAGE = 3
_NO_LINE_START = "，。、；：！？”’）》」』,;:!?)"
_OTHERS = ("老街修缮一新迎来首批商户", "滨河公园夜跑人数增加三成", "城南新增两条公交线路")


@dataclass(frozen=True)
class Story:
    """A story as its readers are to get it."""

    headline: str
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]


def told(story: Story, layout: Layout) -> Story:
    """The right reading of a story in a layout: its characters are those that the layout prints."""
    show = _Print(layout).show
    names = () if layout.byline == "none" else tuple(map(show, story.authors))
    return Story(show(story.headline), names, tuple(map(show, story.paragraphs)))


def set_page(stories: Sequence[Story], layout: Layout) -> tuple[str, str]:
    """The ending of a file and its text, with some stories in a layout."""
    printing = _Print(layout)
    if layout.kind == "html":
        return ".html", printing.set_web_page(stories[0])
    lines = printing.set_markdown(stories) if layout.kind == "markdown" else printing.set_text(stories)
    text = layout.line_end.join(lines) + layout.line_end
    return (".md" if layout.kind == "markdown" else ".txt"), text


class _Print:
    """Prints stories in a layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._table = str.maketrans(dict(layout.characters))

    def show(self, text: str) -> str:
        """A text in the characters of the layout."""
        shown = _TO_TRADITIONAL.convert(text) if self._layout.traditional else text
        return shown.translate(self._table)

    def _credit(self, story: Story, number: int) -> str:
        layout = self._layout
        if layout.byline == "none" or not story.authors:
            return ""
        spread = [layout.within.join(name) if len(name) == 2 else name for name in story.authors]
        credit = layout.credit.format(names=layout.between.join(spread), place=_PLACES[number % len(_PLACES)])
        return self.show(credit)

    def _body(self, story: Story, number: int) -> list[str]:
        """The paragraphs with the credit in its place, if it stands in them."""
        layout, credit = self._layout, self._credit(story, number)
        body = [self.show(paragraph) for paragraph in story.paragraphs]
        if credit and layout.byline == "leadin":
            body[0] = credit + body[0]
        elif credit and layout.byline == "end":
            body[-1] += credit
        elif credit and layout.byline == "end line":
            body.append(credit)
        return body

    # --- plain text --------------------------------------------------------------------------------------------------

    def set_text(self, stories: Sequence[Story]) -> Iterator[str]:
        """The lines of a page of plain text."""
        layout = self._layout
        page, break_before = _FIRST_PAGE, ""
        yield from self._set_lines(layout.head_lines, page)
        for number, story in enumerate(stories):
            if number:
                yield from [""] * layout.article_gap
                if layout.rule:
                    yield layout.rule
                    yield from [""] * layout.article_gap
                if layout.per_page and number % layout.per_page == 0:
                    yield from self._set_lines(layout.foot_lines, page)
                    page, break_before = page + 1, "\f"
            above = self._set_lines(layout.head_lines, page) if break_before else []
            for line in (*above, *self._set_story(story, number)):
                yield break_before + line
                break_before = ""
        yield from self._set_lines(layout.foot_lines, page)

    def _set_lines(self, lines: Sequence[str], page: int) -> list[str]:
        """Lines at the top or the bottom of a page."""
        return [self.show(line.format(page=page)) for line in lines]

    def _set_story(self, story: Story, number: int) -> Iterator[str]:
        layout = self._layout
        headline = self.show(story.headline)
        for deck in headline.split(" ") if layout.decks else [headline]:
            yield _centre(deck, layout.centred)
        if layout.byline == "below" and (credit := self._credit(story, number)):
            yield _centre(credit, layout.centred)
        yield from [""] * layout.head_gap
        for at, paragraph in enumerate(self._body(story, number)):
            if at:
                yield from [""] * layout.paragraph_gap
            yield from self._wrap(layout.indent + paragraph)

    def _wrap(self, paragraph: str) -> Iterator[str]:
        width = self._layout.width
        while width and len(paragraph) > width:
            # two spaces are as wide as a character
            end = width + sum(character.isspace() and character != "　" for character in paragraph[:width]) // 2
            # closing marks never begin a line
            while end < len(paragraph) and paragraph[end] in _NO_LINE_START:
                end += 1
            yield paragraph[:end]
            paragraph = paragraph[end:]
        if paragraph:
            yield paragraph

    # --- Markdown ----------------------------------------------------------------------------------------------------

    def set_markdown(self, stories: Sequence[Story]) -> Iterator[str]:
        """The lines of a file of Markdown; with front matter it has one story."""
        layout = self._layout
        if layout.front:
            story = stories[0]
            yield from ("---", f'title: "{self.show(story.headline)}"', "date: 2021-03-02")
            yield from [f"author: {'、'.join(map(self.show, story.authors))}"] * bool(story.authors)
            yield from ("---", "")
            yield from self._set_marked_body(story, 0, credit="")
            return
        if layout.title:
            yield from (f"{'#' * (layout.level - 1)} {self.show(layout.title)}", "")
        for number, story in enumerate(stories):
            if number:
                yield from ["", layout.rule, ""] if layout.rule else [""]
            yield from self._set_heading(self.show(story.headline))
            yield ""
            credit = self._credit(story, number) if layout.byline == "below" else ""
            yield from self._set_marked_body(story, number, credit)

    def _set_heading(self, text: str) -> list[str]:
        layout, mark = self._layout, "#" * self._layout.level
        return {
            "atx": [f"{mark} {text}"],
            "closed": [f"{mark} {text} {mark}"],
            "bold": [f"**{text}**"],
            "setext": [text, ("=" if layout.level == 1 else "-") * 12],
        }[layout.heading]

    def _set_marked_body(self, story: Story, number: int, credit: str) -> Iterator[str]:
        layout = self._layout
        body = [layout.indent + paragraph for paragraph in self._body(story, number)]
        for at, paragraph in enumerate([credit, *body] if credit else body):
            if at:
                yield from [""] * layout.paragraph_gap
            yield from self._wrap(paragraph)

    # --- web page ----------------------------------------------------------------------------------------------------

    def set_web_page(self, story: Story) -> str:
        """A web page with one story."""
        layout = self._layout
        title, info, content = (f' class="{name}"' if name else "" for name in layout.classes)
        headline = html.escape(self.show(story.headline))
        credit = self._credit(story, 0) if layout.byline == "below" else ""
        parts = [
            _set_headline(headline, layout, title),
            f"<div{info}><span>2021-03-02 09:30</span> <span>{self.show('来源：海州网')}</span></div>",
            f"<div{info}>{html.escape(credit)}</div>" if credit else "",
            f"<div{content}>{self._set_web_body(self._body(story, 0))}</div>",
        ]
        article = "\n".join(filter(None, parts))
        if layout.around == "table":
            article = f"<table><tr><td>{article}</td></tr></table>"
        elif layout.around != "body":
            article = f"<{layout.around}>{article}</{layout.around}>"
        links = [self.show(text) for text in ("首页", "新闻", "财经", "体育", "视频")]
        others = [self.show(text) for text in _OTHERS]
        foot = f"<div>{self.show('海州网 版权所有 未经许可不得转载')}</div>" if layout.copyright else ""
        related = _set_links(others, layout.related, self.show("相关新闻"))
        return (
            f"<!DOCTYPE html><html><head><meta charset='utf-8'>{self._set_head(story)}</head>"
            f"<body>{_set_links(links, layout.menu)}\n{article}\n{related}\n{foot}</body></html>"
        )

    def _set_head(self, story: Story) -> str:
        layout, headline = self._layout, self.show(story.headline)
        head = f"<title>{html.escape(headline)} - {self.show('海州网')}</title>"
        if layout.meta:
            head += f'<meta property="og:title" content="{html.escape(headline)}">'
        if layout.json_ld:
            data = {"@type": "NewsArticle", "headline": headline, "datePublished": "2021-03-02T09:30:00+08:00"}
            head += f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'
        return head

    def _set_web_body(self, body: Sequence[str]) -> str:
        layout = self._layout
        shown = [layout.indent + html.escape(paragraph) for paragraph in body]
        if layout.paragraph in ("br", "br br"):
            return ("<br>" * len(layout.paragraph.split())).join(shown)
        if layout.paragraph == "br indent":
            return "<br>\n".join("　　" + text.strip() for text in shown)
        if layout.paragraph == "td":
            return "<table>" + "".join(f"<tr><td>{text}</td></tr>" for text in shown) + "</table>"
        if layout.paragraph == "span p":
            return "\n".join(f"<p><span>{text}</span></p>" for text in shown)
        return "\n".join(f"<{layout.paragraph}>{text}</{layout.paragraph}>" for text in shown)


def _centre(text: str, width: int) -> str:
    """A text in the middle of some cells; a Latin letter or digit takes a half, as does a space."""
    taken = sum(1 if character.isascii() else 2 for character in text)
    return " " * max(0, width - taken // 2) + text


def _set_headline(text: str, layout: Layout, attributes: str) -> str:
    if layout.headline == "strong":
        return f"<p{attributes}><strong>{text}</strong></p>"
    if layout.headline == "td":
        return f"<table><tr><td{attributes}>{text}</td></tr></table>"
    return f"<{layout.headline}{attributes}>{text}</{layout.headline}>"


def _set_links(texts: Sequence[str], tag: str, label: str = "") -> str:
    if tag == "none":
        return ""
    links = [f'<a href="/{number}.html">{text}</a>' for number, text in enumerate(texts)]
    if tag == "ul":
        inside = "<ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul>"
    elif tag == "table":
        inside = "<table><tr>" + "".join(f"<td>{link}</td>" for link in links) + "</tr></table>"
    elif tag == "nav":
        inside = f"<nav>{' '.join(links)}</nav>"
    elif tag == "p":
        inside = "".join(f"<p>{link}</p>" for link in links)
    else:
        inside = f"<div>{' | '.join(links)}</div>"
    return f"<div><h3>{label}</h3>{inside}</div>" if label else inside

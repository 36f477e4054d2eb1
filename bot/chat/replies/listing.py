"""The sentences of the drawing for a browser that shows what was read of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.records import Kind


@dataclass(frozen=True, slots=True)
class ListingReplies:
    """The sentences of the drawing of pages, by default the Chinese ones. `str.format` fills in {fields}."""

    # an IETF language tag
    language: str = "zh-Hans"
    title: str = "版面与文章"
    # how to use it; and what colours mean
    about: str = "点一篇文章，看它在版面上的行；点一行，看它属于哪篇文章。"
    headline: str = "标题"
    byline: str = "署名"
    text: str = "正文"
    furniture: str = "不属于文章"
    no_article: str = "没有读出文章。"
    # the kinds of articles
    article: str = "文章"
    caption: str = "图片说明"
    fragment: str = "残篇"

    @property
    def kinds(self) -> Mapping[Kind, str]:
        """What the kinds of articles are called."""
        return {"article": self.article, "caption": self.caption, "fragment": self.fragment}


CHINESE_LISTING = ListingReplies()

ENGLISH_LISTING = ListingReplies(
    language="en",
    title="Pages and articles",
    about="Choose an article to see its lines on the page, or a line to see its article.",
    headline="headline",
    byline="byline",
    text="text",
    furniture="of no article",
    no_article="No article was read.",
    article="article",
    caption="caption",
    fragment="fragment",
)

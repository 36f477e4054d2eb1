"""The sentences of the drawing for a browser that shows what was read of pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.records import Kind

__all__ = ["CHINESE_LISTING", "ENGLISH_LISTING", "ListingReplies"]


@dataclass(frozen=True, slots=True)
class ListingReplies:
    """The sentences of the drawing of pages in one language. Those with {fields} are filled with `str.format`."""

    # an IETF language tag
    language: str
    title: str
    # how to use it; and what colours mean
    about: str
    headline: str
    byline: str
    text: str
    furniture: str
    no_article: str
    # the kinds of articles
    article: str
    caption: str
    fragment: str

    @property
    def kinds(self) -> Mapping[Kind, str]:
        """What the kinds of articles are called."""
        return {"article": self.article, "caption": self.caption, "fragment": self.fragment}


CHINESE_LISTING = ListingReplies(
    language="zh-Hans",
    title="版面与文章",
    about="点一篇文章，看它在版面上的行；点一行，看它属于哪篇文章。",
    headline="标题",
    byline="署名",
    text="正文",
    furniture="不属于文章",
    no_article="没有读出文章。",
    article="文章",
    caption="图片说明",
    fragment="残篇",
)

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

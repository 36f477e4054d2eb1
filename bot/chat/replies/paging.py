"""The buttons that show something else in the same message in Telegram, and the sentence that announces them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CHINESE_PAGING", "ENGLISH_PAGING", "PagingReplies"]


@dataclass(frozen=True, slots=True)
class PagingReplies:
    """The sentences of one language."""

    # the button below a passage that shows its whole article
    whole: str
    # those below a part of an article, to the part before it and after it: part {part} of {total}
    part_before: str
    part_after: str
    # the one that leads from an article back to the passage
    back: str
    # said where the paper does not answer: buttons with the headlines of the nearest articles stand below
    nearest_below: str
    # what /article does, in Telegram's menu
    menu_article: str


CHINESE_PAGING = PagingReplies(
    whole="📄 全文",
    part_before="往前看（{part}/{total}）",
    part_after="接着看（{part}/{total}）",
    back="回到刚才那段",
    nearest_below="最接近的报道在下面，点开就能看。",
    menu_article="看刚才那篇的全文",
)

ENGLISH_PAGING = PagingReplies(
    whole="📄 Whole article",
    part_before="Before ({part}/{total})",
    part_after="Read on ({part}/{total})",
    back="Back to the passage",
    nearest_below="The nearest articles are below; press one to read it.",
    menu_article="Show the whole article",
)

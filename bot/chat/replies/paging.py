"""The buttons that show something else in the same message in Telegram, and the sentence that announces them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagingReplies:
    """The sentences, by default the Chinese ones."""

    # the button below a passage that shows its whole article
    whole: str = "📄 全文"
    # those below a part of an article, to the part before it and after it: part {part} of {total}
    part_before: str = "往前看（{part}/{total}）"
    part_after: str = "接着看（{part}/{total}）"
    # the one that leads from an article back to the passage
    back: str = "回到刚才那段"
    # said where the paper does not answer: buttons with the headlines of the nearest articles stand below
    nearest_below: str = "最接近的报道在下面，点开就能看。"
    # what /article does, in Telegram's menu
    menu_article: str = "看刚才那篇的全文"


CHINESE_PAGING = PagingReplies()

ENGLISH_PAGING = PagingReplies(
    whole="📄 Whole article",
    part_before="Before ({part}/{total})",
    part_after="Read on ({part}/{total})",
    back="Back to the passage",
    nearest_below="The nearest articles are below; press one to read it.",
    menu_article="Show the whole article",
)

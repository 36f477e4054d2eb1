"""What no article of a page holds: what each piece of it is, and the prose among it, which must not be lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal

from bot.reader.drafts import Draft
from bot.reader.furniture.furniture import is_furniture, is_slogan, may_be_furniture
from bot.reader.furniture.labels import is_box_label, is_column_label, is_section_label
from bot.reader.layout.layouts import Layout
from bot.reader.lines import phrases
from bot.reader.lines.repeated_text import is_quotation
from bot.reader.lines.row_features import RowFeatures
from bot.reader.lines.rows import Row, join_rows
from bot.text.characters import strip_punctuation

FurnitureKind = Literal["rule", "jump mark", "label", "page line", "repeated", "display"]
"""What a piece of furniture is: a line drawn across or another mark; （上接第1版）; the name of a section, column or
box; a line of the page (its date, its editors, a slogan); words that an article has elsewhere; a headline that has no
article."""

# A headline without an article has at most so many characters in so many rows; more is prose.
DISPLAY_CHARACTERS, DISPLAY_ROWS = 60, 4


def find_left_out(features: RowFeatures, layout: Layout) -> list[bool]:
    """For each row whether it is furniture, or a quotation that repeats the words of a story in a block of its own.

    Only columns have such quotations: elsewhere a line like that is a headline.
    """
    # …… alone stands for text that was left out, or ends the line above
    left_out = [found and bool(text.strip("…")) for found, text in zip(features.furniture, features.texts, strict=True)]
    for at in range(1, len(left_out)):
        # 2024-07-09　来源：江州日报　记者　南枫 below a headline
        byline = features.byline(at) if left_out[at] and not (left_out[at - 1] or features.rows[at].gap) else None
        left_out[at] = left_out[at] and not (byline and byline.names and byline.titled and not features.closed[at - 1])
    if layout.column is None:
        return left_out
    first = 0
    for at in range(1, len(left_out) + 1):
        if at < len(left_out) and features.pull_quote[at] and not features.apart[at]:
            continue
        if features.pull_quote[first] and is_quotation("".join(features.texts[first:at])):
            left_out[first:at] = [True] * (at - first)
        first = at
    return left_out


class LeftOut:
    """What the articles of a page leave out.

    Args:
        drafts: the articles.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts

    def name_kind(self, text: str) -> FurnitureKind | None:
        """The kind of furniture that a text is; None where it is prose."""
        text = text.strip()
        if not any(map(str.isalnum, text)):
            return "rule"
        if phrases.is_jump_mark(text):
            return "jump mark"
        if is_box_label(text) or is_section_label(text) or is_column_label(text):
            return "label"
        if is_furniture(text) or may_be_furniture(text) or is_slogan(text):
            return "page line"
        if strip_punctuation(text) in self._told:
            return "repeated"
        return "display" if "。" not in text and len(text) <= DISPLAY_CHARACTERS else None

    @cached_property
    def _told(self) -> str:
        """The text of all articles, without what stands between its characters."""
        return "".join(strip_punctuation(draft.headline + draft.text) for draft in self._drafts)

    def draft_prose(self, rows: Sequence[Row]) -> Iterator[Draft]:
        """Fragments of the prose that stands in none of the articles.

        Args:
            rows: all rows of the page.
        """
        taken = {line for draft in self._drafts for line in draft.lines}
        for left_out, group in groupby(rows, lambda row: row.line not in taken):
            if not left_out:
                continue
            kinds = [(row, self.name_kind(row.text)) for row in group]
            kept = [row for row, kind in kinds if kind in ("display", None)]
            if len(kept) > DISPLAY_ROWS or any(kind is None for _, kind in kinds):
                yield Draft("fragment", [join_rows(paragraph) for paragraph in _split_at_sentences(kept)])


def _split_at_sentences(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows in paragraphs that end where a row ends a sentence."""
    paragraphs: list[list[Row]] = []
    for at, row in enumerate(rows):
        if at == 0 or rows[at - 1].closed:
            paragraphs.append([])
        paragraphs[-1].append(row)
    return paragraphs

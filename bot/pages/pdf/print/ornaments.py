"""What designers add to the type of a story: initials several lines high, sentences pulled out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from bot.pages.pdf.print.blocks import Block
from bot.pages.pdf.print.glyphs import PrintedLine
from bot.pages.pdf.print.lines import DISPLAY

# An initial is one character, or a quotation mark and one, and begins at most so many ems left of its lines.
_INITIAL_LENGTH = 2
_INITIAL_GAP = 1.5
# A pulled sentence has at least so many characters.
_QUOTE_LENGTH = 8
_QUOTE_MARKS = "“”「」『』\"'‘’。！？，…—"


def set_initials(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines, in which an initial (a drop cap) is the first character of the line beside its top."""
    kept = {id(line): line for line in lines}
    by_height = sorted(lines, key=lambda line: line.baseline)
    baselines = [line.baseline for line in by_height]
    for initial in lines:
        if initial.is_vertical or initial.glyph_count > _INITIAL_LENGTH or len(initial.text) > _INITIAL_LENGTH:
            continue
        low = bisect_left(baselines, initial.baseline - initial.size)
        near = by_height[low : bisect_left(baselines, initial.baseline + 2 * initial.size)]
        beside = [
            line
            for line in near
            if initial.size >= DISPLAY * line.size
            and 0 <= line.left - initial.right + line.size / 2 <= _INITIAL_GAP * line.size
            and initial.baseline - initial.size - line.size / 2 <= line.baseline - line.size
            and line.baseline <= initial.baseline + line.size / 2
            and line.right - line.left > 2 * initial.size
        ]
        beside.sort(key=lambda line: line.baseline)
        if len(beside) > 1 and _goes_on(initial, beside[-1], near):
            for at, line in enumerate(beside):
                text = line.text if at else initial.text + line.text
                kept[id(line)] = replace(line, text=text, left=initial.left)
            del kept[id(initial)]
    return list(kept.values())


def _goes_on(initial: PrintedLine, last: PrintedLine, lines: Sequence[PrintedLine]) -> bool:
    """Whether the column goes on below an initial: the line after those beside it begins where the initial does."""
    below = [
        line
        for line in lines
        if last.baseline < line.baseline <= last.baseline + 2.5 * last.size
        and line.left < initial.right
        and line.right > last.left
    ]
    return any(abs(line.left - initial.left) <= 2.5 * last.size for line in below)


def leave_out_pull_quotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the sentences that are printed again in large type amid a story, word for word."""
    texts = ["".join(filter(_is_word, block.text)) for block in blocks]
    return [
        block for block, words in zip(blocks, texts, strict=True) if not _is_pull_quote(block, words, blocks, texts)
    ]


def _is_pull_quote(block: Block, words: str, blocks: Sequence[Block], texts: Sequence[str]) -> bool:
    """Whether the words of a block below a headline stand in another block in smaller type."""
    is_sentence = block.text[0] in "“「『" or block.text[-1] in "。！？”」』"
    if block.is_vertical or not is_sentence or len(words) < _QUOTE_LENGTH:
        return False
    is_below_headline = any(
        other.size >= DISPLAY * block.size and other.top < block.top and not other.is_beside(block) for other in blocks
    )
    return is_below_headline and any(
        block.size >= DISPLAY * other.size and words in text for other, text in zip(blocks, texts, strict=True)
    )


def _is_word(character: str) -> bool:
    return character not in _QUOTE_MARKS and not character.isspace()

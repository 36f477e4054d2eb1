"""What tells display type (headlines) from body text: observations about one row, and what each is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.ingest import vocabulary
from bot.ingest.dictionary import log_probability

__all__ = ["WEIGHTS", "Surroundings", "crosses_word", "display_points", "observe"]

# What each observation is worth, in natural logarithms of odds; a row with more than 0 in all is display type. Fitted by
# logistic regression on pages of the press (tests/support/press), half of its styles held back, then rounded; the signs
# were checked one by one against what newspapers do, and the seeds are read with them.
WEIGHTS = {
    "always": -2.2,  # body text is more frequent
    "ends_sentence": -6.5,  # 。 at the end
    "ends_clause": -2.5,  # ， 、 ： at the end
    "ends_exclaiming": -1.2,  # ？ or ！: in headlines too
    "holds_sentence": -5.0,  # 。 in the middle
    "commas": -3.0,  # each comma after the first
    "left_open": -2.6,  # a quote or bracket begins or ends here and not both
    "continues": -2.8,  # the row before is body text without an end, and this one fits its column
    "begins_inside": -3.0,  # begins with a comma, or with one character and a comma
    "next_begins_inside": -2.4,  # the next row does: so this one has no end
    "flows_on": -1.7,  # as wide as the next row, which begins nothing new
    "spans_word": -1.8,  # a word goes on in the next row
    "begins_sentence": -3.0,  # 近日, 据了解, 在…，
    "indented": -4.0,  # set as a paragraph where paragraphs are indented
    "flush": 2.0,  # not indented where paragraphs are, and no body text goes on here
    "unmarked": -2.5,  # no "# " where headlines have one
    "long": -1.8,  # longer than most headlines
    "too_long": -5.0,  # longer than any
    "stands_out": 3.3,  # neither fills its column nor ends a sentence: body text never does that
    "before_start": 2.8,  # a byline or a lead-in follows
    "phrases": 1.8,  # two or more phrases with a space between
    "dash": 3.0,  # ——记…
    "apart": 2.4,  # more space above than usual
    "short": 0.4,  # no longer than headlines are
    "before_paragraph": 0.8,  # an indented first line follows
    "below_display": 3.0,  # display type stands directly above, with no more space than usual
    "below_label": 2.5,  # the name of a section stands directly above
    "top": 1.5,  # nothing but furniture stands above on the page
    "below_apart": 0.0,  # display type stands above, with more space
    "justified": -2.5,  # spaces between its characters, so that it fills its column
    "full_after_end": 0.8,  # as wide as the column below, under a finished paragraph, where first lines are narrower
    "first_line": -0.6,  # as wide as the column below less an indent
    "asks_apart": 2.0,  # ends with ？ or ！ and does not fill its column
    "repeated": 5.0,  # stands elsewhere on the page word for word: a pull quote
    "jump": -6.0,  # （下转第3版） at its end, （上接第1版） at its beginning
    "leadin": -6.0,  # 本报讯
    "before_jump": -5.0,  # （下转第3版） follows: the end of a column
}

# Cells; headlines of one line are seldom longer.
SHORT, LONG, TOO_LONG = 26.0, 30.0, 46.0

# A word across a line end must make the text this much likelier (natural logarithm) than a break there does.
WORD_GAIN = 3.0
# As many characters on either side as the longest frequent words have, and a word more for their neighbours.
_CONTEXT = 5

_COMMA = re.compile(r"[，,；;]")
_PHRASES = re.compile(r"[\u4e00-\u9fff”》）][ 　]+[\u4e00-\u9fff“《]")


def crosses_word(left: str, right: str) -> bool:
    """Whether a word goes on from the end of one line to the beginning of the next (供给方 | 面).

    The text around the line end is cut twice by jieba's word frequencies, with and without a border there.
    """
    if not left or not right or not left[-1].isalnum() or not right[0].isalnum():
        return False
    if left[-1].isascii() or right[0].isascii():
        return left[-1].isascii() and right[0].isascii()
    left, right = left[-_CONTEXT:], right[:_CONTEXT]
    return log_probability(left + right) - log_probability(left) - log_probability(right) > WORD_GAIN


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known about a row besides its text."""

    # the text of the row below; "" at the end of the page
    below: str
    # width of the row in cells
    width: float
    # ends a sentence
    closed: bool
    # the row above is body text that stops in mid-sentence
    open_before: bool
    # nothing but furniture stands above
    top: bool
    # the row above is the name of a section
    label_before: bool
    # the row above is display type
    display_before: bool
    # fills the column above, or below
    fits_before: bool
    fits_after: bool
    # has spaces between its characters to fill the column
    justified: bool
    # as wide as the column below, under a finished paragraph, on a page where first lines lack an indent's width
    full_after_end: bool
    # lacks just an indent to fill the column below
    first_line: bool
    # there is a column above at all; it is narrower than unbroken text
    column_before: bool
    column_after: bool
    # the page indents its paragraphs; this row is indented; the row below is
    indents: bool
    indented: bool
    indented_below: bool
    # a byline or a lead-in stands on the row below
    starts_below: bool
    # headlines on this page have a mark, and this row has none
    unmarked: bool
    # more blank lines above than usual
    apart: bool
    # its words stand elsewhere on the page, too
    repeated: bool


def observe(text: str, around: Surroundings) -> dict[str, float]:
    """The observations about one row: those of WEIGHTS that hold, with how much (1 for most)."""
    found: dict[str, float] = {"always": 1}
    last = text.rstrip("”’」』）)》】\"' ")[-1:]
    announces = bool(last) and last in "，、：,:"
    if around.closed and last and last in "。；;…":
        found["ends_sentence"] = 1
    elif announces:
        found["ends_clause"] = 1
    elif around.closed:
        found["ends_exclaiming"] = 1
    found["holds_sentence"] = "。" in text[:-1]
    found["commas"] = max(0, len(_COMMA.findall(text)) - 1)
    apart = not (around.fits_before or around.fits_after)
    # a headline broken within a quotation has its other half on the next line
    broken = apart and vocabulary.unbalanced(text) > 0 and vocabulary.unbalanced(text + around.below) == 0
    found["left_open"] = vocabulary.unbalanced(text) != 0 and not broken
    found["continues"] = around.open_before and (around.fits_before or not around.column_before)
    found["begins_inside"] = vocabulary.opens_inside(text)
    found["before_start"] = around.starts_below
    found["below_display"] = around.display_before and not around.apart
    found["below_label"] = around.label_before
    found["top"] = around.top
    found["below_apart"] = around.display_before and around.apart
    found["justified"] = around.justified
    found["full_after_end"] = around.full_after_end and not around.closed
    found["first_line"] = around.first_line and not around.starts_below
    found["unmarked"] = around.unmarked
    found["apart"] = around.apart
    found["indented"] = around.indents and around.indented
    found["flush"] = around.indents and not around.indented and not around.open_before
    found["before_paragraph"] = around.indented_below and not around.indented and not around.open_before
    if around.below and not around.starts_below and not vocabulary.is_torn_end(around.below):
        found["next_begins_inside"] = vocabulary.opens_inside(around.below)
        found["flows_on"] = around.fits_after and around.column_after and not found["before_paragraph"]
        # a headline may be broken within a word, too: then the row below is no body text either
        body_below = around.fits_after or not around.column_after
        found["spans_word"] = (
            body_below and not around.closed and not around.indented_below and crosses_word(text, around.below)
        )
    found["stands_out"] = not around.closed and not announces and apart
    found["asks_apart"] = "ends_exclaiming" in found and apart
    found["repeated"] = around.repeated
    found["jump"] = vocabulary.is_continued_from(text) > 0 or vocabulary.is_continued_on(text) > 0
    found["before_jump"] = bool(around.below) and vocabulary.is_continued_on(around.below) == 0
    found["leadin"] = vocabulary.begins_leadin(text)
    found["begins_sentence"] = vocabulary.starts_sentence(text)
    found["too_long"] = around.width > TOO_LONG
    found["long"] = LONG < around.width <= TOO_LONG
    found["short"] = around.width <= SHORT
    found["dash"] = text.startswith(("——", "--", "—"))
    found["phrases"] = bool(_PHRASES.search(text)) and "，" not in text and "。" not in text
    return {name: float(value) for name, value in found.items() if value}


def display_points(text: str, around: Surroundings) -> float:
    """The sum of what the observations about a row are worth: above 0 it is display type."""
    return sum(WEIGHTS[name] * value for name, value in observe(text, around).items())

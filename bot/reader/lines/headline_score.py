"""What tells display type (headlines) from body text: observations about one row, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.reader.lines import phrases
from bot.reader.lines.credits import find_credit
from bot.text.brackets import unbalanced
from bot.text.segmenter import joint_gain
from bot.text.similarity import smoothed_share

__all__ = ["SHORT", "WEIGHTS", "Surroundings", "crosses_word", "is_display", "most_points", "observe"]

# What each observation is worth, in natural logarithms of odds; a row with more than 0 in all is display type. Fitted
# by logistic regression on 30,000 rows of 1,200 pages of the press (tests/support/press), a third of them in styles
# mixed at random, held near the values before (L2), and taken half way from those: 1.5 % of the rows of pages kept
# apart come out wrong. What depends on how the press's own headlines are worded was left as set by hand: the commas and
# how a row ends; so were those marked (by hand). The signs were checked one by one against what newspapers do.
WEIGHTS = {
    "always": -2.5,  # body text is more frequent
    "ends_sentence": -6.8,  # 。 at the end
    "ends_clause": -1.4,  # ， 、 ： at the end
    "ends_exclaiming": -2.0,  # ？ or ！: in headlines too
    "holds_sentence": -6.3,  # 。 in the middle
    "commas": -3.2,  # each comma after the first
    "comma": -3.0,  # any: headlines have spaces instead
    "couplet": 2.5,  # two clauses of one length with a comma between
    "credit": -5.5,  # 某某 摄 at its end
    "hanging": -1.9,  # ends with a word that wants another after it: 的, 在, 和
    "left_open": -3.1,  # a quote or bracket begins or ends here and not both
    "continues": -0.8,  # the row before is body text without an end, and this one fits its column
    "begins_inside": -2.7,  # begins with a comma, or with one character and a comma
    "next_begins_inside": -3.2,  # the next row does: so this one has no end
    "flows_on": -1.4,  # as wide as the next row, which begins nothing new
    "spans_word": -1.8,  # a word goes on in the next row
    "from_word": -2.5,  # a word goes on from the body text above
    "begins_sentence": -2.3,  # 近日, 据了解, 在…，
    "indented": -4.2,  # set as a paragraph where paragraphs are indented
    "flush": 1.1,  # not indented where paragraphs are, and no body text goes on here
    "unmarked": -0.5,  # no "# " where headlines have one
    "long": -1.1,  # longer than most headlines
    "too_long": -5.0,  # longer than any
    "whole_line": 2.5,  # ends no sentence where every line is a paragraph, and none is cut (by hand)
    "maybe_cut": -0.7,  # the same where paragraphs are cut in mid-sentence
    "close_set": 2.0,  # in a block whose rows stand closer than the page's lines (by hand)
    "above_display": 0.3,  # display type stands directly below (by hand)
    "under_head": 1.1,  # directly under display type, and not indented where paragraphs are
    "stands_out": 2.5,  # neither fills its column nor ends a sentence: body text never does that
    "before_start": 1.2,  # a byline or a lead-in follows
    "phrases": 1.8,  # two or more phrases with a space between
    "dash": 2.9,  # ——记…
    "apart": 0.9,  # more space above than usual
    "short": 0.6,  # no longer than headlines are
    "before_paragraph": 1.1,  # an indented first line follows
    "far_apart": 2.1,  # two blank lines more than usual
    "leads": 2.3,  # no sentence ends from here to the byline or lead-in below
    "block": 2.1,  # in a block of a few rows with space around, in which no sentence ends
    "below_display": 1.1,  # display type stands directly above, with no more space than usual
    "below_label": 2.8,  # the name of a section stands directly above
    "top": 1.9,  # nothing but furniture stands above on the page
    "justified": -2.7,  # spaces between its characters, so that it fills its column
    "asks_apart": 0.7,  # ends with ？ or ！ and does not fill its column
    "repeated": 6.0,  # stands elsewhere on the page word for word: a pull quote
    "jump": -6.3,  # （下转第3版） at its end, （上接第1版） at its beginning
    "leadin": -6.7,  # 本报讯
    "before_jump": -5.7,  # （下转第3版） follows: the end of a column
    "next_begins_sentence": 1.4,  # the next row does
    "asks_inside": -1.1,  # ？ or ！ in the middle
    "phrase": -1.6,  # for each ten cells without punctuation after the first ten
    "after_byline": -1.5,  # a byline stands directly above: the body follows
    "after_story": 0.8,  # the row above closes a story, with a byline in brackets or （下转第3版）
    "under_jump": 4.0,  # （上接第1版） above, and it fills no column: the headline is printed once more (by hand)
    "tight": 2.0,  # less space above or below than usual
    "last": 1.0,  # nothing but furniture stands below
    "topic_below": 3.6,  # the share of its pairs of characters that stand in the rows below
    "topic_above": 1.3,  # the same above
}

# Cells; headlines of one line are seldom longer.
SHORT, LONG, TOO_LONG = 26.0, 30.0, 46.0

# A word across a line end must make the text this much likelier (natural logarithm) than a break there does.
WORD_GAIN = 3.0
# As many characters on either side as the longest frequent words have, and a word more for their neighbours.
_CONTEXT = 5

_HANGING = frozenset("的地在和与及把被将对从向为以于是有并又")
_COMMA = re.compile(r"[，,；;]")
_ASKS_INSIDE = re.compile("[？！?!](?=[^？！?!”’」』）)》])")
_CLAUSES = re.compile("[，。；：！？、,;:!? 　]+")
_PHRASES = re.compile(r"[\u4e00-\u9fff”》）][ 　]+[\u4e00-\u9fff“《]")


def crosses_word(left: str, right: str) -> bool:
    """Whether a word goes on from the end of one line to the beginning of the next (供给方 | 面).

    The text around the line end is cut twice by jieba's word frequencies, with and without a border there.
    """
    if not left or not right or not left[-1].isalnum() or not right[0].isalnum():
        return False
    if left[-1].isascii() or right[0].isascii():
        return left[-1].isascii() and right[0].isascii()
    return joint_gain(left[-_CONTEXT:], right[:_CONTEXT]) > WORD_GAIN


class Surroundings(NamedTuple):
    """What is known about a row besides its text."""

    # the texts of the rows above and below, as many as are compared with what the row says
    rows_above: Sequence[str]
    rows_below: Sequence[str]
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
    # paragraphs of this page are cut in mid-sentence, though not by columns
    cuts: bool
    # stands with others without the space that parts the lines of this page
    close_set: bool
    # the row below is display type
    display_below: bool
    # every line of this page is a whole paragraph
    whole: bool
    # more blank lines above than usual
    apart: bool
    # two more at least
    far_apart: bool
    # no sentence ends from this row to the byline or lead-in below, a few rows away
    leads: bool
    # in a block of a few rows with space around it, in which no sentence ends
    block: bool
    # its words stand elsewhere on the page, too
    repeated: bool
    # a byline stands on the row above
    after_byline: bool
    # the row above closes a story
    after_story: bool
    # the row above is （上接第1版） or begins so
    after_jump: bool
    # less space above or below than usual
    tight: bool
    # nothing but furniture stands below
    last: bool

    @property
    def above(self) -> str:
        """The text of the row above; "" at the top of the page."""
        return self.rows_above[-1] if self.rows_above else ""

    @property
    def below(self) -> str:
        """The text of the row below; "" at the end of the page."""
        return self.rows_below[0] if self.rows_below else ""


def observe(text: str, around: Surroundings) -> dict[str, float]:
    """The observations about one row: those of WEIGHTS that hold, with how much (1 for most), but for its topic."""
    found: dict[str, float] = {"always": 1}
    row_above, row_below = around.above, around.below
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
    found["comma"] = "，" in text or "," in text
    # in a column a line may look like one by chance
    clauses = [] if around.column_before or around.column_after else _COMMA.split(text)
    found["couplet"] = len(clauses) == 2 and len(clauses[0]) > 3 and abs(len(clauses[0]) - len(clauses[1])) <= 1
    found["credit"] = find_credit(text) is not None
    # the rows of a headline may be broken anywhere
    found["hanging"] = bool(text) and text[-1] in _HANGING and not around.leads
    apart = not (around.fits_before or around.fits_after)
    # a headline broken within a quotation has its other half on the next line
    left = unbalanced(text)
    above = row_above if around.display_before else ""
    other_half = (row_below if left > 0 else above) if apart or around.block or around.leads else ""
    whole = text + other_half if left > 0 else other_half + text
    halved = left != 0 and bool(other_half) and unbalanced(whole) == 0
    found["left_open"] = left != 0 and not halved
    found["continues"] = around.open_before and (around.fits_before or not around.column_before)
    found["begins_inside"] = phrases.begins_inside_sentence(text) and not (halved and left < 0)
    found["from_word"] = around.open_before and crosses_word(row_above, text)
    found["before_start"] = around.starts_below
    found["below_display"] = around.display_before and not around.apart
    found["below_label"] = around.label_before
    found["top"] = around.top
    found["justified"] = around.justified
    found["unmarked"] = around.unmarked
    found["apart"] = around.apart
    found["far_apart"] = around.far_apart
    found["leads"] = around.leads
    found["block"] = around.block
    found["indented"] = around.indents and around.indented
    found["flush"] = around.indents and not around.indented and not around.open_before
    found["before_paragraph"] = around.indented_below and not around.indented and not around.open_before
    found["under_jump"] = around.after_jump and apart and not around.closed
    # what goes on from another page may begin in mid-sentence, under its headline
    begins_anyhow = around.starts_below or found["under_jump"]
    if row_below and not begins_anyhow and not phrases.is_displaced_end(row_below):
        found["next_begins_inside"] = phrases.begins_inside_sentence(row_below) and not (halved and left > 0)
        found["flows_on"] = around.fits_after and around.column_after and not found["before_paragraph"]
        # a headline may be broken within a word, too: then the row below is no body text either
        body_below = around.fits_after or not around.column_after
        found["spans_word"] = (
            body_below and not around.closed and not around.indented_below and crosses_word(text, row_below)
        )
    found["stands_out"] = not around.closed and not announces and apart
    found["whole_line"] = around.whole and not around.closed and not announces
    found["maybe_cut"] = around.cuts and bool(found["stands_out"]) and not found.get("phrases")
    found["close_set"] = around.close_set
    found["above_display"] = around.display_below
    found["under_head"] = around.indents and not around.indented and around.display_before and not around.apart
    found["asks_apart"] = "ends_exclaiming" in found and apart
    found["repeated"] = around.repeated
    found["jump"] = phrases.find_continued_from(text) > 0 or phrases.find_continued_on(text) > 0
    found["before_jump"] = bool(row_below) and phrases.find_continued_on(row_below) == 0
    found["leadin"] = phrases.begins_leadin(text)
    # the comma that tells may stand on the next row
    found["begins_sentence"] = phrases.begins_paragraph(text if around.closed else text + row_below)
    found["next_begins_sentence"] = not around.closed and phrases.begins_paragraph(row_below)
    found["asks_inside"] = bool(_ASKS_INSIDE.search(text))
    found["phrase"] = max(0.0, (max(map(len, _CLAUSES.split(text))) - 10) / 10)
    found["after_byline"] = around.after_byline
    found["after_story"] = around.after_story
    found["tight"] = around.tight
    found["last"] = around.last
    found["too_long"] = around.width > TOO_LONG
    found["long"] = LONG < around.width <= TOO_LONG
    found["short"] = around.width <= SHORT
    found["dash"] = text.startswith(("——", "--", "—"))
    found["phrases"] = bool(_PHRASES.search(text)) and "，" not in text and "。" not in text
    return {name: float(value) for name, value in found.items() if value}


# What the similarity with the rows around can add, and what sums of points may differ by for being rounded.
_TOPICS = WEIGHTS["topic_above"] + WEIGHTS["topic_below"]
_ROUNDING = 1e-9
# What every row has, or may have; and what is known of a row before its words are looked at.
_ALWAYS = WEIGHTS["always"] + _TOPICS
_CLOSED = max(WEIGHTS["ends_sentence"], WEIGHTS["ends_clause"], WEIGHTS["ends_exclaiming"])
_SEEN = (
    "close_set top justified unmarked apart far_apart leads block repeated after_byline after_story tight last".split()
)


def most_points(text: str, around: Surroundings) -> float:
    """No less than the points of a row, from what is seen at a glance: for most body text they are less than 0."""
    points, short_of_column = _ALWAYS, not (around.fits_before or around.fits_after)
    if around.closed:
        points += _CLOSED + WEIGHTS["asks_apart"] * short_of_column
    else:
        points += WEIGHTS["next_begins_sentence"] + WEIGHTS["stands_out"] * short_of_column
        points += WEIGHTS["whole_line"] * around.whole
    if "，" in text or "," in text:
        points += WEIGHTS["comma"]
    if "，" not in text and (" " in text or "　" in text):
        points += WEIGHTS["phrases"]
    if "。" in text[:-1]:
        points += WEIGHTS["holds_sentence"]
    if around.indents:
        if around.indented:
            points += WEIGHTS["indented"]
        elif not around.open_before:
            points += WEIGHTS["flush"]
    if around.indented_below and not around.indented and not around.open_before:
        points += WEIGHTS["before_paragraph"]
    if around.width > TOO_LONG:
        points += WEIGHTS["too_long"]
    elif around.width <= SHORT:
        points += WEIGHTS["short"]
    if text[0] in "—-":
        points += WEIGHTS["dash"]
    if around.display_before and not around.apart:
        points += WEIGHTS["below_display"] + WEIGHTS["under_head"] * (around.indents and not around.indented)
    if around.after_jump and short_of_column and not around.closed:
        points += WEIGHTS["under_jump"]
    if around.display_below:
        points += WEIGHTS["above_display"]
    if around.label_before:
        points += WEIGHTS["below_label"]
    if not (around.column_before or around.column_after):
        points += WEIGHTS["couplet"]
    if around.starts_below:
        points += WEIGHTS["before_start"]
    return points + sum([WEIGHTS[name] for name in _SEEN if getattr(around, name)])


def is_display(text: str, around: Surroundings) -> bool:
    """Whether a row is display type: whether what the observations about it are worth is more than 0 in all.

    What takes longer to find out is left for the rows that it can change.
    """
    if most_points(text, around) < -_ROUNDING:
        return False
    found = observe(text, around)
    points = sum(WEIGHTS[name] * value for name, value in found.items())
    if points < -_TOPICS - _ROUNDING or points > _ROUNDING:
        return points > 0
    found["topic_above"] = smoothed_share(text, "".join(around.rows_above))
    found["topic_below"] = smoothed_share(text, "".join(around.rows_below))
    return sum(WEIGHTS[name] * value for name, value in found.items()) > 0

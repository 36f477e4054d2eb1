"""Whether a row is display type (a headline) or body text: the features of the headline model."""

from __future__ import annotations

from typing import NamedTuple

from bot.reader.authors.leadins import begins_leadin
from bot.reader.lines import phrases
from bot.reader.lines.credits import find_credit
from bot.reader.lines.headline_weights import HEADLINE_MODEL
from bot.reader.lines.rows import Row
from bot.text.characters import CJK, CLOSING_MARKS, SPACE, bracket_balance
from bot.text.patterns import compile_pattern

# Widths in cells: most headlines of one line are no wider than SHORT, few wider than LONG, none than TOO_LONG.
SHORT, LONG, TOO_LONG = 26.0, 30.0, 46.0

# Characters of a phrase without punctuation that headlines and body text have alike.
USUAL_PHRASE = 10
# The clauses of a couplet have more characters than this, and their lengths differ by one at most.
SHORT_CLAUSE = 3

# The score of a row that is as likely display type as not.
TIE = 1e-6

_SENTENCE_ENDS = "。；;…"
_CLAUSE_ENDS = "，、：,:"
_HANGING = frozenset("的地在和与及把被将对从向为以于是有并又")
# What begins no text.
_BOUND = frozenset("了的着们得之")
_COMMA = compile_pattern(r"[，,；;]")
_COLON = compile_pattern(r"[^说道示：:][：:][^：:“\d]")
_ASKS_INSIDE = compile_pattern("[？！?!](?=[^？！?!”’」』）)》])")
_CLAUSES = compile_pattern(rf"[，。；：！？、·,;:!?（）(){SPACE}]+")
_PHRASES = compile_pattern(rf"[{CJK}”》）][{SPACE}]+[{CJK}“《]")
# When something happened, as reports say it.
_DAY = compile_pattern(r"\d ?日(?!起)|近日|日前|[昨今][日天]|当地时间")
_DASHES = ("——", "--", "—")


class RowContext(NamedTuple):
    """What the page around a row says of it."""

    # the texts of the rows above and below; "" at the page's ends
    above: str
    below: str
    # the share, 0 to 1, of its words that some rows above and below have; lower for few words
    topic_above: float
    topic_below: float
    # … that the rest of the page has
    topic_page: float
    # how usual its width is on the page, 0 to 1
    usual_width: float
    # the share of the column by which the row is narrower than it; 0 where it fills it or no column is known
    narrower: float

    # --- the row itself
    # cells
    width: float
    # a sentence ends at its end
    ends_sentence: bool
    # has spaces between its characters to fill the column
    justified: bool
    indented: bool
    # its words stand elsewhere on the page, too
    repeated: bool
    # nothing but furniture stands above; below
    is_top: bool
    is_last: bool
    # as wide as the column above; below
    fits_above: bool
    fits_below: bool

    # --- the space around
    # begins as the headline above does
    echoes: bool
    # no column is known above or below
    no_column: bool
    # other rows of the page stand far apart
    unspaced: bool
    # more blank lines above than usual; at least two more
    apart: bool
    far_apart: bool
    # fewer blank lines above or below than usual
    tight: bool
    # stands with others without the space that parts the lines of this page
    close_set: bool
    # in a block of a few rows with space around it, in which no sentence ends
    in_block: bool

    # --- the rows above
    # there is a column narrower than unbroken text
    column_above: bool
    # the row above is body text that stops in mid-sentence
    open_above: bool
    # … display type; the name of a section; a byline; （上接第1版）; the last row of a story
    display_above: bool
    label_above: bool
    byline_above: bool
    jump_above: bool
    story_ends_above: bool

    # --- the rows below
    column_below: bool
    # the row below is indented; is a byline or a lead-in
    indented_below: bool
    starts_below: bool
    # no sentence ends from this row to a byline or lead-in a few rows below
    leads_to_start: bool

    # --- the whole page
    page_indents: bool
    # paragraphs are cut in mid-sentence, though not by columns
    page_cuts_paragraphs: bool
    # every line is a whole paragraph
    whole_paragraphs: bool
    # headlines have a mark, and this row has none
    unmarked: bool


def score_display(row: Row, context: RowContext) -> float:
    """How likely a row is display type, which is a headline, deck, subheading or pull quote: above 0 if it is.

    The natural logarithm of the odds; below 0 it may be too high, because words broken over line ends take long to find
    and only speak against display type.
    """
    values = _quick_features(row, context)
    score = HEADLINE_MODEL.score(values)
    if score < 0:
        return score
    values |= _find_broken_words(row.plain, context, values)
    # a tie is decided by the feature that body text has least often
    return HEADLINE_MODEL.score(values) or (TIE if values["stands_out"] else -TIE)


def compute_features(row: Row, context: RowContext) -> dict[str, float]:
    """The value of every feature of the headline model for a row."""
    values = _quick_features(row, context)
    return values | _find_broken_words(row.plain, context, values)


def _quick_features(row: Row, context: RowContext) -> dict[str, float]:
    """All features; those of `_find_broken_words` are 0, because nobody has looked."""
    stands_apart = not (context.fits_above or context.fits_below)
    bracket = _Bracket(row.plain, context, stands_apart)
    return {
        **_wording_features(row.plain, context),
        **_ending_features(row.plain, context, stands_apart),
        **_beginning_features(row.plain, context, bracket),
        **_layout_features(context),
        **_neighbour_features(row.plain, context, bracket, stands_apart),
        "open_bracket": bracket.balance != 0 and not bracket.has_other_half,
        "word_crosses_above": 0.0,
        "word_may_cross": 0.0,
        "word_crosses_below": 0.0,
        "topic_above": context.topic_above,
        "topic_below": context.topic_below,
        "topic_page": context.topic_page,
    }


class _Bracket:
    """A quote or bracket that only begins or only ends in a row, and whether a neighbour has its other half.

    A headline broken within a quotation has its other half on the next row.
    """

    def __init__(self, text: str, context: RowContext, stands_apart: bool) -> None:
        # above 0 where a bracket stays open, below 0 where one closes that did not open here
        self.balance = bracket_balance(text)
        above = context.above if context.display_above else ""
        may_be_broken = stands_apart or context.in_block or context.leads_to_start
        neighbour = (context.below if self.balance > 0 else above) if may_be_broken else ""
        both = text + neighbour if self.balance > 0 else neighbour + text
        self.has_other_half = self.balance != 0 and bool(neighbour) and bracket_balance(both) == 0


def _wording_features(text: str, context: RowContext) -> dict[str, float]:
    """Features of what the row says."""
    # in a column a line may look like a couplet by chance
    clauses = [] if context.column_above or context.column_below else _COMMA.split(text)
    parted = "。" not in text and bool(_PHRASES.search(text))
    return {
        "holds_sentence": "。" in text[:-1],
        "comma": "，" in text or "," in text,
        "commas": max(0, len(_COMMA.findall(text)) - 1),
        "couplet": len(clauses) == 2 and len(clauses[0]) > SHORT_CLAUSE and abs(len(clauses[0]) - len(clauses[1])) <= 1,
        "phrases": parted and "，" not in text,
        "phrases_comma": parted and "，" in text,
        "colon": bool(_COLON.search(text)),
        "names": max(0, text.count("、") - 1),
        "day": bool(_DAY.search(text)),
        "asks_inside": bool(_ASKS_INSIDE.search(text)),
        "long_phrase": max(0.0, (max(map(len, _CLAUSES.split(text))) - USUAL_PHRASE) / 10),
        "jump": phrases.find_continued_from(text) > 0 or phrases.find_continued_on(text) > 0,
    }


def _ending_features(text: str, context: RowContext, stands_apart: bool) -> dict[str, float]:
    """Features of how the row ends."""
    last = text.rstrip(f"{CLOSING_MARKS} ")[-1:]
    announces = bool(last) and last in _CLAUSE_ENDS
    ends_sentence = context.ends_sentence and bool(last) and last in _SENTENCE_ENDS
    exclaims = context.ends_sentence and not (ends_sentence or announces)
    stands_out = stands_apart and not (context.ends_sentence or announces)
    return {
        "ends_sentence": ends_sentence,
        "ends_clause": announces and not ends_sentence,
        "ends_exclaiming": exclaims,
        "credit": find_credit(text) is not None,
        # the rows of a headline may be broken anywhere
        "hanging": bool(text) and text[-1] in _HANGING and not context.leads_to_start,
        "asks_and_stands_out": exclaims and stands_apart,
        "stands_out": stands_out,
        "whole_line": context.whole_paragraphs and not (context.ends_sentence or announces),
        "maybe_cut": context.page_cuts_paragraphs and stands_out,
    }


def _beginning_features(text: str, context: RowContext, bracket: _Bracket) -> dict[str, float]:
    """Features of how the row begins."""
    closes_quotation = bracket.has_other_half and bracket.balance < 0
    return {
        # the comma that tells may stand on the next row
        "begins_sentence": phrases.begins_like_report(text if context.ends_sentence else text + context.below),
        "begins_inside": phrases.begins_inside_sentence(text) and not closes_quotation,
        "leadin": begins_leadin(text),
        "dash": text.startswith(_DASHES),
    }


def _layout_features(context: RowContext) -> dict[str, float]:
    """Features of the row's width, its place in the column, and the space around it."""
    return {
        "long": LONG < context.width <= TOO_LONG,
        "too_long": context.width > TOO_LONG,
        "justified": context.justified,
        "usual_width": context.usual_width,
        "narrower": context.narrower,
        "no_column": context.no_column,
        "unspaced": context.unspaced,
        "open_flush": context.open_above and not context.apart,
        "indented": context.page_indents and context.indented,
        "flush": context.page_indents and not context.indented and not context.open_above,
        "far_apart": context.far_apart,
        "tight": context.tight,
        "close_set": context.close_set,
        "block": context.in_block,
        "top": context.is_top,
        "last": context.is_last,
        "unmarked": context.unmarked,
        "repeated": context.repeated,
    }


def _neighbour_features(text: str, context: RowContext, bracket: _Bracket, stands_apart: bool) -> dict[str, float]:
    """Features of the rows above and below."""
    below_display = context.display_above and not context.apart
    under_jump = context.jump_above and stands_apart and not context.ends_sentence
    before_paragraph = context.indented_below and not context.indented and not context.open_above
    return {
        "before_paragraph": before_paragraph,
        "before_start": context.starts_below,
        "before_jump": bool(context.below) and phrases.find_continued_on(context.below) == 0,
        "leads": context.leads_to_start,
        "below_display": below_display,
        "under_head": below_display and context.page_indents and not context.indented,
        "below_label": context.label_above,
        "after_byline": context.byline_above,
        "echoes": context.echoes,
        "next_begins_bound": context.below[:1] in _BOUND,
        "after_story": context.story_ends_above,
        "under_jump": under_jump,
        "next_begins_sentence": not context.ends_sentence and phrases.begins_like_report(context.below),
        # a text continued from another page may begin in mid-sentence under its headline
        **_goes_on_features(text, context, bracket, may_go_on=not (context.starts_below or under_jump)),
    }


def _goes_on_features(text: str, context: RowContext, bracket: _Bracket, *, may_go_on: bool) -> dict[str, float]:
    """Features of whether the text goes on in the row below."""
    below = context.below
    looked_at = bool(below) and may_go_on and not phrases.is_displaced_end(below)
    before_paragraph = context.indented_below and not context.indented and not context.open_above
    opens_quotation = bracket.has_other_half and bracket.balance > 0
    return {
        "next_begins_inside": looked_at and phrases.begins_inside_sentence(below) and not opens_quotation,
        "fits_column_below": looked_at and context.fits_below and bool(context.column_below) and not before_paragraph,
    }


def _find_broken_words(text: str, context: RowContext, values: dict[str, float]) -> dict[str, float]:
    """Features of whether a word is broken over the row's ends, from the values of the other features."""
    below = context.below
    may_go_on = bool(below) and not (context.starts_below or values["under_jump"] or phrases.is_displaced_end(below))
    # a headline may be broken within a word, too: then the row below is no body text either
    body_below = context.fits_below or not context.column_below
    may_share_word = may_go_on and body_below and not context.ends_sentence and not context.indented_below
    crosses_below = may_share_word and phrases.crosses_word(text, below)
    return {
        "word_crosses_above": context.open_above and phrases.crosses_word(context.above, text),
        "word_crosses_below": crosses_below,
        "word_may_cross": may_share_word and not crosses_below and phrases.may_cross_word(text, below),
    }

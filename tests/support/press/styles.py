"""What a paper's dumps look like: one record of switches; papers.py holds the named styles made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weights = tuple[tuple[str, float], ...]
"""Choices and how often each is taken."""

Range = tuple[int, int]
"""Least and greatest, both inclusive."""


@dataclass(frozen=True)
class Style:
    """How a paper sets its pages and how its text falls out of them. Every `float` is a chance from 0 to 1."""

    name: str

    # --- lines ---------------------------------------------------------------------------------------------------
    # False: a paragraph is one line of text
    wrap: bool = False
    # width of a column in Chinese characters
    width: Range = (17, 17)
    # what stands between two lines of a paragraph
    line_gap: Literal["newline", "blank"] = "newline"
    # indent: 　　; stripped: a narrower first line; short: only the short last line; blank: a blank line between
    paragraph_mark: Literal["indent", "stripped", "short", "blank"] = "blank"
    # closing punctuation may stand one over at the end of a line, and never begins one
    kinsoku: bool = True
    # numbers, words and addresses are broken at the end of a line; otherwise they move and leave it short
    break_words: bool = True
    # a line left short is spread: 进 出 很 不 方
    spread: float = 0.0
    # any other line is spread
    spread_any: float = 0.0
    # a page has spaces around its numbers
    number_spaces: float = 0.0
    # a blank line before a line that begins with “
    quote_gap: float = 0.0
    # False: no blank line anywhere
    blanks: bool = True

    # what stands before an indented paragraph
    indent: str = "　　"

    # --- columns -------------------------------------------------------------------------------------------------
    # lines per column where lines are wrapped; None: one endless column
    column_height: Range | None = None
    # the end of a column shows as a blank line
    column_gap: float = 1.0
    # the next column of the same story has another width
    width_change: float = 0.0
    # an unwrapped paragraph is cut in mid-sentence by the end of a column
    cut: float = 0.0
    # the end of a story's last line is torn off: printed at its top, and at its end too, or only at its top
    torn: float = 0.0
    torn_moved: float = 0.0

    # --- headlines -----------------------------------------------------------------------------------------------
    # before, after, page_end, next_end (after the next story's body), none
    headline: Weights = (("before", 1),)
    # markdown's mark
    head_mark: Literal["", "# "] = ""
    # decks in one line with spaces between
    head_join: float = 0.3
    # a headline is wrapped within a word
    head_wrap: float = 0.0
    # blank lines between the decks
    head_gap: float = 0.5
    # nothing but a line end between headline, byline and body
    tight: float = 0.0
    # a section label above the headline
    label: float = 0.0
    # a phrase of the body repeated in large type
    pull: float = 0.0
    # two decks stand in one line with a comma between, as one
    head_comma: float = 0.0
    # a mark before subheadings
    subhead_mark: Literal["", "■ ", "●"] = ""
    # the first paragraph stands between headline and byline, under 核心提示 or alone
    intro: float = 0.0
    # stories keep their subheadings
    subheads: float = 1.0

    # --- bylines -------------------------------------------------------------------------------------------------
    # top, leadin, wire (本报成都5月27日电), both (本报讯 without names and names on top), end, none
    byline: Weights = (("top", 1),)
    # how a byline on top looks: names, titled, boxed, circled, media (文/图), colon, glued, stacked, apart
    top_form: Weights = (("names", 1),)
    # 李 华
    spread_names: float = 0.0
    # stories are signed by invented people rather than by those of the data file
    recast: float = 0.7

    # --- photographs ---------------------------------------------------------------------------------------------
    photos: Range = (0, 1)
    # a photo stands inside a story rather than between two
    photo_inside: float = 0.5
    # its text is wrapped, where the page is
    photo_wrap: float = 0.7

    # --- other pages ---------------------------------------------------------------------------------------------
    # a story begins on another page: （上接第1版）
    tail: float = 0.0
    # a story goes on on another page: （下转第3版）
    jump: float = 0.0

    # --- furniture -----------------------------------------------------------------------------------------------
    furniture_top: Range = (0, 1)
    furniture_bottom: Range = (0, 0)
    # what stands on other pages, with their numbers
    guide: float = 0.0
    # an advertisement's mark or a hotline between two stories
    furniture_between: float = 0.0

    # --- characters ----------------------------------------------------------------------------------------------
    # a page has ,:;()!? for ，：；（）！？
    half_punctuation: float = 0.0
    # a page has ＡＰＰ and ５Ｇ
    full_width: float = 0.0
    # a line holds a zero-width or private-use character
    noise: float = 0.0
    # lines have stray spaces at their ends
    ragged: float = 0.0
    crlf: float = 0.0
    form_feed: float = 0.0

    # how many stories a page has, and how many of their paragraphs
    stories: Range = (3, 6)
    shorten: float = 0.5

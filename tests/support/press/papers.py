"""The named styles: each modelled on what one kind of paper's dumps look like."""

from __future__ import annotations

from dataclasses import replace

from tests.support.press.styles import Style, Weights

_PLAIN_TOP: Weights = (("titled", 4), ("names", 3), ("stacked", 1), ("colon", 1))
_ANY_TOP: Weights = (
    ("titled", 4),
    ("names", 3),
    ("boxed", 2),
    ("circled", 2),
    ("media", 2),
    ("colon", 1),
    ("glued", 2),
    ("stacked", 1),
)

CLEAN = Style("clean", paragraph_mark="indent", furniture_top=(1, 1), top_form=_PLAIN_TOP)

COUNTY = Style(
    "county",
    wrap=True,
    width=(15, 18),
    line_gap="blank",
    paragraph_mark="stripped",
    break_words=False,
    spread=0.8,
    number_spaces=0.6,
    column_height=(20, 40),
    width_change=0.3,
    headline=(("before", 8), ("after", 1), ("page_end", 1)),
    head_join=0.1,
    head_wrap=0.6,
    byline=(("leadin", 8), ("wire", 1), ("none", 1)),
    photos=(0, 2),
    photo_inside=0.3,
    ragged=0.2,
)

UNWRAPPED = Style(
    "unwrapped",
    cut=0.5,
    head_join=0.4,
    label=0.2,
    byline=(("top", 5), ("end", 5), ("none", 1)),
    top_form=(("names", 1),),
    half_punctuation=1.0,
    photos=(0, 2),
    furniture_top=(0, 0),
    stories=(4, 8),
)

MARKDOWN = Style(
    "markdown",
    cut=0.4,
    head_mark="# ",
    head_join=0.8,
    byline=(("top", 9), ("end", 1)),
    top_form=(("names", 3), ("titled", 1)),
    spread_names=0.5,
    half_punctuation=0.7,
    photos=(1, 3),
    stories=(4, 8),
)

TORN = Style(
    "torn",
    cut=0.6,
    torn=0.5,
    torn_moved=0.2,
    byline=(("top", 8), ("none", 1)),
    photos=(1, 3),
    photo_inside=0.8,
    furniture_top=(0, 0),
)

CITY = Style(
    "city",
    wrap=True,
    width=(16, 20),
    column_height=(10, 30),
    quote_gap=0.5,
    width_change=0.2,
    headline=(("before", 4), ("after", 5), ("next_end", 1)),
    head_join=0.2,
    head_wrap=0.3,
    byline=(("both", 4), ("top", 3), ("leadin", 2)),
    top_form=(("titled", 6), ("glued", 2)),
    spread_names=0.4,
    tail=0.15,
    jump=0.05,
    photos=(0, 2),
    spread=0.5,
    break_words=False,
    ragged=0.3,
)

NARROW = Style(
    "narrow",
    wrap=True,
    width=(10, 14),
    paragraph_mark="indent",
    column_height=(20, 50),
    column_gap=0.5,
    head_wrap=0.7,
    head_join=0.0,
    head_gap=0.1,
    tight=0.6,
    byline=(("leadin", 6), ("top", 2), ("end", 2)),
    top_form=_ANY_TOP,
    furniture_top=(1, 2),
    furniture_bottom=(0, 1),
)

SHORT_LAST = Style(
    "short_last",
    wrap=True,
    width=(18, 24),
    line_gap="blank",
    paragraph_mark="short",
    kinsoku=False,
    column_height=(12, 30),
    width_change=0.5,
    head_wrap=0.2,
    byline=(("leadin", 4), ("top", 4), ("end", 2)),
    top_form=_PLAIN_TOP,
    furniture_top=(0, 2),
)

STRAY_HEADS = Style(
    "stray_heads",
    wrap=True,
    width=(14, 22),
    paragraph_mark="indent",
    column_height=(15, 40),
    headline=(("page_end", 1),),
    head_wrap=0.3,
    byline=(("leadin", 5), ("top", 3), ("both", 2)),
    top_form=(("titled", 3), ("boxed", 1), ("circled", 1)),
    stories=(3, 5),
)

BRIEFS = Style(
    "briefs",
    paragraph_mark="indent",
    headline=(("none", 6), ("before", 4)),
    byline=(("leadin", 5), ("wire", 3), ("end", 1)),
    label=0.3,
    furniture_top=(1, 2),
    furniture_bottom=(0, 2),
    stories=(5, 9),
    shorten=1.0,
)

PHOTO_PAGE = Style(
    "photo_page",
    wrap=True,
    width=(13, 20),
    paragraph_mark="stripped",
    column_height=(10, 25),
    byline=(("top", 5), ("leadin", 3), ("end", 2)),
    top_form=_ANY_TOP,
    photos=(3, 6),
    photo_inside=0.8,
    stories=(2, 4),
    head_wrap=0.2,
)

JUMPS = Style(
    "jumps",
    wrap=True,
    width=(15, 24),
    paragraph_mark="indent",
    column_height=(15, 40),
    byline=(("leadin", 5), ("top", 5)),
    top_form=_PLAIN_TOP,
    tail=0.4,
    jump=0.4,
    furniture_top=(1, 2),
    furniture_bottom=(1, 2),
)

FURNISHED = Style(
    "furnished",
    paragraph_mark="indent",
    cut=0.2,
    label=0.5,
    byline=(("top", 5), ("leadin", 3), ("end", 2)),
    top_form=_ANY_TOP,
    furniture_top=(2, 4),
    furniture_bottom=(2, 4),
    furniture_between=0.3,
    form_feed=0.1,
)

FEATURES = Style(
    "features",
    wrap=True,
    width=(20, 30),
    column_height=(10, 25),
    width_change=0.4,
    head_join=0.1,
    pull=0.7,
    byline=(("top", 9), ("end", 1)),
    top_form=(("circled", 3), ("boxed", 2), ("media", 4), ("titled", 3)),
    photos=(1, 3),
    photo_inside=0.9,
    label=0.3,
    stories=(2, 4),
    shorten=0.0,
)

JUSTIFIED = Style(
    "justified",
    wrap=True,
    width=(8, 13),
    paragraph_mark="stripped",
    kinsoku=False,
    break_words=False,
    spread=1.0,
    spread_any=0.08,
    number_spaces=0.5,
    column_height=(20, 60),
    column_gap=0.6,
    width_change=0.3,
    head_wrap=0.5,
    byline=(("both", 4), ("leadin", 4), ("top", 2)),
    top_form=(("titled", 3), ("glued", 3)),
    spread_names=0.5,
    full_width=0.4,
)

NOISY = Style(
    "noisy",
    wrap=True,
    width=(16, 26),
    paragraph_mark="indent",
    noise=0.15,
    full_width=0.6,
    ragged=0.4,
    crlf=0.7,
    form_feed=0.3,
    byline=(("top", 4), ("leadin", 4), ("end", 2)),
    top_form=_ANY_TOP,
    furniture_top=(1, 3),
    furniture_bottom=(1, 3),
)

WORST = Style(
    "worst",
    wrap=True,
    width=(9, 22),
    line_gap="blank",
    paragraph_mark="stripped",
    kinsoku=False,
    break_words=False,
    spread=0.7,
    spread_any=0.03,
    number_spaces=0.5,
    quote_gap=0.3,
    column_height=(10, 35),
    column_gap=0.7,
    width_change=0.5,
    torn=0.15,
    torn_moved=0.2,
    headline=(("before", 5), ("after", 3), ("page_end", 1), ("next_end", 1), ("none", 1)),
    head_join=0.3,
    head_wrap=0.4,
    tight=0.2,
    label=0.2,
    pull=0.25,
    byline=(("top", 4), ("leadin", 3), ("both", 2), ("wire", 1), ("end", 3), ("none", 1)),
    top_form=_ANY_TOP,
    spread_names=0.4,
    photos=(1, 3),
    photo_inside=0.7,
    tail=0.12,
    jump=0.12,
    furniture_top=(0, 3),
    furniture_bottom=(0, 3),
    furniture_between=0.1,
    half_punctuation=0.3,
    full_width=0.2,
    noise=0.03,
    ragged=0.2,
    crlf=0.2,
    form_feed=0.1,
)

# the worst page in the other way of separating lines
WORST_TIGHT = replace(WORST, name="worst_tight", line_gap="newline", paragraph_mark="blank", torn=0.2)

# what people copy out of a paper's own site: whole paragraphs, a guide to other pages, marks, bars
EPAPER = Style(
    "epaper",
    paragraph_mark="blank",
    head_comma=0.4,
    head_join=0.2,
    subhead_mark="■ ",
    intro=0.4,
    guide=0.6,
    byline=(("top", 7), ("leadin", 2), ("end", 1)),
    top_form=(("apart", 3), ("titled", 3), ("boxed", 2), ("names", 2)),
    photos=(0, 2),
    ragged=0.3,
)

# a page drawn by a program that sets paragraphs in with tabs
TABBED = Style(
    "tabbed",
    wrap=True,
    width=(15, 22),
    paragraph_mark="indent",
    indent="\t",
    column_height=(15, 40),
    head_comma=0.3,
    head_wrap=0.3,
    subhead_mark="●",
    guide=0.4,
    byline=(("top", 5), ("leadin", 4), ("end", 2)),
    top_form=(("apart", 2), ("titled", 4), ("media", 2), ("circled", 2)),
    photos=(0, 2),
    furniture_top=(1, 2),
)

_ANY_BYLINE: Weights = (("none", 4), ("top", 3), ("leadin", 3), ("end", 1))

# a paragraph a line, and nothing else: neither indents nor blank lines, and most stories are not signed
BARE = Style(
    "bare",
    paragraph_mark="short",
    blanks=False,
    head_join=0.2,
    byline=_ANY_BYLINE,
    top_form=_PLAIN_TOP,
    photo_inside=0.3,
)

# the same with a blank line between stories
BLOCKS = Style(
    "blocks",
    paragraph_mark="short",
    tight=1.0,
    head_join=0.2,
    head_gap=0.0,
    byline=_ANY_BYLINE,
    top_form=_PLAIN_TOP,
    photo_inside=0.3,
)

STYLES: dict[str, Style] = {
    style.name: style
    for style in (
        CLEAN,
        COUNTY,
        UNWRAPPED,
        MARKDOWN,
        TORN,
        CITY,
        NARROW,
        SHORT_LAST,
        STRAY_HEADS,
        BRIEFS,
        PHOTO_PAGE,
        JUMPS,
        FURNISHED,
        FEATURES,
        JUSTIFIED,
        NOISY,
        WORST,
        WORST_TIGHT,
        EPAPER,
        TABBED,
        BARE,
        BLOCKS,
    )
}

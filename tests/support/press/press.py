"""The press: stories and photographs in, the dump of a page and the truth about it out.

Only pages that a careful person could put together again leave the press. Left out, because nobody could decide them:

* a border between two stories without any mark: a story that has no headline before it has a lead-in or a byline with
  titles on top, so names alone stand only under a headline; its predecessor's closing brackets count as a mark too;
* a torn-off line end on top of a story that has no headline before it, or that ends in brackets or on another page;
* a headline of several decks parted by blank lines on a page with stray headlines, where decks of two stories could
  stand one after the other;
* a tail from another page without its （上接…） mark;
* glued names where one has not three characters and no title of its own (记者李华张斌敏);
* a photograph's text with neither credit nor 图为;
* a cut between two columns of unwrapped text at the end of a sentence, which looks like the end of a paragraph;
* a pull quote that is not word for word in the body; columns printed in the wrong order, which
  `benchmarks.column_order` counts;
* a story or photograph inside another story's sentence other than a photograph.

Paragraph borders may be undecidable (a last line as long as the column); the body as a whole never is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.records import Kind
from tests.support.press import furniture
from tests.support.press.glyphs import dirty, glyphs
from tests.support.press.rows import BLANK, Row, inserted, joined
from tests.support.press.setting import Plan, Set, plan_stories, set_photo, set_story
from tests.support.press.stories import Photo, Story, load_stories, recast, shorten
from tests.support.press.styles import Style


@dataclass(frozen=True)
class Truth:
    """What a person would cut out with scissors."""

    # the story's or photograph's key
    key: str
    # decks joined with one space; "" where none is printed
    headline: str
    authors: tuple[str, ...]
    kind: Kind
    paragraphs: tuple[str, ...]
    # first and last line, 1-based, inclusive
    lines: tuple[int, int]
    # how it was set, to find out what a reader fails at: headline place, byline, torn, …
    traits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pressed:
    """A page and what is on it."""

    text: str
    # in the order in which they begin on the page
    truth: tuple[Truth, ...]
    # lines that belong to no article: furniture, section labels, pull quotes, jump marks
    furniture: tuple[str, ...]
    # for every line what it is, and the key of its story
    roles: tuple[tuple[str, str | None], ...]
    style: str


def press_page(stories: Sequence[Story], photos: Sequence[Photo], style: Style, rng: Random) -> Pressed:
    """One page of these stories and photographs, in the order given."""
    change = glyphs(style, rng)
    plans = plan_stories(stories, style, rng)
    sets = [
        set_story(story, plan, number, style, rng)
        for number, (story, plan) in enumerate(zip(stories, plans, strict=True))
    ]
    pictures = [set_photo(photo, len(stories) + number, style, rng) for number, photo in enumerate(photos)]
    rows = _compose(sets, plans, pictures, style, rng)
    lines, line_ends = dirty([Row(change(row.text), row.role, row.owner) for row in rows], style, rng)
    keys = [*(story.key for story in stories), *(photo.key for photo in photos)]
    truth = [
        Truth(
            key=keys[number],
            headline=change(one.headline),
            authors=one.authors,
            kind=one.kind,
            paragraphs=tuple(change(paragraph) for paragraph in one.paragraphs),
            lines=_extent(lines, number),
            traits=(*one.traits, "inside") if _inside(lines, number) else one.traits,
        )
        for number, one in enumerate([*sets, *pictures])
    ]
    return Pressed(
        text=line_ends.join(row.text for row in lines),
        truth=tuple(sorted(truth, key=lambda article: article.lines)),
        furniture=tuple(row.text for row in lines if row.role in ("furniture", "label", "pull", "mark")),
        roles=tuple((row.role, None if row.owner is None else keys[row.owner]) for row in lines),
        style=style.name,
    )


def random_page(stories: Sequence[Story], photos: Sequence[Photo], style: Style, rng: Random) -> Pressed:
    """A page of stories and photographs taken at random, none twice."""
    chosen = rng.sample(list(stories), rng.randint(*style.stories))
    chosen = [recast(story, rng) if rng.random() < style.recast else story for story in chosen]
    chosen = [shorten(story, rng) if rng.random() < style.shorten else story for story in chosen]
    return press_page(chosen, rng.sample(list(photos), rng.randint(*style.photos)), style, rng)


def _extent(lines: Sequence[Row], owner: int) -> tuple[int, int]:
    """First and last line of an article."""
    numbers = [
        number
        for number, row in enumerate(lines, 1)
        if row.owner == owner and row.role not in ("furniture", "label", "pull", "mark")
    ]
    return numbers[0], numbers[-1]


def _inside(lines: Sequence[Row], owner: int) -> bool:
    """Whether it stands in the middle of one story's body."""
    numbers = [at for at, row in enumerate(lines) if row.owner == owner]
    above = next((row for row in reversed(lines[: numbers[0]]) if row.role == "body"), None)
    below = next((row for row in lines[numbers[-1] + 1 :] if row.role == "body"), None)
    return above is not None and below is not None and above.owner == below.owner


def _compose(
    sets: Sequence[Set], plans: Sequence[Plan], pictures: Sequence[Set], style: Style, rng: Random
) -> list[Row]:
    """Everything in its place on the page."""
    head = furniture.masthead(rng)
    top = [Row(text, "furniture") for text in furniture.top_lines(head, rng.randint(*style.furniture_top), rng)]
    bottom = [
        Row(text, "furniture") for text in furniture.bottom_lines(head, rng.randint(*style.furniture_bottom), rng)
    ]
    if style.guide and rng.random() < style.guide:
        elsewhere = [
            story.decks[0] for story in load_stories() if story.decks[0] not in "".join(o.headline for o in sets)
        ]
        guide = furniture.guide_lines(rng.sample(elsewhere, rng.randint(2, 4)), rng)
        top += [BLANK, *(Row(text, "furniture") for text in guide)]
    inside: dict[int, list[Set]] = {}
    between: dict[int, list[Set]] = {}
    for picture in pictures:
        place = rng.randrange(len(sets))
        (inside if rng.random() < style.photo_inside else between).setdefault(place, []).append(picture)

    blocks: list[list[Row]] = [top]
    waiting: list[list[Row]] = []
    page_end: list[list[Row]] = []
    for number, (one, plan) in enumerate(zip(sets, plans, strict=True)):
        if number and rng.random() < style.furniture_between:
            blocks.append([Row(furniture.between_line(head, rng), "furniture")])
        body = one.body
        for picture in inside.get(number, ()):
            with_photo = inserted(body, picture.body, rng)
            if with_photo is None:
                between.setdefault(number, []).append(picture)
            body = with_photo or body
        above = [one.label, one.heads] if plan.headline == "before" else []
        inner = () if rng.random() < style.tight else (BLANK,)
        blocks.append(joined([*above, one.byline, [*one.torn, *body]], inner))
        blocks += waiting
        waiting = []
        if plan.headline == "after":
            blocks.append(one.heads)
        elif plan.headline == "next_end":
            waiting.append(one.heads)
        elif plan.headline == "page_end":
            page_end.append(one.heads)
        blocks += [picture.body for picture in between.get(number, ())]
    rng.shuffle(page_end)
    gap = (BLANK,) * rng.choice((1, 1, 2, 3))
    rows = joined([*blocks, *waiting, *page_end, bottom], gap)
    rows = [*[BLANK] * rng.choice((0, 0, 1, 2)), *rows]
    return rows if style.blanks else [row for row in rows if row != BLANK]

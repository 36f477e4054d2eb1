"""One story, one photograph: what is printed of it, and what is true about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from random import Random

from bot.records import Kind
from tests.support.press import bylines
from tests.support.press.furniture import LABELS
from tests.support.press.layout import body_rows, cut, set_unwrapped, set_wrapped, space_numbers, wrap_rows
from tests.support.press.rows import BLANK, Row, inserted, joined, pick
from tests.support.press.stories import Person, Photo, Story, invent_name
from tests.support.press.styles import Style

_TAIL_MARKS = ("（上接第{}版）", "▲（上接第{}版）", "▲▲（上接第{}版）", "（上接A0{}版）", "▲上接{}版", "（上接{}版）")
_JUMP_MARKS = ("（下转第{}版）", "（下转A0{}版）", "（下转{}版）", "▶下转第{}版", "（下转第{}版▲）")
_CLAUSE = re.compile(
    r"[^，。；：！？“”‘’（）《》、…]{10,20}|[^，。；：！？“”‘’（）《》…]{5,11}，[^，。；：！？“”‘’（）《》…]{5,11}"
)


@dataclass(frozen=True)
class Plan:
    """What is decided about a story before it is set, because it depends on its neighbours."""

    headline: str
    byline: str
    top_form: str = "titled"
    # a blank line between decks
    head_gap: bool = False
    tail: bool = False
    jump: bool = False
    torn: bool = False


@dataclass(frozen=True)
class Set:
    """A story or photograph in type, and the truth about it."""

    headline: str
    authors: tuple[str, ...]
    kind: Kind
    paragraphs: tuple[str, ...]
    body: list[Row]
    label: list[Row]
    heads: list[Row]
    byline: list[Row]
    torn: list[Row]
    traits: tuple[str, ...]


def plan_stories(stories: Sequence[Story], style: Style, rng: Random) -> list[Plan]:
    """Decides where headlines and bylines stand, so that every border between two stories has a mark."""
    plans: list[Plan] = []
    for number, story in enumerate(stories):
        tail = rng.random() < style.tail and len(story.paragraphs) > 1
        jump = not tail and rng.random() < style.jump
        headline, byline, form = pick(rng, style.headline), pick(rng, style.byline), pick(rng, style.top_form)
        if tail:
            headline = rng.choice((headline, headline, "none"))
            byline = rng.choice(("end", "none", "none"))
        elif jump and byline == "end":
            byline = "none"
        if not story.by:
            byline = "none"
        if headline != "before" and not tail:
            above = plans[-1] if number else None
            closed = above is None or above.byline == "end" or above.jump or above.headline == "after"
            if byline in ("end", "none") and not closed:
                byline = rng.choice(("leadin", "top")) if story.by else "plain"
            if form == "names":
                form = "titled"
        if form == "glued" and not bylines.can_be_glued(story.by):
            form = "titled"
        torn = headline == "before" and byline != "end" and not tail and not jump and rng.random() < style.torn
        plans.append(Plan(headline, byline, form, False, tail, jump, torn))
    strays = any(plan.headline not in ("before", "none") for plan in plans)
    return [replace(plan, head_gap=not strays and rng.random() < style.head_gap) for plan in plans]


def set_story(story: Story, plan: Plan, number: int, style: Style, rng: Random) -> Set:
    """The story in type, as planned."""
    if style.head_comma and len(story.decks) > 1 and rng.random() < style.head_comma:
        story = replace(story, decks=("，".join(story.decks[:2]), *story.decks[2:]))
    paragraphs = [(text, at in story.subheads) for at, text in enumerate(story.paragraphs)]
    if rng.random() >= style.subheads:
        paragraphs = [(text, False) for text, is_subhead in paragraphs if not is_subhead]
    paragraphs = [(style.subhead_mark * is_subhead + text, is_subhead) for text, is_subhead in paragraphs]
    if plan.tail:
        paragraphs = _tail(paragraphs, rng)
    elif plan.jump:
        paragraphs = _jump(paragraphs, rng)

    printed = list(paragraphs)
    if rng.random() < style.number_spaces:
        printed = [(space_numbers(text), is_subhead) for text, is_subhead in printed]
    printed, mark_above, mark_below = _with_marks(printed, story.by, plan, rng)
    # a tail goes on in mid-paragraph, so that its first line is not set in, unless the mark begins it
    flush = plan.tail and bool(mark_above)
    columns = (set_wrapped if style.wrap else set_unwrapped)(printed, style, rng, flush)
    body = body_rows(columns, style, rng, number)
    torn: list[Row] = []
    if plan.torn:
        body, torn = _tear(body, number, style, rng)
    pull = rng.random() < style.pull
    quote = _phrase([text for text, _ in paragraphs], " ".join(story.decks), rng) if pull else None
    if quote:
        large = wrap_rows(quote, rng.choice((8, 10, 12, 30)), style, "pull", number)
        with_pull = inserted(body, large, rng)
        pull, body = with_pull is not None, with_pull or body

    intro: list[Row] = []
    on_top = plan.byline == "top" and plan.headline == "before"
    if (
        style.intro
        and on_top
        and not (style.wrap or plan.tail or plan.jump or plan.torn or pull or len(paragraphs) < 3)
    ):
        first = next((at for at, row in enumerate(body) if at and row == BLANK), 0)
        if first and not paragraphs[1][1] and rng.random() < style.intro:
            intro = [*[Row("核心提示", "label")] * (rng.random() < 0.5), *body[:first]]
            body = body[first + 1 :]
    byline = []
    if plan.byline in ("top", "both"):
        lines = bylines.top(story.by, plan.top_form, rng, style.spread_names)
        byline = [Row(text, "byline", number) for text in lines]
    signed = plan.byline not in ("none", "plain")
    label = [Row(rng.choice(LABELS), "label")] if plan.headline == "before" and rng.random() < style.label else []
    return Set(
        headline="" if plan.headline == "none" else " ".join(story.decks),
        authors=tuple(person.name for person in story.by) if signed else (),
        kind="fragment" if plan.tail or plan.jump else "article",
        paragraphs=tuple(text for text, _ in paragraphs),
        body=[*mark_above, *body, *mark_below],
        label=label,
        heads=[] if plan.headline == "none" else _heads(story.decks, plan, number, style, rng),
        byline=[*intro, BLANK, *byline] if intro else byline,
        torn=torn,
        traits=_traits(plan, pull and quote is not None, any(is_subhead for _, is_subhead in paragraphs)),
    )


def _traits(plan: Plan, pull: bool, subheads: bool) -> tuple[str, ...]:
    form = f"/{plan.top_form}" if plan.byline in ("top", "both") else ""
    flags = {"tail": plan.tail, "jump": plan.jump, "torn": plan.torn, "pull": pull, "subheads": subheads}
    return (f"headline:{plan.headline}", f"byline:{plan.byline}{form}", *(name for name, on in flags.items() if on))


def _tail(paragraphs: list[tuple[str, bool]], rng: Random) -> list[tuple[str, bool]]:
    """From the middle of a sentence to the end."""
    starts = [at for at, (text, is_subhead) in enumerate(paragraphs) if not is_subhead and len(text) >= 40]
    at = rng.choice(starts) if starts else 0
    return [(cut(paragraphs[at][0], rng, (5, 30))[-1], False), *paragraphs[at + 1 :]]


def _jump(paragraphs: list[tuple[str, bool]], rng: Random) -> list[tuple[str, bool]]:
    """From the start to the middle of a sentence."""
    ends = [at for at, (text, is_subhead) in enumerate(paragraphs) if not is_subhead and len(text) >= 40]
    at = rng.choice(ends) if ends else 0
    return [*paragraphs[:at], (cut(paragraphs[at][0], rng, (30, 5))[0], False)]


def _with_marks(
    paragraphs: list[tuple[str, bool]], by: Sequence[Person], plan: Plan, rng: Random
) -> tuple[list[tuple[str, bool]], list[Row], list[Row]]:
    """The paragraphs with lead-in, closing brackets and jump marks; and marks on lines of their own."""
    texts, subheads = [text for text, _ in paragraphs], [is_subhead for _, is_subhead in paragraphs]
    above: list[Row] = []
    below: list[Row] = []
    if plan.byline in ("leadin", "wire", "both", "plain"):
        texts[0] = bylines.leadin(() if plan.byline == "plain" else by, plan.byline, rng) + texts[0]
    if plan.byline == "end":
        texts[-1] += bylines.end(by, rng)
    if plan.tail:
        mark = rng.choice(_TAIL_MARKS).format(rng.randint(1, 4))
        if rng.random() < 0.3:
            texts[0] = mark + texts[0]
        else:
            above = [Row(mark, "mark"), *rng.choice(([], [BLANK]))]
    if plan.jump:
        mark = rng.choice(_JUMP_MARKS).format(rng.randint(2, 8))
        if rng.random() < 0.6:
            texts[-1] += mark
        else:
            below = [*rng.choice(([], [BLANK])), Row(mark, "mark")]
    return list(zip(texts, subheads, strict=True)), above, below


def _tear(body: list[Row], number: int, style: Style, rng: Random) -> tuple[list[Row], list[Row]]:
    """The end of the last line as a line of its own on top; at the end it stays, or is gone."""
    last = body[-1]
    text = last.text.strip()
    size = min(len(text), rng.randint(2, 3))
    # brackets and full stops alone would say nothing about where they belong
    while size < len(text) and not any("\u4e00" <= char <= "\u9fff" for char in text[-size:]):
        size += 1
    end = text if style.wrap and len(text) <= 3 else text[-size:]
    tight = style.wrap and style.line_gap == "newline" and rng.random() < 0.3
    top = [Row(end.strip(), "torn", number)] if tight else [Row(end.strip(), "torn", number), BLANK]
    if rng.random() < style.torn_moved and len(text) > len(end):
        return [*body[:-1], replace(last, text=last.text.rstrip()[: -len(end)].rstrip())], top
    return body, top


def _phrase(paragraphs: Sequence[str], headline: str, rng: Random) -> str | None:
    """A clause of the body that is worth large type and is not the headline's."""
    clauses = [clause for text in paragraphs for clause in _CLAUSE.findall(text) if clause.strip() not in headline]
    return str(rng.choice(clauses)).strip() if clauses else None


def _heads(decks: Sequence[str], plan: Plan, number: int, style: Style, rng: Random) -> list[Row]:
    """The headline's lines."""
    if rng.random() < style.head_join:
        decks = [rng.choice((" ", " ", "　")).join(decks)]
    blocks = []
    for deck in decks:
        wrapped = not style.head_mark and len(deck) > 9 and rng.random() < style.head_wrap
        # lines of a headline are about equally long
        width = ceil(len(deck) / ceil(len(deck) / rng.randint(8, 14))) if wrapped else 999
        rows = wrap_rows(deck, width, replace(style, break_words=False), "headline", number)
        blocks.append([replace(rows[0], text=style.head_mark + rows[0].text), *rows[1:]])
    return joined(blocks, (BLANK,) if plan.head_gap else ())


def set_photo(photo: Photo, number: int, style: Style, rng: Random) -> Set:
    """A photograph's text in type."""
    credit, authors = _credit(photo, rng, style.spread_names)
    width = rng.randint(18, 30) if style.wrap and rng.random() < style.photo_wrap else 9999
    apart = bool(credit) and (rng.random() < 0.5 if not credit.startswith(("（图片", "（")) else rng.random() < 0.1)
    glue = "" if credit.startswith("（") and rng.random() < 0.7 else " "
    printed = [photo.text, credit] if apart else [f"{photo.text}{glue}{credit}".strip()]
    title = [Row(photo.title, "caption", number)] if photo.title else []
    lines = [row for text in printed for row in wrap_rows(text, width, style, "caption", number)]
    gap = (BLANK,) if rng.random() < (0.4 if style.line_gap == "blank" or not style.wrap else 0.1) else ()
    return Set(
        headline=photo.title,
        authors=authors,
        kind="caption",
        paragraphs=tuple(printed),
        body=joined([title, *([row] for row in lines)], gap),
        label=[],
        heads=[],
        byline=[],
        torn=[],
        traits=("titled" if photo.title else "untitled", "credit apart" if apart else "credit in line"),
    )


def _credit(photo: Photo, rng: Random, spread_names: float) -> tuple[str, tuple[str, ...]]:
    """The credit as printed, and the photographers' names."""
    if not photo.authors:
        bare = photo.credit.strip("（）")
        return (rng.choice((photo.credit, photo.credit, bare)) if bare else ""), ()
    names = photo.authors if rng.random() < 0.4 else tuple(invent_name(rng) for _ in photo.authors)
    if len(set(names)) < len(names):
        names = photo.authors
    shown = bylines.spread_all(names, rng, spread_names)
    title = rng.choice(("记者 ", "本报记者 ", "通讯员 ", "融媒记者 ", "", ""))
    who = title + " ".join(shown)
    forms = (f"{who} 摄", f"{who} 摄", f"{who}摄", f"（{who} 摄）", f"{who}/摄", f"{who} 摄影报道")
    return rng.choice(forms), names

"""Shows why a hit was found, as a table: `baowen ask --why`, /why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from rich.console import Console
from rich.table import Table

from bot.chat.replies.console import ConsoleReplies
from bot.console.screen import Screen
from bot.records import Answer, Explanation, Hit

__all__ = ["show_explanation", "show_rule"]

SHOWN = 6
"""So many of the largest reasons have a line each, unless all are wanted; the others are summed up in one."""

# The part, the term and the points.
_NARROW = (0, 2, 6)
# Columns that any table has room in.
_ANY_WIDTH = 10_000


def show_explanation(
    screen: Screen, hit: Hit, explanation: Explanation, number: int, *, all_reasons: bool = False
) -> None:
    """Prints the largest parts of a hit's score, the sum of the others, and what its confidence consists of.

    Args:
        screen: where it is printed.
        hit: the hit.
        explanation: why it has its score.
        number: the one that its passage was shown with.
        all_reasons: whether each part has a line of its own, and what adds nothing to the confidence is named, too.
    """
    console, said = screen.console, screen.replies.console
    name = partial(_name, said.names)
    screen.say(hit.passage.id, f"{number}. ")
    console.print(_fitting_table(console, said, explanation, len(explanation.reasons) if all_reasons else SHOWN))
    taught = dict(explanation.taught)
    for word, added in explanation.added:
        where = said.taught.format(article=taught[word]) if word in taught else ""
        screen.say(said.added.format(word=word, words=" ".join(added), taught=where))
    if hit.rank == 1:
        asked = " → ".join((*explanation.history, explanation.question))
        filters = "".join(f"{said.separator}{name(key)} {value}" for key, value in explanation.filters)
        screen.say(said.looked_up.format(rule=name(explanation.rule), asked=asked, filters=filters))
        evidence = said.separator.join(
            f"{name(feature)} {value:.2f} ({points:+.2f})"
            for feature, value, points in explanation.evidence
            if all_reasons or round(points, 2)
        )
        screen.say(said.confidence.format(confidence=explanation.confidence, evidence=evidence))
    console.print()


def _fitting_table(console: Console, said: ConsoleReplies, explanation: Explanation, most: int) -> Table:
    """The `most` largest parts of a score and the sum of the others; on a narrow screen what each is for and its points
    alone, because a table that is squeezed says nothing."""
    name = partial(_name, said.names)
    rows: list[tuple[str, ...]] = []
    for reason in explanation.reasons[:most]:
        numbers = (f"{reason.weight:.2f}", f"{reason.idf:.2f}", f"{reason.points:.2f}")
        term = name(reason.term) if reason.part == "kind" else reason.term
        rows.append((name(reason.part), name(reason.field), term, name(reason.origin), *numbers))
    if rest := explanation.reasons[most:]:
        points = sum(reason.points for reason in rest)
        rows.append((said.smaller_parts, *[""] * 5, f"{points:.2f}"))
    rows.append((said.score, *[""] * 5, f"{explanation.score:.2f}"))
    whole = _make_table(said.columns, rows, range(len(said.columns)))
    anywhere = console.options.update(max_width=_ANY_WIDTH)
    if console.measure(whole, options=anywhere).maximum <= console.width:
        return whole
    return _make_table(said.columns, rows, _NARROW)


def _make_table(titles: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[int]) -> Table:
    """Some columns of rows, the last row in bold."""
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(titles[column], justify="right" if column > 3 else "left")
    for row in rows:
        table.add_row(*(row[column] for column in columns))
    table.rows[-1].style = "bold"
    return table


def show_rule(screen: Screen, answer: Answer) -> None:
    """Prints why an answer has no hit to explain."""
    said = screen.replies.console
    screen.say(said.no_question if answer.talk else said.rule.format(rule=_name(said.names, answer.rule)))


def _name(names: Mapping[str, str], name: str) -> str:
    """What a part of an explanation is called."""
    return names.get(name, name)

"""Shows why a hit was found, as a table: `baowen ask --why`, /why."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from rich.table import Table

from bot.console.screen import Screen
from bot.records import Answer, Explanation, Hit

__all__ = ["show_explanation", "show_rule"]

SHOWN = 6
"""So many of the largest reasons have a line each, unless all are wanted; the others are summed up in one."""


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
    table = Table(title=f"{number}. {hit.passage.id}", title_justify="left", box=None, pad_edge=False)
    for column, title in enumerate(said.columns):
        table.add_column(title, justify="right" if column > 3 else "left")
    most = len(explanation.reasons) if all_reasons else SHOWN
    for reason in explanation.reasons[:most]:
        numbers = (f"{reason.weight:.2f}", f"{reason.idf:.2f}", f"{reason.points:.2f}")
        term = name(reason.term) if reason.part == "kind" else reason.term
        table.add_row(name(reason.part), name(reason.field), term, name(reason.origin), *numbers)
    if rest := explanation.reasons[most:]:
        points = sum(reason.points for reason in rest)
        table.add_row(said.smaller_parts.format(count=len(rest)), "", "", "", "", "", f"{points:.2f}")
    table.add_row(said.score, "", "", "", "", "", f"{explanation.score:.2f}", style="bold")
    console.print(table)
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


def show_rule(screen: Screen, answer: Answer) -> None:
    """Prints why an answer has no hit to explain."""
    said = screen.replies.console
    screen.say(said.no_question if answer.talk else said.rule.format(rule=_name(said.names, answer.rule)))


def _name(names: Mapping[str, str], name: str) -> str:
    """What a part of an explanation is called."""
    return names.get(name, name)

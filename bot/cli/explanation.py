"""Prints why a hit was found, as a table (`baowen ask --why`)."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bot.records import Answer, Explanation, Hit

__all__ = ["print_explanation", "print_rule"]

# So many of the largest reasons have a line each; the others are summed up in one.
SHOWN = 15


def print_explanation(console: Console, hit: Hit, explanation: Explanation) -> None:
    """Prints the largest parts of a hit's score, the sum of the others, and what its confidence consists of."""
    table = Table(title=f"{hit.rank}. {hit.passage.id}", title_justify="left", box=None, pad_edge=False)
    for name in ("part", "field", "term", "from"):
        table.add_column(name)
    for name in ("weight", "idf", "points"):
        table.add_column(name, justify="right")
    for reason in explanation.reasons[:SHOWN]:
        numbers = (f"{reason.weight:.2f}", f"{reason.idf:.2f}", f"{reason.points:.2f}")
        table.add_row(reason.part, reason.field, reason.term, reason.origin, *numbers)
    rest = explanation.reasons[SHOWN:]
    if rest:
        table.add_row(f"{len(rest)} more", "", "", "", "", "", f"{sum(reason.points for reason in rest):.2f}")
    table.add_row("score", "", "", "", "", "", f"{explanation.score:.2f}", style="bold")
    console.print(table)
    taught = dict(explanation.taught)
    for word, added in explanation.added:
        where = f" (taught by {taught[word]})" if word in taught else ""
        console.print(f"added for {word}: {' '.join(added)}{where}", soft_wrap=True)
    if hit.rank == 1:
        asked = " → ".join((*explanation.history, explanation.question))
        filters = "".join(f", {name} {value}" for name, value in explanation.filters)
        console.print(f"rule {explanation.rule!r}, looked up: {asked}{filters}", soft_wrap=True)
        evidence = ", ".join(f"{name} {value:.2f} ({points:+.2f})" for name, value, points in explanation.evidence)
        console.print(f"confidence {explanation.confidence:.2f}: {evidence}", soft_wrap=True)
    console.print()


def print_rule(console: Console, answer: Answer) -> None:
    """Prints which rule decided, of an answer without a hit to explain."""
    talk = f", {answer.talk}" if answer.talk else ""
    console.print(f"rule {answer.rule!r}{talk}", soft_wrap=True)

"""Shows why a hit was found: `baowen ask --why`, /why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial

from rich.console import Console
from rich.table import Table

from bot.chat.replies.console import ConsoleReplies
from bot.console.screen import Screen
from bot.explanation import Explanation
from bot.records import Answer, Hit

SHOWN = 4
"""So many of the largest parts of a sum are named, unless all are wanted."""
# The certainty of exact words is the sum of so many parts, which stand behind what the words themselves have.
CERTAINTY_PARTS = 5

# The part, the term and the points.
_NARROW = (0, 2, 6)
# Columns that any table has room in.
_ANY_WIDTH = 10_000


def show_explanation(
    screen: Screen, answer: Answer, hit: Hit, explanation: Explanation, number: int, *, all_reasons: bool = False
) -> None:
    """Prints what a hit's score, its confidence and the certainty of its exact words consist of.

    Args:
        screen: where it is printed.
        answer: the answer that has the hit.
        hit: the hit.
        explanation: why it has its score.
        number: the one that its passage was shown with.
        all_reasons: whether each part of the score has a line in a table, and all evidence is named with its values.
    """
    console, said = screen.console, screen.replies.console
    name = partial(_name, said.names)
    screen.say(hit.passage.id, f"{number}. ")
    if all_reasons:
        console.print(_fitting_table(console, said, explanation))
    else:
        _show_sums(screen, explanation)
    taught = dict(explanation.taught)
    for word, added in explanation.added:
        where = said.taught.format(article=taught[word]) if word in taught else ""
        screen.say(said.added.format(word=word, words=" ".join(added), taught=where))
    if hit.rank == 1:
        asked = " → ".join((*explanation.history, explanation.question))
        filters = "".join(f"{said.separator}{name(key)} {value}" for key, value in explanation.filters)
        screen.say(said.looked_up.format(rule=name(explanation.rule), asked=asked, filters=filters))
        evidence = _list_evidence(said, explanation.evidence, all_reasons)
        screen.say(said.confidence.format(confidence=explanation.confidence, evidence=evidence))
        if explanation.words:
            words = hit.passage.text[answer.span.start : answer.span.end] if answer.span else ""
            # what speaks for the words beside others of the article has no names but the program's own
            evidence = _list_evidence(said, explanation.words[-CERTAINTY_PARTS:], all_reasons)
            sentence = said.marked if words else said.unmarked
            screen.say(sentence.format(words=words, certainty=explanation.certainty, evidence=evidence))
    console.print()


def _show_sums(screen: Screen, explanation: Explanation) -> None:
    """Prints what the parts of a score are together, and which terms of the question have most of it."""
    said = screen.replies.console
    parts: defaultdict[str, float] = defaultdict(float)
    terms: defaultdict[str, float] = defaultdict(float)
    for reason in explanation.reasons:
        parts[reason.part] += reason.points
        if reason.field == "words":
            terms[reason.term] += reason.points
    sums = sorted(parts.items(), key=lambda pair: -abs(pair[1]))
    shown = [(_name(said.names, part), points) for part, points in sums[:SHOWN]]
    if rest := sums[SHOWN:]:
        shown.append((said.smaller_parts, sum(points for _, points in rest)))
    listed = said.separator.join(f"{part} {points:.1f}" for part, points in shown)
    screen.say(said.parts.format(score=explanation.score, parts=listed))
    if terms:
        most = sorted(terms, key=lambda term: -terms[term])[:SHOWN]
        screen.say(said.terms.format(terms=said.separator.join(most)))


def _list_evidence(said: ConsoleReplies, evidence: Sequence[tuple[str, float, float]], whole: bool) -> str:
    """The names of features with their points: the few that count most, or all of them with their values."""
    if whole:
        listed = [f"{_name(said.names, name)} {value:.2f} ({points:+.2f})" for name, value, points in evidence]
    else:
        largest = sorted(evidence, key=lambda one: -abs(one[2]))[:SHOWN]
        listed = [f"{_name(said.names, name)} {points:+.1f}" for name, _, points in largest if round(points, 1)]
    return said.separator.join(listed)


def _fitting_table(console: Console, said: ConsoleReplies, explanation: Explanation) -> Table:
    """All parts of a score; on a narrow screen what each is for and its points alone, because a table that is squeezed
    says nothing."""
    name = partial(_name, said.names)
    rows: list[tuple[str, ...]] = []
    for reason in explanation.reasons:
        numbers = (f"{reason.weight:.2f}", f"{reason.idf:.2f}", f"{reason.points:.2f}")
        term = name(reason.term) if reason.part == "kind" else reason.term
        rows.append((name(reason.part), name(reason.field), term, name(reason.origin), *numbers))
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

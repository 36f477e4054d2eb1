"""The figures as people read them: a text, and a table for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, fields

from bot.chat.replies import Replies
from bot.figures.figures import DayFigures, Figures

_SHARES = ("answered", "related", "silent", "helpful", "first_try")
_SECONDS = ("median", "p95", "p99")
# Seconds of which less is not told apart.
_SHORTEST = 0.1


def format_text(figures: Figures, replies: Replies) -> str:
    """The figures as lines; those of the desk only where something was passed on to it."""
    return "\n".join(_lines(figures, replies))


def _lines(figures: Figures, replies: Replies) -> Iterator[str]:
    said = replies.service
    yield said.title.format(days=f"{figures.days:g}")
    for name, label in said.figures.items():
        value = getattr(figures, name)
        if value is None or (name in ("cases", "desk_answered") and not figures.cases):
            continue
        if name in _SHARES:
            value = f"{value:.0%}"
        elif name in _SECONDS:
            value = f"{value:.1f} s" if value >= _SHORTEST else said.quick
        else:
            value = f"{value:g}"
        yield said.figure_line.format(label=label, value=value)
    for one in figures.subjects:
        yield said.subject_line.format(subject=one.subject or said.no_subject, cases=one.cases, answered=one.answered)
    yield ""
    if not figures.has_words:
        yield said.no_words
        return
    for title, groups in ((said.unanswered, figures.unanswered), (said.most_asked, figures.most_asked)):
        yield title if groups else f"{title}{said.none}"
        for number, group in enumerate(groups, start=1):
            yield replies.service.group_line.format(number=number, **asdict(group))


def format_csv(figures: Figures) -> str:
    """A row for each day, with the names of the columns first; for spreadsheets, hence with a byte order mark."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [column.name for column in fields(DayFigures)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(asdict, figures.by_day))
    return "\ufeff" + out.getvalue()

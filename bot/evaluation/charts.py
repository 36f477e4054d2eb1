"""The drawings of the report in a browser, as SVG: whether confidences are true, and what a threshold brings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.chat.replies.scores import ScoresReplies
from bot.evaluation.metrics import Outcome
from bot.evaluation.reliability import compute_bins, find_promises

__all__ = ["draw_reliability", "draw_risk"]

# The square that is drawn in, the room around it for the numbers, and the radius of discs. The axes are so much shorter
# than the square that no disc covers a number.
SIZE, LEFT, BELOW, ABOVE = 240, 58, 34, 14
SMALLEST, LARGEST = 3, 12
# The risk axis ends here: who answers more wrongly than that promises nothing.
MOST_RISK = 0.5


def draw_reliability(outcomes: Sequence[Outcome], said: ScoresReplies) -> str:
    """For each tenth of confidence a disc, as large as it has answers: on the line the confidence is true."""
    bins = compute_bins(outcomes)
    most = max((each.right.total for each in bins), default=1)
    marks = [_line(((0, 0), (1, 1)), "ideal")]
    for each in bins:
        low, high = each.right.interval
        marks.append(_line(((each.confidence, low), (each.confidence, high)), "interval"))
        x, y = _place(each.confidence, each.right.share)
        radius = SMALLEST + (LARGEST - SMALLEST) * (each.right.total / most) ** 0.5
        counted = f"{each.right.name}: {each.right.count} / {each.right.total}"
        marks.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"><title>{counted}</title></circle>')
    return _frame(marks, said.confident, said.right_share, [0, 0.25, 0.5, 0.75, 1])


def draw_risk(outcomes: Sequence[Outcome], said: ScoresReplies) -> str:
    """The share of wrong ones among the answers shown, against the share of answerable questions answered."""
    points = [(each.answered.share, min(1.0, each.wrong.share / MOST_RISK)) for each in find_promises(outcomes)]
    marks = [_line(points, "curve")]
    return _frame(marks, said.answered_share, said.wrong_share, [0, 0.125, 0.25, 0.375, 0.5])


def _place(x: float, y: float) -> tuple[float, float]:
    inner = SIZE - 2 * LARGEST
    return LEFT + LARGEST + inner * x, ABOVE + LARGEST + inner * (1 - y)


def _line(points: Iterable[tuple[float, float]], kind: str) -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_place(*point) for point in points))
    return f'<polyline class="{kind}" points="{places}"/>'


def _frame(marks: Iterable[str], across: str, upwards: str, ticks: Sequence[float]) -> str:
    """A square with axes; the ticks are the numbers of the upward axis, whose last is its top."""
    labels = []
    for number, tick in enumerate(ticks):
        share = number / (len(ticks) - 1)
        x, y = _place(share, share)
        labels.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>')
        labels.append(f'<text x="{x:.1f}" y="{ABOVE + SIZE + 16}" text-anchor="middle">{share:g}</text>')
    middle = ABOVE + SIZE / 2
    return (
        f'<svg viewBox="0 0 {LEFT + SIZE + 14} {ABOVE + SIZE + BELOW}" role="img" aria-label="{upwards}">'
        f'<rect x="{LEFT}" y="{ABOVE}" width="{SIZE}" height="{SIZE}"/>{"".join(marks)}{"".join(labels)}'
        f'<text x="{LEFT + SIZE / 2}" y="{ABOVE + SIZE + 30}" text-anchor="middle">{across}</text>'
        f'<text transform="translate(12 {middle}) rotate(-90)" text-anchor="middle">{upwards}</text></svg>'
    )

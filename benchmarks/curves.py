"""Draws line charts as SVG, readable on a light and on a dark background."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

__all__ = ["Points", "draw", "draw_chart"]

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 130, 40, 52
# Colours that colour-blind people can tell apart (Okabe and Ito); the marks on the lines differ too.
_COLOURS = ("#d55e00", "#0072b2", "#cc79a7", "#009e73", "#e69f00")
_CHARTS = {
    "latency": ("median", "Scoring a query of 12 terms, top 10", "milliseconds, median"),
    "build": ("build", "Building the index from cut terms", "seconds"),
    "memory": ("resident", "Memory of the process that serves", "megabytes, resident"),
}
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#444}.g{stroke:#8884;fill:none}.l{fill:none;stroke-width:2}"
    "@media(prefers-color-scheme:dark){text{fill:#ccc}}"
)

Points = Sequence[tuple[float, float]]


class _ShareAxis:
    """Maps shares to places on an axis from 0 to the first tenth that none exceeds."""

    def __init__(self, values: Sequence[float], start: float, stop: float) -> None:
        self._tenths = max(1, math.ceil(10 * max(values) - 1e-9))
        self._start, self._stop = start, stop

    def at(self, value: float) -> float:
        """The place of a share on the axis, in pixels."""
        return self._start + 10 * value / self._tenths * (self._stop - self._start)

    def ticks(self) -> list[float]:
        """The tenths on the axis, or its twentieths where there are few tenths."""
        parts = 10 if self._tenths > 4 else 20
        return [number / parts for number in range(self._tenths * parts // 10 + 1)]


class _PowerAxis:
    """Maps values to places on a logarithmic axis that begins and ends with a power of ten."""

    def __init__(self, values: Sequence[float], start: float, stop: float) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)
        self._start, self._stop = start, stop

    def at(self, value: float) -> float:
        """The place of a value on the axis, in pixels."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self._start + share * (self._stop - self._start)

    def ticks(self) -> list[float]:
        """The powers of ten on the axis."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def _text(x: float, y: float, text: str, anchor: str = "middle", more: str = "") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}"{more}>{escape(text)}</text>'


def _mark(number: int, x: float, y: float, colour: str) -> str:
    if number % 2:
        return f'<rect x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7" fill="{colour}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'


def draw_chart(
    title: str,
    unit: str,
    lines: Mapping[str, Points],
    across: str = "passages",
    marked: Mapping[str, Points] | None = None,
) -> str:
    """Draw one chart.

    Args:
        title: what the chart shows.
        unit: the label of the vertical axis.
        lines: by name the points of each line: passages, and a value above 0; where `marked` is given, two shares.
        across: the label of the horizontal axis.
        marked: by the line's name those of its points that have a mark; all have one on logarithmic axes if not given.

    Returns:
        The SVG document.
    """
    axis = _PowerAxis if marked is None else _ShareAxis
    horizontal = axis([x for points in lines.values() for x, _ in points], _LEFT, _WIDTH - _RIGHT)
    vertical = axis([y for points in lines.values() for _, y in points], _HEIGHT - _BOTTOM, _TOP)
    bottom, right = _HEIGHT - _BOTTOM, _WIDTH - _RIGHT
    parts = [_text(_LEFT, 22, title, "start", ' font-weight="bold"')]
    for tick in horizontal.ticks():
        x = horizontal.at(tick)
        parts.append(f'<path class="g" d="M{x:.0f} {_TOP}V{bottom}"/>' + _text(x, bottom + 18, f"{tick:,g}"))
    for tick in vertical.ticks():
        y = vertical.at(tick)
        parts.append(f'<path class="g" d="M{_LEFT} {y:.0f}H{right}"/>' + _text(_LEFT - 8, y + 4, f"{tick:,g}", "end"))
    parts.append(_text((_LEFT + right) / 2, _HEIGHT - 12, across))
    middle = (_TOP + bottom) / 2
    parts.append(_text(16, middle, unit, "middle", f' transform="rotate(-90 16 {middle:.0f})"'))
    # each name stands at the end of its line, from the top down, and at least 17 pixels below the name above
    name_y = -math.inf
    for y, number, name in sorted(
        (vertical.at(points[-1][1]), n, name) for n, (name, points) in enumerate(lines.items())
    ):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [(horizontal.at(x), vertical.at(value)) for x, value in lines[name]]
        path = "L".join(f"{x:.1f} {at:.1f}" for x, at in places)
        parts.append(f'<path class="l" stroke="{colour}" d="M{path}"/>')
        marks = lines[name] if marked is None else marked[name]
        parts += [_mark(number, horizontal.at(x), vertical.at(value), colour) for x, value in marks]
        name_y = max(y, name_y + 17)
        parts.append(_mark(number, right + 14, name_y, colour) + _text(right + 24, name_y + 4, name, "start"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img"'
        f' aria-label="{escape(title)}"><style>{_STYLE}</style>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def draw(sizes: Mapping[int, Mapping[str, Mapping[str, float]]], prefix: Path) -> list[Path]:
    """Draw latency, build time and memory against the number of passages: PREFIX-latency.svg and so on.

    Args:
        sizes: by number of passages and by engine the figures.
        prefix: the folder and the beginning of the file names.

    Returns:
        The paths of the files.
    """
    names = dict.fromkeys(name for rows in sizes.values() for name in rows)
    files = []
    for kind, (figure, title, unit) in _CHARTS.items():
        lines = {
            name: [(size, rows[name][figure]) for size, rows in sizes.items() if figure in rows.get(name, {})]
            for name in names
        }
        # the mapped engine opens the index that "ours" has built
        shown = {name: points for name, points in lines.items() if not (kind == "build" and name == "ours, mapped")}
        files.append(prefix.with_name(f"{prefix.name}-{kind}.svg"))
        files[-1].parent.mkdir(parents=True, exist_ok=True)
        files[-1].write_text(draw_chart(title, unit, shown), encoding="utf-8")
    return files

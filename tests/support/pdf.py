"""Sets newspaper pages as PDF files for tests: columns, headlines, vertical bylines, where a test wants them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from tests.support.press.stories import Story

FONT = "STSong-Light"
WIDTH, HEIGHT = 600.0, 800.0
BODY, LEADING = 10.0, 15.0
# These do not stand at the beginning of a line: the character before them goes with them.
_NO_START = "，。、；：！？”’）》」』"


def wrapped(paragraphs: Sequence[str], width: int) -> list[str]:
    """The lines of paragraphs in a column of `width` characters, first lines indented by two."""
    lines: list[str] = []
    for paragraph in paragraphs:
        rest = f"　　{paragraph}"
        while rest:
            end = width
            while end < len(rest) and rest[end] in _NO_START:
                end -= 1
            lines.append(rest[:end])
            rest = rest[end:]
    return lines


class Sheet:
    """A PDF file in the making; y counts from the top of the page, in points."""

    def __init__(self, password: str | None = None, size: tuple[float, float] = (WIDTH, HEIGHT)) -> None:
        self._height = size[1]
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self._file = io.BytesIO()
        encrypt = pdfencrypt.StandardEncryption(password, canPrint=0) if password else None
        self._canvas: Any = canvas.Canvas(self._file, pagesize=size, encrypt=encrypt)

    def line(self, x: float, y: float, text: str, size: float = BODY, spread: float = 0.0) -> None:
        """A line of text, `spread` points between its characters."""
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, self._height - y, text, charSpace=spread)

    def centred(self, left: float, right: float, y: float, text: str, size: float) -> None:
        """A line in the middle between two x."""
        width = pdfmetrics.stringWidth(text, FONT, size)
        self.line((left + right - width) / 2, y, text, size)

    def column(self, x: float, y: float, lines: Sequence[str], size: float = BODY, leading: float = LEADING) -> float:
        """Lines one under the other; the y of the line after the last."""
        for line in lines:
            # the indent is a place, not a character, as layout programs have it
            text = line.lstrip("　")
            self.line(x + size * (len(line) - len(text)), y, text, size)
            y += leading
        return y

    def columns(self, xs: Sequence[float], y: float, lines: Sequence[str], size: float = BODY) -> float:
        """Lines dealt out to columns of equal height; the y below the longest."""
        height = -(-len(lines) // len(xs))
        for number, x in enumerate(xs):
            self.column(x, y, lines[number * height : (number + 1) * height], size)
        return y + height * LEADING

    def stack(self, x: float, y: float, text: str, size: float = BODY) -> None:
        """Characters one under the other; a space is an empty place."""
        for character in text:
            if character != " ":
                self.line(x, y, character, size)
            y += size * 1.2

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """A grey box."""
        self._canvas.setFillGray(0.7)
        self._canvas.rect(x, self._height - y - height, width, height, fill=1)
        self._canvas.setFillGray(0)

    def turn(self, degrees: int) -> None:
        """Turns the page clockwise as it is seen."""
        self._canvas.setPageRotation(degrees)

    def new_page(self) -> None:
        """Ends a page and begins the next."""
        self._canvas.showPage()

    def data(self) -> bytes:
        """The file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._file.getvalue()


@dataclass(frozen=True)
class Printed:
    """A story as it was set."""

    headline: str
    body: str


def random_page(stories: Sequence[Story], rng: Random) -> tuple[bytes, list[Printed]]:
    """A newspaper page: stories over one to four columns, side by side and below each other.

    Headlines of one or two decks, each perhaps of several lines, centred over their columns; bylines on a line or in
    the lead-in; photos with captions inside a column; a date line.
    """
    columns, width, size = rng.choice([4, 5, 6]), rng.choice([12, 14, 16]), rng.choice([8.5, 9.0, 10.0])
    gutter, leading = rng.choice([8.0, 10.0, 12.0, 16.0]), size * rng.choice([1.3, 1.45, 1.6])
    full = columns * width * size + (columns - 1) * gutter + 80
    sheet, printed = Sheet(size=(full, full * 1.4)), []
    xs = [40 + number * (width * size + gutter) for number in range(columns)]
    sheet.line(40, 25, "2022年8月17日 星期三", 8)
    sheet.line(full - 70, 25, "3版", 8)
    sheet.line(full / 2, 25, "综合新闻", size * 1.5)
    y = 50.0
    while y < full * 1.4 - 200:
        first, bottoms = 0, []
        while first < columns:
            count = min(columns - first, rng.choice([1, 2, 2, 3, 4]))
            story = rng.choice(stories)
            bottoms.append(_set(sheet, story, xs[first : first + count], y, width, size, leading, rng))
            printed.append(Printed("".join(story.decks), "".join(story.paragraphs)))
            first += count
        y = max(bottoms) + rng.choice([10, 20, 30])
    return sheet.data(), printed


def _set(
    sheet: Sheet, story: Story, xs: Sequence[float], y: float, width: int, size: float, leading: float, rng: Random
) -> float:
    left, right = xs[0], xs[-1] + width * size
    largest = rng.choice([1.6, 2.0, 2.5, 3.0]) * size
    for number, deck in enumerate(story.decks, start=1):
        type_size = largest if number == len(story.decks) else max(1.4 * size, largest * 0.6)
        # as many lines as it takes, of equal length
        rows = -(-len(deck) // max(4, int((right - left) / type_size) - 1))
        length = -(-len(deck) // rows)
        for start in range(0, len(deck), length):
            y += type_size
            sheet.centred(left, right, y, deck[start : start + length], type_size)
            y += type_size * 0.3
        y += size * 0.5
    y += leading * 1.2
    byline = rng.choice(["none", "line", "leadin"])
    if byline == "line":
        sheet.centred(left, right, y, "记者 张小明", size)
        y += leading * 1.3
    paragraphs = list(story.paragraphs)
    if byline == "leadin":
        paragraphs[0] = f"本报讯（记者 李明）{paragraphs[0]}"
    lines = wrapped(paragraphs, width)
    height, bottom = -(-len(lines) // len(xs)), y
    for number, x in enumerate(xs):
        column = lines[number * height : (number + 1) * height]
        at = y
        if x == xs[-1] and len(column) > 6 and rng.random() < 0.3:
            above, column = column[: len(column) // 2], column[len(column) // 2 :]
            at = sheet.column(x, at, above, size, leading)
            sheet.picture(x, at - size, width * size, 60)
            sheet.line(x, at + 60 + leading * 0.7, "图为活动现场。 王伟 摄", size * 0.85)
            at += 60 + leading * 2.3
        bottom = max(bottom, sheet.column(x, at, column, size, leading))
    return bottom

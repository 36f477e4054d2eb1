"""The figures as a picture. The only file that imports matplotlib."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from bot.chat.replies import Replies
from bot.errors import BaowenError, MissingExtraError
from bot.figures.figures import AskedOften, Figures

_COLOURS = {"answer": "#2e7d32", "related": "#f9a825", "silent": "#b0bec5"}
# A font that has these can show what people ask.
_CHARACTERS = "问报街镇"
# Parts of the names of fonts with Chinese characters, those that are made for the screen first.
_FONTS = ("sans cjk", "source han sans", "pingfang", "yahei", "wenquanyi", "heiti", "simhei", "cjk", "han", "song")


def draw_figures(figures: Figures, replies: Replies) -> bytes:
    """A PNG with the questions of each day, the time to answer, and what was asked most.

    Raises:
        MissingExtraError: when matplotlib is not installed.
        BaowenError: when no font with Chinese characters is.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
        from matplotlib.ticker import MaxNLocator
    except ImportError:
        raise MissingExtraError("a picture of the figures", "charts") from None
    font = _find_font()
    picture = Figure(figsize=(9, 11), layout="constrained", dpi=120)
    FigureCanvasAgg(picture)
    days, seconds, questions = picture.subplots(3, 1, height_ratios=(3, 2, 3))
    said = replies.service
    labels = [day.day[5:] for day in figures.by_day]
    below = [0] * len(labels)
    for band, counts in (
        ("answer", [day.answered for day in figures.by_day]),
        ("related", [day.related for day in figures.by_day]),
        ("silent", [day.silent for day in figures.by_day]),
    ):
        days.bar(labels, counts, bottom=below, color=_COLOURS[band], label=said.bands[band])
        below = [under + count for under, count in zip(below, counts, strict=True)]
    days.set_title(f"{said.title.format(days=f'{figures.days:g}')} · {said.by_day}", font=font)
    days.legend(prop=font)
    days.yaxis.set_major_locator(MaxNLocator(integer=True))
    timed = [(number, day.median) for number, day in enumerate(figures.by_day) if day.median is not None]
    seconds.plot([number for number, _ in timed], [median for _, median in timed], marker="o", color="#1565c0")
    seconds.set_xticks(range(len(labels)), labels)
    seconds.set_ylim(bottom=0)
    seconds.set_title(said.seconds, font=font)
    for axes in (days, seconds):
        # every label where there are few, else some
        step = max(1, len(labels) // 10)
        axes.set_xticks(range(0, len(labels), step), labels[::step])
    _draw_asked(questions, figures.most_asked, said.most_asked, font)
    out = io.BytesIO()
    picture.savefig(out, format="png")
    return out.getvalue()


def _draw_asked(axes: Any, asked: tuple[AskedOften, ...], title: str, font: Any) -> None:
    shown = asked[::-1]
    axes.barh(range(len(shown)), [one.count for one in shown], color="#90caf9")
    axes.set_yticks(range(len(shown)), [one.question[:24] for one in shown], font=font)
    axes.set_title(title.rstrip("：:"), font=font)
    axes.xaxis.get_major_locator().set_params(integer=True)


@lru_cache(maxsize=1)
def _find_font() -> Any:
    """A font that is installed and has Chinese characters."""
    from matplotlib.font_manager import FontProperties, fontManager, get_font

    def rank(entry: Any) -> tuple[int, bool, str]:
        name = entry.name.lower()
        place = next((place for place, part in enumerate(_FONTS) if part in name), len(_FONTS))
        return place, str(entry.weight) not in ("400", "normal", "regular"), entry.fname

    for entry in sorted(fontManager.ttflist, key=rank):
        try:
            font = get_font(entry.fname)
        except (RuntimeError, OSError):
            # a file that is no font any more
            continue
        if all(font.get_char_index(ord(character)) for character in _CHARACTERS):
            return FontProperties(fname=entry.fname)
    raise BaowenError(
        "no font with Chinese characters is installed, which a picture of the figures needs: install one, such as "
        "Debian's fonts-noto-cjk"
    )

"""The figures as a picture."""

from __future__ import annotations

import io
import sys

import pytest

from bot.chat.replies import CHINESE
from bot.errors import BaowenError, MissingExtraError
from bot.figures import picture
from tests.figures.test_figures import asked, of


def test_the_picture_is_a_png_that_shows_something():
    """With Chinese labels from a font that has them: a character without a glyph would be a warning, which fails."""
    image = pytest.importorskip("matplotlib.image")
    pytest.importorskip("matplotlib.font_manager")
    try:
        png = picture.draw_figures(
            of(asked(question="医保能缓缴吗"), asked(1, "silent", question="地铁几号线")), CHINESE
        )
    except BaowenError as error:
        pytest.skip(str(error))
    pixels = image.imread(io.BytesIO(png), format="png")
    assert pixels.shape[0] > 500
    # white, the colours of the bars, and black letters
    assert len({tuple(pixel) for row in pixels[::7] for pixel in row[::7]}) > 4


def test_without_matplotlib_the_extra_is_named(monkeypatch):
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"pip install .*\[charts\]"):
        picture.draw_figures(of(asked()), CHINESE)


def test_without_a_font_the_font_is_named(monkeypatch):
    """Boxes in the place of characters help nobody."""
    manager = pytest.importorskip("matplotlib.font_manager")
    monkeypatch.setattr(manager.fontManager, "ttflist", [])
    picture._find_font.cache_clear()
    with pytest.raises(BaowenError, match="fonts-noto-cjk"):
        picture.draw_figures(of(asked()), CHINESE)
    picture._find_font.cache_clear()

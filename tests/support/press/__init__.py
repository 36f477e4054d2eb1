"""The page press: articles in, dumps of newspaper pages out, with the truth about what was put in.

It knows newspapers and nothing of the reader that it checks.
"""

from tests.support.press.papers import STYLES
from tests.support.press.press import Pressed, Truth, press_page
from tests.support.press.stories import Person, Photo, Story, load_photos, load_stories
from tests.support.press.styles import Style

__all__ = [
    "STYLES",
    "Person",
    "Photo",
    "Pressed",
    "Story",
    "Style",
    "Truth",
    "load_photos",
    "load_stories",
    "press_page",
]

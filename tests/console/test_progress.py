"""Progress bars on a terminal."""

import io

from rich.console import Console

from bot.chat.replies import CHINESE, ENGLISH
from bot.console.progress import progress_bars


def shown(replies, *steps):
    """What a terminal gets to see of some steps."""
    out = io.StringIO()
    with progress_bars(Console(file=out, force_terminal=True, width=100), replies) as show:
        for step in steps:
            show(*step)
    return out.getvalue()


def test_each_step_has_a_bar_with_its_name_and_count():
    """In the language of the reader."""
    assert CHINESE.reading in (text := shown(CHINESE, ("read", 0, 5), ("read", 5, 5), ("index", 1, 9)))
    assert CHINESE.indexing in text and "5/5" in text and "1/9" in text
    assert ENGLISH.pushing in shown(ENGLISH, ("push", 3, 4))


def test_nothing_is_shown_where_nothing_is_done():
    """An index that is up to date makes no bar flash up."""
    assert shown(CHINESE) == ""

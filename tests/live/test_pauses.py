"""Short pauses: what is set for the process that serves people."""

import gc
import sys

import pytest

from bot.live.pauses import shorten_pauses


@pytest.fixture
def restore():
    """The process as it was."""
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*thresholds)
    gc.unfreeze()


@pytest.mark.usefixtures("restore")
def test_threads_give_way_often_and_all_objects_are_seldom_looked_through():
    """Both are set, and what is in memory is left out of the search for garbage."""
    before = gc.get_threshold()
    shorten_pauses()
    assert sys.getswitchinterval() < 0.001
    assert gc.get_threshold() > before
    assert gc.get_freeze_count() > 0

"""Short pauses: what is set for the process that serves people."""

import gc
import sys

import pytest

from bot.live.interpreter_pauses import shorten_pauses


@pytest.fixture
def restore():
    """The thresholds that Python starts with, and afterwards the process as it was."""
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*thresholds)
    gc.unfreeze()


@pytest.mark.usefixtures("restore")
def test_threads_give_way_often_and_all_objects_are_seldom_looked_through():
    """Both are set, and what is in memory is left out of the search for garbage."""
    shorten_pauses()
    assert sys.getswitchinterval() < 0.001
    assert gc.get_threshold() > (700, 10, 10)
    assert gc.get_freeze_count() > 0

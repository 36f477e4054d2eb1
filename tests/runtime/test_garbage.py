"""When Python collects garbage."""

import gc

import pytest

from bot.runtime.garbage import without_collections


def test_collections_wait_for_the_end_of_a_question():
    """They are off within, also in a question within a question, and on again afterwards."""
    with without_collections():
        assert not gc.isenabled()
        with without_collections():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_turns_them_on_again():
    """A question that fails leaves nothing behind."""
    with pytest.raises(ValueError, match="bad"), without_collections():
        raise ValueError("bad")
    assert gc.isenabled()


def test_who_turned_them_off_finds_them_off():
    """A program that collects by itself keeps doing so."""
    gc.disable()
    try:
        with without_collections():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

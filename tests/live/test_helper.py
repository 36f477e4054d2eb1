"""Processes that do slow work within limits."""

import sys

import pytest

from bot.live.helper import Helper, HelperError, Limits

HUNGRY = "tests.support.hungry_helper"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
def test_a_process_that_wants_more_memory_than_it_may_have_says_so():
    """And one that wants less gets it; none of it is this process's memory."""
    helper = Helper(HUNGRY, "test", Limits(memory_mb=200))
    assert helper.run({"megabytes": 50}) == {"taken": 50 << 20}
    with pytest.raises(HelperError, match="more than 200 MB") as caught:
        helper.run({"megabytes": 500})
    assert caught.value.kind == "MemoryError"

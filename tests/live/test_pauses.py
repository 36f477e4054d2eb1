"""Short pauses: what is set for the process while a corpus is served."""

import gc
import sys

from bot.live.pauses import ShortPauses


def test_the_limits_hold_inside_only():
    """Within the block threads change often and all objects are seldom looked through; afterwards all is as before."""
    before = sys.getswitchinterval(), gc.get_threshold(), gc.get_freeze_count()
    with ShortPauses() as pauses:
        # a second beginning changes nothing, so that the first end restores what was there before both
        pauses.begin()
        assert sys.getswitchinterval() < 0.001
        assert gc.get_threshold() > before[1]
        assert gc.get_freeze_count() > 0
    assert (sys.getswitchinterval(), gc.get_threshold(), gc.get_freeze_count()) == before

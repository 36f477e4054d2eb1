"""What the buttons that turn pages hold."""

from __future__ import annotations

import pytest

from bot.chat.replies import CHINESE
from bot.telegram.messages.formatting import format_reply
from bot.telegram.messages.targets import ArticleTarget, Target
from tests.support.paper import make_answer, make_hit, reply_with


def target_in(answer, position):
    """The target of the button at a position that leads on."""
    return Target.parse(format_reply(reply_with(answer, position), CHINESE).buttons[-1].data)


def test_a_target_survives_its_encoding():
    """What a button carries is read back as it was written, and fits the passage it was made for."""
    answer = make_answer(make_hit("一", 1), make_hit("二", 2))
    target = target_in(answer, 1)
    assert Target.parse(target.encode()) == target
    assert target.fits(reply_with(answer, 2))


@pytest.mark.parametrize("data", [None, "", "more:2", "2:1:00000000", "1:2:zzzzzzzz", "1:٢:00000000", "1:2:00000000\n"])
def test_foreign_data_is_no_target(data):
    """Data that this bot did not write is not taken for a rank."""
    assert Target.parse(data) is None


def test_a_target_fits_no_other_answer():
    """Another position and another first passage do not fit."""
    answer = make_answer(make_hit("一", 1), make_hit("二", 2))
    target = target_in(answer, 1)
    assert not target.fits(reply_with(answer))
    assert not target.fits(reply_with(make_answer(make_hit("别的", 1, passage_id="b.1"), make_hit("二", 2)), 2))


def test_a_target_of_a_part_survives_its_encoding():
    """With the passage that it leads back to, and without one; it leads to its own article only."""
    article, other = make_hit("一", id="a").article, make_hit("二", id="b").article
    for back in (Target(2, "0123abcd"), None):
        target = ArticleTarget.of(article, 3, back)
        assert ArticleTarget.parse(target.encode()) == target
        assert target.leads_to(article) and not target.leads_to(other)
        # Telegram takes no more bytes than these
        assert len(target.encode().encode()) <= 64

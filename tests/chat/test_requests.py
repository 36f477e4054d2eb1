"""What commands and buttons say."""

import pytest

from bot.chat.requests import ANOTHER, MORE, NEWEST, WHOLE_ARTICLE
from bot.speech.talk import find_talk


@pytest.mark.parametrize(
    ("said", "talk"), [(MORE, "more"), (WHOLE_ARTICLE, "article"), (NEWEST, "browse"), (ANOTHER, "clear")]
)
def test_the_conversation_understands_what_commands_and_buttons_say(said, talk):
    """Each is talk of its kind."""
    assert find_talk(said) == talk

"""The sentences that people read."""

import re
from dataclasses import fields, is_dataclass
from typing import get_args

import pytest

from bot.chat.replies import CHINESE, ENGLISH, choose_replies
from bot.records import Talk


@pytest.mark.parametrize("replies", [CHINESE, ENGLISH])
def test_every_kind_of_small_talk_has_a_reply(replies):
    """Greeting, thanks, farewell and who-are-you, in both languages."""
    assert set(replies.talk) == set(get_args(Talk))
    assert all(replies.talk.values())


# What stands in the paper, or holds no word of ours, is the same in both.
SAME = {"headline", "quoted", "desk.card", "desk.newspaper", "service.about_newspapers"}


def _texts(replies, before=""):
    """Every sentence by its name, those of a group by its name and theirs."""
    for field in fields(replies):
        value = getattr(replies, field.name)
        if is_dataclass(value):
            yield from _texts(value, f"{before}{field.name}.")
        elif field.name not in ("talk", "names", "sentence_separator"):
            texts = value.values() if isinstance(value, dict) else value
            yield f"{before}{field.name}", value if isinstance(value, str) else "\n".join(texts)


@pytest.mark.parametrize("name", [name for name, _ in _texts(CHINESE)])
def test_both_languages_fill_in_the_same(name):
    """A sentence has the same {fields} in both, and is neither empty nor left in Chinese."""
    chinese, english = dict(_texts(CHINESE))[name], dict(_texts(ENGLISH))[name]
    assert chinese and english
    assert chinese != english or name in SAME
    assert set(re.findall(r"\{(\w+)", chinese)) == set(re.findall(r"\{(\w+)", english))


@pytest.mark.parametrize(
    ("language", "replies"), [("en-GB", ENGLISH), ("EN", ENGLISH), ("zh-hans", CHINESE), (None, CHINESE)]
)
def test_the_language_is_that_of_the_client(language, replies):
    """English for clients set to it, Chinese for everybody else."""
    assert choose_replies(language) is replies

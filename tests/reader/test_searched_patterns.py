"""Patterns that begin with all characters that they may begin with, by which a search passes over other places."""

import pkgutil
import re
import sys
from importlib import import_module
from re import _constants, _parser  # type: ignore[attr-defined]  # not in the stubs

import bot.pages
import bot.reader
import bot.text
from bot.text.patterns import compile_late

LATE = type(compile_late(""))


def first_characters(parsed) -> tuple[set[str], bool]:
    """The characters that a match of some parts of a pattern may begin with, and whether it may be empty."""
    found: set[str] = set()
    for part in parsed:
        kind, value = part
        if kind in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
            continue
        if kind is _constants.LITERAL:
            choices = [({chr(value)}, False)]
        elif kind is _constants.IN:
            assert all(one is _constants.LITERAL for one, _ in value), "a class of other than single characters"
            choices = [({chr(code) for _, code in value}, False)]
        elif kind is _constants.BRANCH:
            choices = [first_characters(branch) for branch in value[1]]
        elif kind is _constants.SUBPATTERN:
            choices = [first_characters(value[3])]
        else:
            assert kind is _constants.MAX_REPEAT, kind
            inside, may_be_empty = first_characters(value[2])
            choices = [(inside, may_be_empty or not value[0])]
        found |= set().union(*(characters for characters, _ in choices))
        if not any(may_be_empty for _, may_be_empty in choices):
            return found, False
    return found, True


def test_no_beginning_is_missing() -> None:
    """A title that is added to a pattern and not to its beginnings would never be found."""
    for package in (bot.pages, bot.reader, bot.text):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".pdf" not in module.name:
                import_module(module.name)
    patterns = {
        value.pattern
        for name, module in tuple(sys.modules.items())
        if name.startswith(("bot.pages", "bot.reader", "bot.text"))
        for value in vars(module).values()
        if type(value) in (re.Pattern, LATE) and str(value.pattern).startswith("(?=[")
    }
    assert len(patterns) > 3
    for pattern in patterns:
        (_, (_, beginnings)), *rest = _parser.parse(pattern)
        found, may_be_empty = first_characters(rest)
        assert found == first_characters(beginnings)[0] and not may_be_empty, pattern

"""White space in patterns: whoever sees a gap between two words does not see which sign makes it."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]

import pytest

import bot
from bot.errors import MissingExtraError
from bot.text.characters import SPACE

# space, tab, no-break, Ogham, en quad to hair space, narrow no-break, mathematical, ideographic; then those of no width
VISIBLE = " \t\xa0\u1680\u2000\u2003\u2009\u200a\u202f\u205f\u3000"
WITHOUT_WIDTH = "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"
SIGNS = VISIBLE + WITHOUT_WIDTH


def project_patterns() -> Iterator[tuple[str, re.Pattern]]:
    """The compiled patterns of all modules, with their names."""
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        # a file's own spaces are measured before its text is a page; Alembic alone can import its migrations
        if module.name.endswith("__main__") or module.name.startswith(("bot.pages", "bot.store.migrations.")):
            continue
        try:
            imported = importlib.import_module(module.name)
        except (MissingExtraError, ModuleNotFoundError):
            continue
        for name, value in vars(imported).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


def character_classes(tree: object) -> Iterator[list]:
    """The character classes in a parsed pattern that say what they accept, not what they refuse."""
    if isinstance(tree, _parser.SubPattern):
        for operator, argument in tree:
            if operator is _constants.IN:
                if argument[0][0] is not _constants.NEGATE:
                    yield argument
            else:
                yield from character_classes(argument)
    elif isinstance(tree, (list, tuple)):
        for part in tree:
            yield from character_classes(part)


def accepts(members: list, character: str) -> bool:
    """Whether a character class accepts a character."""
    for operator, argument in members:
        if operator is _constants.LITERAL and argument == ord(character):
            return True
        if operator is _constants.RANGE and argument[0] <= ord(character) <= argument[1]:
            return True
        if operator is _constants.CATEGORY:
            category = {"CATEGORY_SPACE": r"\s", "CATEGORY_NOT_WORD": r"\W"}.get(str(argument))
            if category and re.match(category, character):
                return True
    return False


@pytest.mark.parametrize("sign", SIGNS, ids=[f"U+{ord(sign):04X}" for sign in SIGNS])
def test_the_class_of_white_space_has_every_sign(sign):
    """SPACE holds every sign that readers see as a gap or do not see."""
    assert re.fullmatch(f"[{SPACE}]", sign)


def test_a_pattern_that_passes_over_the_ideographic_space_passes_over_every_white_space():
    """No pattern of the project knows the ideographic space and not the no-break space, the tab and the others.

    Signs without width never reach a pattern: no line holds them once it is read.
    """
    partial = [
        (name, f"U+{ord(sign):04X}")
        for name, pattern in project_patterns()
        for members in character_classes(_parser.parse(pattern.pattern, pattern.flags))
        if accepts(members, "\u3000") and not any(accepts(members, letter) for letter in "字、")
        for sign in VISIBLE
        if not accepts(members, sign)
    ]
    assert partial == []

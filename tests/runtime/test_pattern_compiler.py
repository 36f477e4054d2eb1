"""Patterns that are compiled with each class looked at once are those of `re`, which stays as it is."""

from __future__ import annotations

import re
import re._compiler  # type: ignore[import-not-found]

import pytest

import bot.runtime.pattern_compiler as pattern_compiler
from bot.runtime.pattern_compiler import compile_pattern
from bot.text.characters import CJK, SPACE

PATTERNS = [
    (rf"[{CJK}]{{2,4}}(?=[{SPACE}])|[{CJK}][{SPACE}]+[{CJK}]", 0),
    (rf"(?P<name>[^{CJK}\d]+)(?:[{CJK}A-Z]|(?P=name))*", 0),
    (rf"[{CJK}a-z]+é[a-z]", re.IGNORECASE),
    (rf"(?i:[a-z]{{2}})[a-z][{CJK}]", re.MULTILINE),
]


@pytest.fixture(autouse=True)
def fresh():
    """Each test loads the compiler anew."""
    pattern_compiler._load_compiler.cache_clear()
    yield
    pattern_compiler._load_compiler.cache_clear()


@pytest.mark.parametrize(("pattern", "flags"), PATTERNS)
def test_a_pattern_is_that_of_re(pattern, flags):
    """Also the second time, when no class is looked at. Patterns are equal if their code, text and flags are."""
    for _ in range(2):
        compiled = compile_pattern(pattern, flags)
        assert compiled == re.compile(pattern, flags)
        assert compiled.groupindex == re.compile(pattern, flags).groupindex


def test_a_class_is_looked_at_once_in_a_process(monkeypatch):
    """A class of three stretches is written as a bitmap, for which each character is looked at."""
    compiler, bitmaps = pattern_compiler._load_compiler(), []
    make_bitmap = compiler._mk_bitmap

    def watch(bits):
        bitmaps.append(bits)
        return make_bitmap(bits)

    monkeypatch.setattr(compiler, "_mk_bitmap", watch)
    for _ in range(2):
        compile_pattern("[一-丁万-上北-南][一-丁万-上北-南]|x[一-丁万-上北-南]")
    assert len(bitmaps) == 1


def test_re_keeps_its_functions():
    """Whoever else compiles patterns in this process gets what Python has for them."""
    functions = dict(vars(re._compiler))
    compile_pattern(f"[{CJK}]")
    assert vars(re._compiler) == functions


def test_where_re_has_other_parts_patterns_are_compiled_as_usual(monkeypatch):
    """A new Python may have no such module, or other functions in it."""
    monkeypatch.setattr(pattern_compiler, "find_spec", lambda name: None)
    assert pattern_compiler._load_compiler() is re
    assert compile_pattern("[一-龥]", re.IGNORECASE) == re.compile("[一-龥]", re.IGNORECASE)
    parsed = re._compiler._parser.parse("[一-龥]+")
    assert pattern_compiler.make_code(parsed) == re._compiler._code(parsed, 0)


def test_a_wrong_pattern_is_the_error_of_re():
    """Its type and its place."""
    with pytest.raises(re.error) as error:
        compile_pattern("[一-龥](")
    assert error.value.pos == 5

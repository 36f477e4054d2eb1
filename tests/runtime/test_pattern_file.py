"""Compiled patterns in a file."""

import os
import re
import shutil
import subprocess
import sys
import types

import pytest

import bot.runtime.pattern_file as pattern_file
import bot.text.patterns as patterns
from bot.runtime.pattern_file import PatternFile, write_patterns

PATTERNS = (
    r"(?P<year>\d{4})年(?:(?P<month>\d{1,2})月)?",
    "(?<!第)[〇\u3400-\u9fff\U00020000-\U0003ffff]{2,}+(?=人|$)",
    r"(a)|(b)\2|",
    "[^,。]*?吗",
)
TEXT = "2022年8月，第二十人与李四人，好吗。bb"


def test_patterns_of_a_file_match_as_those_that_are_compiled(tmp_path):
    """Groups, names and flags are theirs, also of those that were taken from an older file."""
    write_patterns(tmp_path / "old", PATTERNS[:2])
    write_patterns(tmp_path / "new", PATTERNS, PatternFile(tmp_path / "old"))
    file = PatternFile(tmp_path / "new")
    assert set(file) == set(PATTERNS)
    for pattern in PATTERNS:
        kept, compiled = file.find(pattern), re.compile(pattern)
        assert kept == compiled and kept.groupindex == compiled.groupindex and kept.flags == compiled.flags
        assert [(found.span(), found.groups(), found.groupdict()) for found in kept.finditer(TEXT)] == [
            (found.span(), found.groups(), found.groupdict()) for found in compiled.finditer(TEXT)
        ]
    assert file.find("never written") is None


def test_a_damaged_file_and_one_of_another_python_are_not_used(tmp_path, monkeypatch):
    """Each byte counts, because wrong code would find other words."""
    path = tmp_path / "patterns"
    write_patterns(path, PATTERNS)
    whole = path.read_bytes()
    for damaged in (
        whole[:-1],
        whole[:300] + b"x" + whole[301:],
        whole[:-9] + b"x" + whole[-8:],
        b"",
        b"baowen words 1\n",
    ):
        path.write_bytes(damaged)
        with pytest.raises(ValueError, match="damaged"):
            PatternFile(path)
    path.write_bytes(whole)
    monkeypatch.setattr(pattern_file, "_describe_python", lambda: "another")
    with pytest.raises(ValueError, match="another Python"):
        PatternFile(path)


def test_a_file_in_another_folder_or_of_another_user_is_not_used(tmp_path, monkeypatch):
    """Code that somebody made can end the process, so that a folder that was sent here must not bring any."""
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    write_patterns(here / "patterns", PATTERNS)
    assert set(PatternFile(here / "patterns")) == set(PATTERNS)
    shutil.copytree(here, there)
    with pytest.raises(ValueError, match="another folder"):
        PatternFile(there / "patterns")
    (here / "patterns").chmod(0o666)
    with pytest.raises(ValueError, match="another user"):
        PatternFile(here / "patterns")
    (here / "patterns").chmod(0o644)
    uid = os.stat(here / "patterns").st_uid
    if uid:
        monkeypatch.setattr(os, "geteuid", lambda: uid + 1)
        with pytest.raises(ValueError, match="another user"):
            PatternFile(here / "patterns")


def test_what_python_does_not_take_is_compiled_as_usual(tmp_path, monkeypatch):
    """A new version of `re` may want other parts of a pattern."""
    write_patterns(tmp_path / "patterns", PATTERNS)
    file = PatternFile(tmp_path / "patterns")
    monkeypatch.setattr(pattern_file, "_sre", types.SimpleNamespace(compile=lambda pattern: None))
    assert file.find(PATTERNS[0]) is None


def test_where_the_file_cannot_be_written_nothing_is_compiled_for_it(tmp_path, monkeypatch):
    """Or each question of somebody who may only read the folder would take the time twice."""
    compiled: list[str] = []
    monkeypatch.setattr(pattern_file, "_take_apart", compiled.append)
    with pytest.raises(OSError):
        write_patterns(tmp_path / "gone" / "patterns", PATTERNS)
    assert compiled == []


def test_a_full_file_loses_the_patterns_that_the_program_no_longer_has(tmp_path, monkeypatch):
    """Until then it keeps what this process did not use; what a killed process left goes."""
    late = [patterns._LatePattern(text) for text in ("used", "known")]
    monkeypatch.setattr(patterns, "_LATE", late)
    monkeypatch.setattr(patterns, "_FOLDER", tmp_path)
    write_patterns(tmp_path / "patterns", ["known", "old"])
    (tmp_path / ".patterns.1.new").touch()
    late[0].compile()
    for most, left in ((3, ["known", "old", "used"]), (2, ["known", "used"])):
        write_patterns(tmp_path / "patterns", ["known", "old"])
        monkeypatch.setattr(patterns, "_FILE", PatternFile(tmp_path / "patterns"))
        monkeypatch.setattr(patterns, "MOST_KEPT", most)
        patterns._keep_patterns()
        assert sorted(PatternFile(tmp_path / "patterns")) == left
        assert [path.name for path in tmp_path.iterdir()] == ["patterns"]


def test_a_python_whose_patterns_cannot_be_kept_writes_none(tmp_path, monkeypatch):
    """There patterns are compiled as usual."""
    monkeypatch.setattr(pattern_file, "_sre", None)
    write_patterns(tmp_path / "patterns", PATTERNS)
    assert not list(tmp_path.iterdir())


def test_a_process_compiles_no_pattern_that_the_process_before_it_used(tmp_path):
    """What the first writes at its end the second takes, and a folder that is gone does not matter."""
    code = (
        "import shutil, sys\n"
        "from pathlib import Path\n"
        "import bot.text.patterns as patterns\n"
        "from bot.text.patterns import compile_late, keep_patterns_in\n"
        "compiled, compile = [], patterns.compile_pattern\n"
        "patterns.compile_pattern = lambda text: compiled.append(text) or compile(text)\n"
        "late, unused = compile_late('(?P<day>[一二三])日'), compile_late('never')\n"
        "keep_patterns_in(Path(sys.argv[1]))\n"
        "print(late.search('初三日')['day'], compiled, [path.name for path in Path(sys.argv[1]).iterdir()])\n"
        "sys.argv[2:] and shutil.rmtree(sys.argv[1])\n"
    )
    said = [
        subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        for arguments in ([tmp_path], [tmp_path], [tmp_path, "gone"])
    ]
    assert [done.stdout for done in said] == [
        "三 ['(?P<day>[一二三])日'] []\n",
        "三 [] ['patterns']\n",
        "三 [] ['patterns']\n",
    ]
    assert [done.stderr for done in said] == ["", "", ""] and not os.path.exists(tmp_path)

"""Errors and notices in Chinese: each that the program can say, and what stays as it is."""

from __future__ import annotations

import ast
import re

import pytest

from bot import errors
from bot.chat.replies.errors import CATALOGUE, say_in_chinese
from bot.errors import BaowenError

# What makes an error or a notice, besides the classes of bot.errors.
MAKERS = {"Failure", "UsageError", "BadParameter", "print_notice", "say"}
CLASSES = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, BaowenError)}
# What the library says to who writes a program.
TO_PROGRAMMERS = {"paths is empty: give at least one folder or file"}
ENGLISH = re.compile(r"\b(the|is|are|of|not|cannot|that|and|or|with|to|has|it)\b")


def write_out(node):
    """The English of a text in the program, "7" in the place of each field; "" for what is no text there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    return ""


def find_sentences(root):
    for path in sorted((root / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in MAKERS | CLASSES:
                    yield from ((path, text) for text in map(write_out, node.args) if " " in text.strip("7: ()"))


def test_every_error_and_notice_has_its_chinese(root):
    """No English is left over in any sentence that the program makes where it is wrong."""
    sentences = list(find_sentences(root))
    assert len(sentences) > 100
    left = [
        f"{path.relative_to(root)}: {text}"
        for path, text in sentences
        if text not in TO_PROGRAMMERS and ENGLISH.search(re.sub(r"baowen \w+( --\w+)?", "", say_in_chinese(text)))
    ]
    assert left == []


def test_the_chinese_of_a_sentence_has_no_field_that_the_english_lacks():
    """It could not be filled in; it may do without one, as 没有 x 这个文件 does without what click calls it."""
    for english, chinese in CATALOGUE.items():
        fields = [set(re.findall(r"\{(\w+)\}", text)) for text in (english, chinese)]
        assert fields[1] <= fields[0], english


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("一版.txt: the file is empty; skipped", "一版.txt：文件是空的；没有读"),
        (
            "a.pdf: no text on pages 1, 2 of 9, only pictures; skipped",
            "a.pdf：共 9 页，第 1, 2 页没有文字，只有图；没有读",
        ),
        (
            "Usage: baowen ask [OPTIONS] QUESTION\nTry 'baowen ask --help' for help.\n\nError: No such option '--x'.",
            "用法：baowen ask [OPTIONS] QUESTION\n怎么用，看 baowen ask --help\n\nbaowen: 没有 '--x' 这个选项。",
        ),
        (
            "no page of the corpus can be read (a.txt: the file is empty; skipped; b.txt: not UTF-8; skipped)",
            "版面一个也读不了（a.txt：文件是空的；没有读；b.txt：不是 UTF-8；没有读）",
        ),
        (
            "the index in 'x' cannot be written (no space is left on the disk): answers come without it, and more "
            "slowly at the start",
            "'x' 里的索引写不了（磁盘满了）：没有它也能答，开始时慢一些",
        ),
        (
            "4 new, 0 changed, 1 gone, 2 kept: 12 articles, captions and fragments in 30 passages, 1.2 s",
            "新 4，改 0，去 1，留 2：文章、图片说明和残篇共 12 篇，30 段，1.2 秒",
        ),
        (
            "Missing argument '{bash|zsh|fish}'. Choose from:\n\tbash,\n\tzsh,\n\tfish",
            "还少 '{bash|zsh|fish}'。请从这些里选：bash,\n\tzsh,\n\tfish",
        ),
        ("RuntimeError: dictionary changed size", "RuntimeError: dictionary changed size"),
        ("没有找到", "没有找到"),
    ],
)
def test_a_sentence_is_said_clause_by_clause(english, chinese):
    """Names stay as they are, and so does what nobody foresaw."""
    assert say_in_chinese(english) == chinese


def test_a_sentence_of_many_unknown_clauses_is_said():
    """Each end of it is tried once: of 601 clauses the last is known, or none."""
    assert say_in_chinese("x: " * 600 + "the file is empty") == "x：" * 600 + "文件是空的"
    assert say_in_chinese("x; " * 600 + "x") == "x; " * 600 + "x"


def test_what_is_longer_than_any_sentence_stays_as_it_is():
    """20,000 characters that somebody typed are no sentence of the program."""
    assert say_in_chinese("x " * 10_000 + "does not exist.") == "x " * 10_000 + "does not exist."

"""Errors and notices in Chinese: each that the program can say, and what stays as it is."""

from __future__ import annotations

import ast
import errno
import os
import pickle
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.pofile import read_po

from bot import errors
from bot.chat.replies.errors import say_in_chinese
from bot.cli import main
from bot.console.help import split_paragraphs
from bot.errors import BaowenError, MissingExtraError, PageError, SettingsError, StoredIndexError
from bot.sentence import Sentence

# What makes an error or a notice, besides the classes of bot.errors.
MAKERS = {"Sentence", "Failure", "UsageError", "BadParameter", "print_notice", "say"}
CLASSES = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, BaowenError)}
# What the library says to who writes a program.
TO_PROGRAMMERS = {"paths is empty: give at least one folder or file"}
# The folder of the catalogues: what click says (messages) and what is wrong (errors).
CATALOGUES = Path(__file__).parents[2] / "bot" / "chat" / "replies" / "locale" / "zh" / "LC_MESSAGES"


def read_catalogue(name):
    """The messages of one as people edit it."""
    with (CATALOGUES / f"{name}.po").open("rb") as file:
        return [message for message in read_po(file, locale="zh") if message.id]


CATALOGUE = {message.id: message.string for message in read_catalogue("errors")}


def is_written_out(node):
    """Whether it is a text in words, with or without fields."""
    texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return isinstance(node, ast.Constant | ast.JoinedStr) and " " in "7".join(texts).strip("7: ()")


def find_sentences(root):
    """Each text in the program that an error, a notice or a `Sentence` is made of."""
    for path in sorted((root / "bot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in MAKERS | CLASSES:
                    yield from (argument for argument in node.args if is_written_out(argument))


def test_every_error_and_notice_has_its_chinese(root):
    """What has fields is a `Sentence`, because a text that is put together cannot be looked up."""
    sentences = list(find_sentences(root))
    assert len(sentences) > 180
    put_together = [ast.unparse(node) for node in sentences if isinstance(node, ast.JoinedStr)]
    texts = [node.value for node in sentences if isinstance(node, ast.Constant)]
    assert put_together == []
    assert [text for text in texts if text not in TO_PROGRAMMERS and text not in CATALOGUE] == []


def test_each_sentence_of_the_catalogue_is_said_once_and_by_the_program(root):
    """Or by the system, whose reasons stand there too; what nobody says any more goes."""
    written = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((root / "bot").rglob("*.py"))]
    texts = {node.value for tree in written for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    systems = {os.strerror(number) for number in errno.errorcode}
    assert [text for text in CATALOGUE if text not in texts | systems] == []
    assert len(CATALOGUE) == len(read_catalogue("errors"))


def test_the_chinese_of_a_sentence_has_no_field_that_the_english_lacks():
    """It could not be filled in; it may do without one."""
    for english, chinese in CATALOGUE.items():
        fields = [{field for _, field, _, _ in Formatter().parse(text)} for text in (english, chinese)]
        assert fields[1] <= fields[0] | {None}, english


@pytest.mark.parametrize("name", ["messages", "errors"])
def test_the_catalogues_are_compiled(name):
    """What is in the catalogue that people edit is in the one that gettext reads."""
    with (CATALOGUES / f"{name}.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in read_catalogue(name):
        if message.pluralizable:
            one, more = message.id
            assert [compiled.ngettext(one, more, count) for count in (1, 2)] == [message.string[0]] * 2
        else:
            assert compiled.gettext(message.id) == message.string


def find_help():
    """Each paragraph that --help prints of the commands and their options."""
    group = click.Context(main)
    commands = [main, *(main.get_command(group, name) for name in main.list_commands(group))]
    for command in filter(None, commands):
        options = [option.help for option in command.params if isinstance(option, click.Option)]
        for text in (command.help, command.short_help, *options):
            yield from split_paragraphs(text or "")


def test_every_paragraph_of_help_has_its_chinese():
    """A list of lines to copy (\\b) stays as it is."""
    known = {message.id for message in read_catalogue("messages") if not message.pluralizable}
    paragraphs = set(find_help()) - {""}
    assert len(paragraphs) > 60
    assert [text for text in paragraphs if text not in known and not text.startswith("\b")] == []


def test_each_sentence_of_click_is_one_that_is_said():
    """By our help or by click: a newer version may say it in other words, and then it would be said in English."""
    own = [ast.parse(path.read_text(encoding="utf-8")) for path in Path(click.__file__).parent.glob("*.py")]
    texts = {node.value for tree in own for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    texts.update(find_help())
    for message in read_catalogue("messages"):
        assert texts.issuperset(message.id if message.pluralizable else [message.id])


@pytest.mark.parametrize(
    ("sentence", "chinese"),
    [
        (PageError("一版.txt", "the file is empty; skipped").sentence, "一版.txt：文件是空的；没有读"),
        (
            PageError(
                "a.pdf",
                Sentence("no text on pages {pages} of {count}, only pictures; skipped", pages="1, 2", count=9),
            ).sentence,
            "a.pdf：共 9 页，第 1, 2 页没有文字，只有图；没有读",
        ),
        (
            Sentence(
                "no page of the corpus can be read ({reasons})",
                reasons=(PageError("a.txt", "the file is empty; skipped"), PageError("b.txt", "not UTF-8; skipped")),
            ),
            "版面一个也读不了（a.txt：文件是空的；没有读；b.txt：不是 UTF-8；没有读）",
        ),
        (
            StoredIndexError(
                "x",
                Sentence("cannot be written ({reason})", reason=Sentence("No space left on device")),
                "choose another folder; questions are answered without it, and more slowly at the start",
            ).sentence,
            "'x' 里的索引写不了（磁盘满了）：请换个文件夹；没有它，提问也能答，开始时慢一些",
        ),
        (
            Sentence(
                "the picture cannot be written to {file}: {reason}", file="f", reason=OSError(13, "Permission denied")
            ),
            "图写不进 f：没有权限",
        ),
        (
            SettingsError(
                Sentence("{problems}", problems=(MissingExtraError("the web page", "web"), Sentence("zh or en")))
            ).sentence,
            f"网页版要多装一个部件：{MissingExtraError('the web page', 'web').sentence.fields['command']}； zh 或 en",
        ),
        (Sentence.of("RuntimeError: {dictionary} changed size"), "RuntimeError: {dictionary} changed size"),
        (Sentence.of("没有找到"), "没有找到"),
    ],
)
def test_a_sentence_is_said_with_its_fields(sentence, chinese):
    """Names stay as they are, and so does what nobody foresaw."""
    assert say_in_chinese(sentence) == chinese


def test_what_a_person_typed_is_no_sentence():
    """A page called "zh or en" keeps its name."""
    assert (
        say_in_chinese(PageError("zh or en", "the file is empty; skipped").sentence) == "zh or en：文件是空的；没有读"
    )


def test_a_sentence_is_the_same_in_another_process():
    """Pages are read in processes of their own, and their errors are sent."""
    error = PageError("a", Sentence("cannot be opened ({reason}); skipped", reason=OSError(13, "{0}")))
    sent = pickle.loads(pickle.dumps(error))
    assert (str(sent), sent.sentence.fields) == ("a: cannot be opened ({0}); skipped", error.sentence.fields)
    assert say_in_chinese(sent.sentence) == "a：打不开（{0}）；没有读"

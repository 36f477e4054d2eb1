"""Reading lines in a terminal: completion, history, keys."""

import stat
import sys

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.console.line_reader import LineCompleter, make_line_reader

HEADLINES = ("城东停水通知", "老桥封闭施工", "城东老桥通车", "城东停水通知")


def complete(typed):
    """What a typed line is completed to."""
    found = LineCompleter(lambda: HEADLINES).get_completions(Document(typed), CompleteEvent())
    return [typed[: len(typed) + one.start_position] + one.text for one in found]


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("/mo", ["/more"]),
        ("／HE", ["/help"]),
        ("城东", ["城东停水通知", "城东老桥通车"]),
        ("老桥", ["老桥封闭施工", "老桥通车"]),
        ("停水通知", []),
        ("城", []),
        ("", []),
        ("没有的", []),
    ],
)
def test_a_line_is_completed(typed, completed):
    """To commands that begin so; with what follows it in headlines, each once. What was typed stays."""
    assert complete(typed) == completed


def read(*keys, history=None):
    """The lines that these keys type, those of one line after those of the other."""
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        read_line = make_line_reader(lambda: "问> ", lambda: HEADLINES, history)
        lines = []
        for typed in keys:
            keyboard.send_text(typed)
            lines.append(read_line())
        return lines


def test_a_line_that_is_longer_than_any_question_is_not_kept(tmp_path):
    """It would be suggested over the whole screen; nor is one suggested that an older file has."""
    file = tmp_path / "history"
    file.write_text(f"# day\n+{'问' * 30_000}\n# day\n+老桥封多久？\n", encoding="utf-8")
    read("长" * 600 + "\r", history=file)
    assert "长" not in file.read_text(encoding="utf-8")
    assert read("\x1b[A\x1b[A\r", history=file) == ["老桥封多久？"]


def test_what_was_typed_comes_back_with_the_arrow_key(tmp_path):
    """In the next conversation too, from a file that only its owner can read."""
    file = tmp_path / "data" / "history"
    assert read("老桥封多久？\r", history=file) == ["老桥封多久？"]
    assert read("\x1b[A\r", history=file) == ["老桥封多久？"]
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nothing_is_kept_where_nothing_is_to_be_kept(tmp_path, monkeypatch):
    """The arrow key brings back what was typed in this conversation only."""
    monkeypatch.chdir(tmp_path)
    assert read("甲\r", "\x1b[A\r") == ["甲", "甲"]
    assert not list(tmp_path.iterdir())


def test_a_history_that_cannot_be_written_is_done_without(tmp_path):
    """A folder stands where the file should be."""
    assert read("甲\r", history=tmp_path) == ["甲"]


def test_the_keys_of_a_shell_edit_a_line():
    """Ctrl-A goes to its beginning, Ctrl-U deletes up to the cursor."""
    assert read("封多久？\x01老桥\r") == ["老桥封多久？"]
    assert read("错的\x15老桥\r") == ["老桥"]


def test_ctrl_c_gives_a_line_up_as_a_shell_does():
    """However often: only an empty line's Ctrl-C is told, and nothing of it is kept."""
    assert read("老桥\x03", "城东\x03", "\x1b[Aa\r") == ["", "", "a"]


@pytest.mark.parametrize(("key", "error"), [("\x03", KeyboardInterrupt), ("\x04", EOFError)])
def test_ctrl_c_and_ctrl_d_are_told(key, error):
    """As `Session.run` takes them."""
    with pytest.raises(error):
        read(key)

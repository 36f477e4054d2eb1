"""What the README says comes true."""

import contextlib
import io
import re

import pytest

from tests.cli.test_commands import baowen


@pytest.fixture(scope="module")
def readme(root):
    return (root / "README.md").read_text(encoding="utf-8")


def blocks(readme, language):
    return re.findall(rf"```{language}\n(.*?)```", readme, re.DOTALL)


def test_ci_runs_the_test_command_of_the_readme(root, readme):
    """The second command of the README and the last line of .ci/run are the same."""
    command = next(block for block in blocks(readme, "sh") if "pytest" in block).strip()
    assert (root / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == command


def test_the_first_answer_of_the_readme_is_what_the_command_prints(readme):
    """The question of the first command is answered as shown, to the letter."""
    question = re.findall(r'baowen ask "([^"]+)" -k 1', blocks(readme, "sh")[0])[0]
    assert baowen("ask", question, "-k", "1")[1] == blocks(readme, "text")[0]


def test_the_library_example_prints_what_the_readme_shows(readme, root, monkeypatch):
    """The Python block runs, from the root of the repository, and prints the block below it."""
    monkeypatch.chdir(root)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(blocks(readme, "python")[0], {})
    assert out.getvalue() == blocks(readme, "text")[1]


def test_the_rates_of_the_readme_are_those_of_the_question_file(root, readme):
    """`baowen eval` prints what the README shows."""
    shown = next(block for block in blocks(readme, "console") if "baowen eval" in block)
    out = baowen("eval", str(root / "tests" / "data" / "questions.jsonl"))[1]
    assert out.splitlines()[1:] == shown.splitlines()[2:]


def test_every_command_is_in_the_readme(readme):
    """The table of commands has every command that there is."""
    listed = baowen("--help")[1].partition("Commands:\n")[2]
    for command in re.findall(r"^  (\w+)", listed, re.MULTILINE):
        assert f"`baowen {command}" in readme, command


def test_the_rooms_of_the_readme_are_those_of_the_tests(readme):
    """The picture of the rooms has every room that there is."""
    from tests.test_layers import ROOMS

    for room in set(ROOMS) - {"__init__", "__main__"}:
        assert re.search(rf"^\| `bot/{room}(?:\.py|/)`", readme, re.MULTILINE), room

"""What README and docs/ say comes true: every command in them runs and prints what is shown."""

import contextlib
import io
import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from bot import MissingExtraError
from bot.cli import main
from tests.support.extras import MISSING

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]


def blocks(path, *languages):
    """The fenced blocks of some languages, in order: language and content."""
    text = path.read_text(encoding="utf-8")
    return [
        match for match in re.findall(r"^```(\w+)\n(.*?)^```", text, re.DOTALL | re.MULTILINE) if match[0] in languages
    ]


def commands(block):
    """The commands of a console block, each with the lines that follow it."""
    found: list[tuple[list[str], list[str]]] = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((shlex.split(line[2:]), []))
        else:
            found[-1][1].append(line)
    return [(words, "".join(lines)) for words, lines in found]


def as_pattern(shown):
    """What is shown as a regular expression: … stands for any text, and times differ."""
    pattern = re.escape(shown).replace("…\\\n", "(?:.*\n)*").replace("…", ".*")
    return re.sub(r"\d+\\\.\d\\ s\b", r"\\d+\\.\\d s", pattern)


def run(words, shown):
    """Runs one command of a console block in the working directory and compares what it prints."""
    if words[0] == "cat":
        # what the reader sees is what the following commands find
        file = Path(words[1])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(shown, encoding="utf-8")
        return
    assert Path(words[0]).name == "baowen", words
    # what is typed at the prompt of a conversation
    typed = re.findall(r"^问> (.*\n)", shown, re.MULTILINE)
    shown = re.sub(r"^问> .*\n", "", shown, flags=re.MULTILINE)
    printed = CliRunner().invoke(main, words[1:], input="".join(typed)).output
    assert re.fullmatch(as_pattern(shown.rstrip() + "\n"), printed.rstrip() + "\n"), f"{words} prints\n{printed}"


@pytest.mark.parametrize("name", NAMES)
def test_every_command_prints_what_is_shown(name, tmp_path, monkeypatch):
    """The console blocks of a document are one session in a folder with the project's tests/data beside the pages."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    if name.endswith(".en.md"):
        monkeypatch.setenv("BAOWEN_LANGUAGE", "en")
    for _, block in blocks(ROOT / name, "console"):
        for words, shown in commands(block):
            run(words, shown)


@pytest.mark.parametrize("name", NAMES)
def test_every_example_of_the_library_prints_what_is_shown(name, monkeypatch):
    """The Python blocks of a document are one program; a text block right after one is what it prints."""
    monkeypatch.chdir(ROOT)
    variables: dict[str, object] = {}
    text = (ROOT / name).read_text(encoding="utf-8")
    for code, shown in re.findall(r"^```python\n(.*?)^```(?:\n\n```text\n(.*?)^```)?", text, re.DOTALL | re.MULTILINE):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                exec(code, variables)
            except MissingExtraError as error:
                MISSING.add(error.extra)
                pytest.skip(str(error))
        assert re.fullmatch(as_pattern(shown), printed.getvalue()), printed.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_every_command_line_is_one_that_exists(name):
    """Commands that set something up are not run here; what they call is there, with the options that they give it."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for _, block in blocks(ROOT / name, "sh"):
        for line in re.split(r"\n|&&", block):
            words = shlex.split(line, comments=True)
            for extra in re.findall(r"\[([\w,-]+)\]", line):
                assert set(extra.split(",")) <= extras.keys(), line
            if words and Path(words[0]).name == "baowen":
                command = main.get_command(click.Context(main), words[1])
                assert command is not None, line
                command.make_context(words[1], words[2:])
            if words[1:2] == ["-m"] and words[2].startswith(("benchmarks.", "tests.")):
                file = ROOT.joinpath(*words[2].split(".")).with_suffix(".py").read_text(encoding="utf-8")
                for option in re.findall(r" (--\w[\w-]*)", line):
                    assert f'"{option}"' in file, line


@pytest.mark.parametrize("name", NAMES)
def test_every_command_in_a_sentence_is_one_that_exists(name):
    """With the options that it is given; words in capitals stand for what the reader puts there."""
    text = re.sub(r"^```.*?^```", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for line in re.findall(r"`(?:\.venv/bin/)?baowen ([^`]+)`", text):
        words = line.replace("[", " ").replace("]", " ").split()
        if words[0].startswith("-"):
            assert words[0] in ("--version", "--help"), line
            continue
        command = main.get_command(click.Context(main), words[0])
        assert command is not None, line
        known = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
        assert {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)} <= known, line


def test_the_json_of_the_library_s_page_has_the_fields_that_are_printed(tmp_path, monkeypatch):
    """Those of `ask --json` and of `articles --json`, at every depth."""
    shown = [block.replace('"…"', '""').replace("…", "") for _, block in blocks(ROOT / "docs/library.md", "json")]
    monkeypatch.chdir(tmp_path)
    asked = CliRunner().invoke(main, ["ask", "职工医保缓缴最晚什么时候补缴？", "-k", "1", "--json"]).output
    listed = CliRunner().invoke(main, ["articles", "--json"]).output.splitlines()[0]
    for example, printed in zip(shown, (asked, listed), strict=True):
        assert field_names(json.loads(example)) == field_names(json.loads(printed))


def field_names(value):
    """The names of the fields of a record, and of the records in it."""
    if isinstance(value, dict):
        return {name: field_names(inner) for name, inner in value.items()}
    if isinstance(value, list) and value and isinstance(value[0], dict | list):
        return [field_names(value[0])]
    return None


@pytest.mark.parametrize("name", NAMES)
def test_every_link_and_file_name_leads_somewhere(name):
    """Links within the project, and the files of the project that a document names."""
    text = (ROOT / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if not link.startswith("http"):
            assert (ROOT / name).parent.joinpath(link).exists(), link
    for file in re.findall(r"`((?:bot|tests|docs|benchmarks|deploy)/[\w./-]*)`", text):
        assert (ROOT / file).exists(), file


@pytest.mark.parametrize("page", ["pages", "telegram", "web", "running", "settings", "corrections", "milvus"])
def test_an_operator_s_page_is_there_in_both_languages(page):
    """Each leads to the other."""
    chinese, english = (ROOT / "docs" / f"{page}{ending}" for ending in (".md", ".en.md"))
    assert f"]({english.name})" in chinese.read_text(encoding="utf-8")
    assert f"]({chinese.name})" in english.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["settings.md", "settings.en.md"])
def test_every_setting_is_explained(page):
    """In both languages, in the order of .env.example."""
    explained = re.findall(r"^\| `(BAOWEN_\w+)`", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert explained == re.findall(r"^(BAOWEN_\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


def test_ci_runs_the_test_command_of_the_readme():
    """The second command of the README and the last line of .ci/run are the same."""
    command = next(block for _, block in blocks(ROOT / "README.md", "sh") if "pytest" in block).strip()
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == command


def test_the_first_answer_of_the_readme_is_what_the_command_prints():
    """The question of the first command is answered as shown, to the letter."""
    question = re.findall(r'baowen ask "([^"]+)" -k 1', blocks(ROOT / "README.md", "sh")[0][1])[0]
    shown = blocks(ROOT / "README.md", "text")[0][1]
    assert CliRunner().invoke(main, ["ask", question, "-k", "1"]).output == shown


def test_every_command_is_in_the_readme():
    """The table of commands has every command that there is."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in main.list_commands(click.Context(main)):
        assert f"`baowen {command}" in readme, command


@pytest.mark.parametrize("script", ["draw_packages", "draw_console"])
def test_what_is_drawn_from_the_code_is_up_to_date(script):
    """`python docs/….py` would change nothing."""
    drawn = subprocess.run([sys.executable, ROOT / "docs" / f"{script}.py", "--check"], capture_output=True, text=True)
    assert drawn.returncode == 0, f"run python docs/{script}.py\n{drawn.stderr}"

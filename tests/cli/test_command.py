"""What all commands share: --corpus, errors and exit statuses."""

import errno
import json
import os
import signal
import subprocess
import sys
from functools import partial

import pytest
from rich.cells import cell_len

from tests.support.command_line import QUESTION, baowen, baowen_process

pytestmark = pytest.mark.usefixtures("english")


def test_a_corpus_of_one_s_own(tmp_path):
    """--corpus takes a folder or a page; a bad page is named and the others answer."""
    (tmp_path / "good.txt").write_text("城东停水通知\n\n5月3日城东小区停水，6日恢复供水。\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(bytes(range(256)) * 20)
    status, out, err = baowen("ask", "哪天停水？", "--corpus", str(tmp_path))
    assert status == 0
    assert "5月3日城东小区停水" in out
    assert err.startswith("baowen: bad.txt: ")
    status, out, err = baowen("articles", str(tmp_path), "--json")
    assert status == 1
    assert len(out.splitlines()) == 1
    assert "1 of 2 pages" in err


def write_corpus(tmp_path, kind):
    path = tmp_path / "corpus"
    if kind == "missing":
        return path
    path.mkdir()
    if kind == "unreadable":
        (path / "a.txt").write_bytes(b"\x00\x01\x02" * 100)
        (path / "b.txt").write_bytes(b"")
    elif kind == "other files":
        (path / "a.docx").write_bytes(b"PK")
    elif kind == "blank":
        (path / "a.txt").write_text(" \n\n　\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", ["missing", "empty", "unreadable", "other files", "blank"])
@pytest.mark.parametrize("command", [["ask", QUESTION], ["chat"], ["articles"]])
def test_a_corpus_that_cannot_be_used_is_one_sentence(tmp_path, command, kind):
    """Exit status 1, one line a problem on standard error, nothing on standard output, no traceback."""
    status, out, err = baowen(*command, "--corpus", str(write_corpus(tmp_path, kind)))
    assert (status, out) == (1, "")
    assert all(line.startswith("baowen: ") for line in err.splitlines())
    assert "Traceback" not in err
    assert 1 <= len(err.splitlines()) <= 3


def test_a_traceback_only_with_debug(tmp_path):
    """--debug shows where the error came from."""
    _, _, err = baowen("ask", QUESTION, "--corpus", str(tmp_path / "missing"), "--debug")
    assert "Traceback" in err


@pytest.mark.parametrize(
    "args",
    [
        ["ask", "x", "--corpus", ""],
        ["ask", "x", "--since", "gestern"],
        ["ask"],
        ["ask", ""],
        ["ask", "   "],
        ["ask", "x", "-k", "0"],
        ["nichts"],
        ["eval"],
        ["eval", "missing"],
    ],
)
def test_wrong_usage_has_exit_status_2(args):
    """What is wrong with the command is said, without a traceback."""
    status, out, err = baowen(*args)
    assert (status, out) == (2, "")
    assert "Error:" in err or "Usage:" in err
    assert "Traceback" not in err


def test_a_setting_that_cannot_be_used_is_one_sentence():
    """The variable is named."""
    status, _, err = baowen("ask", QUESTION, BAOWEN_PASSAGES="viele")
    assert status == 1
    assert "BAOWEN_PASSAGES" in err
    assert len(err.splitlines()) == 1


def test_a_misspelt_setting_is_said_and_the_command_goes_on():
    """On standard error, in the language of the terminal."""
    status, out, err = baowen("ask", QUESTION, "--json", BAOWEN_PASAGES="1", BAOWEN_LANGUAGE="zh")
    assert (status, len(out.splitlines())) == (0, 1)
    assert err == "baowen: 没有 BAOWEN_PASAGES 这个设置：是不是 BAOWEN_PASSAGES？\n"


@pytest.mark.parametrize("command", ["ask", "chat", "telegram", "articles", "eval"])
def test_every_command_has_help(command):
    """--help explains the command and names --corpus."""
    status, out, _ = baowen(command, "--help")
    assert status == 0
    assert "--corpus" in out


def test_an_interrupted_command_has_exit_status_130():
    """As a shell reports a program that Ctrl-C ended, and without a traceback."""
    command = [sys.executable, "-m", "bot", "ask", "-", "--json"]
    # a shell lets what it starts in the background ignore Ctrl-C, and so would the tests' own children
    heed = None if os.name == "nt" else partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(f"{QUESTION}\n".encode())
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_the_list_of_commands_is_made_of_whole_sentences():
    """On a terminal of 80 columns none is cut short with dots."""
    status, out, _ = baowen("--help")
    listed = out[out.index("Commands:") :].splitlines()[1:]
    assert status == 0 and len(listed) >= 12
    assert all(line.endswith(".") and not line.endswith("...") for line in listed), out


@pytest.mark.parametrize("columns", [80, 60, 40, 30])
@pytest.mark.parametrize("command", ["ask", "articles", "eval", "stats", "web"])
def test_help_in_chinese_is_folded_by_columns(command, columns):
    """A Chinese character takes two; no line begins with a mark that ends something."""
    status, out, _ = baowen(command, "--help", BAOWEN_LANGUAGE="zh", COLUMNS=str(columns))
    text = out[out.index("\n") :]
    lines = text.splitlines()
    assert status == 0 and "显示这段说明。" in "".join(text.split())
    assert [line for line in lines if cell_len(line) > columns] == []
    assert [line for line in lines if line.lstrip().startswith(tuple("，。；：、）”"))] == []
    assert "BAOWEN_CORPUS" in "".join(text.split()) or command == "stats"
    assert "\u200b" not in text


def test_help_in_english_is_as_click_prints_it():
    """Also where it names something in Chinese."""
    out = " ".join(baowen("--help")[1].split())
    assert "报问: ask the newspaper. Finds the passage that answers, word for word, with its article." in out


def test_who_types_a_question_for_a_command_is_told_how_it_is_asked():
    """A Latin word is rather a slip in a command's name, for which the nearest is named."""
    status, out, err = baowen("医保什么时候补缴？")
    assert (status, out) == (2, "")
    assert err.endswith("Error: to ask a question: baowen ask 医保什么时候补缴？\n")
    assert "Did you mean 'ask'?" in baowen("aks", "医保")[2]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["ask", "x", "--corps"], "没有 '--corps' 这个选项。 是不是 '--corpus'？"),
        (["ask", "x", "-k", "0"], "'-k' 的值不对：0 不在范围 1<=x<=100 里。"),
        (["ask", "x", "--since", "gestern"], "'--since' 的值不对：'gestern' 不是日期：请写成 2022-08-17"),
        (["ask"], "问话里没有字：请在 baowen ask 后面写想知道的事"),
        (["eval"], "还少 'FILE…'."),
        (["eval", "missing"], "没有 'missing' 这个问题文件"),
        (["医保"], "要提问，请打：baowen ask 医保"),
    ],
)
def test_wrong_usage_is_said_in_chinese(args, said):
    """By click and by us, with the usage and where to look for help."""
    status, out, err = baowen(*args, BAOWEN_LANGUAGE="zh")
    assert (status, out) == (2, "")
    command = f"baowen {args[0]}" if args[0].isascii() else "baowen"
    assert err.startswith(f"用法: {command}")
    assert err.endswith(f"怎么用，看 {command} --help\n\nbaowen: {said}\n")


def test_a_process_has_printed_and_kept_all_when_it_ends(tmp_path):
    """What it printed is whole, and the patterns that it compiled are in their file."""
    status, out, err = baowen_process("ask", QUESTION, "--json", BAOWEN_INDEX_CACHE=str(tmp_path))
    assert (status, json.loads(out)["answered"], err) == (0, True, "")
    assert len(list(tmp_path.glob("*/patterns"))) == 1
    status, out, err = baowen_process("ask")
    assert (status, out) == (2, "") and err.endswith("\n")


@pytest.mark.parametrize("ending", ["sys.exit(3)", "sys.exit('3')", "raise ValueError(3)"])
def test_a_process_ends_when_its_threads_have_ended(ending):
    """Whichever way its command ends."""
    code = f"""if True:
        import sys, threading
        import bot.cli

        def main(prog_name):
            threading.Timer(0.3, print, ["done"]).start()
            {ending}

        bot.cli.main = main
        bot.cli.run()
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "done\n"
    assert done.returncode == (3 if ending == "sys.exit(3)" else 1)


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
@pytest.mark.parametrize("args", [["--version"], ["ask", QUESTION, "--json"]])
def test_a_process_ends_rightly_though_nobody_takes_what_it_prints(closed, args):
    """A stream that was closed before the process began is None in Python, and no error."""
    code = f"import sys; sys.{closed} = None; sys.argv[1:] = {args}; from bot.cli import run; run()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout != "", done.stderr) == (0, closed == "stderr", "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")
def test_a_process_says_that_what_it_printed_could_not_be_written():
    """Python says why, and the status is Python's for it, 120."""
    code = "import sys, bot.cli; bot.cli.main = lambda prog_name: (print('done'), sys.exit(0)); bot.cli.run()"
    buffered = {**os.environ, "PYTHONUNBUFFERED": ""}
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-c", code], stdout=full, stderr=subprocess.PIPE, env=buffered, text=True
        )
    assert done.returncode == 120
    assert "No space left on device" in done.stderr


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TimeoutError(), "TimeoutError: no details"),
        (OSError(errno.EFBIG, "File too large"), "File too large"),
        (PermissionError(errno.EACCES, "Permission denied", "/a/b"), "/a/b: Permission denied"),
    ],
)
def test_an_error_of_the_system_without_words_is_named_by_its_class(error, said, monkeypatch):
    """Where the system says what is wrong, its words stand alone, behind the path if one is known."""

    def fail(*_):
        raise error

    monkeypatch.setattr("bot.cli.articles.choose_paths", fail)
    assert baowen("articles") == (1, "", f"baowen: {said} (--debug shows where)\n")


def test_an_error_of_the_system_is_told_in_the_readers_language(monkeypatch):
    """With the path, and without Python's class of error."""

    def fail(*_):
        raise PermissionError(errno.EACCES, "Permission denied", "/a/b")

    monkeypatch.setattr("bot.cli.articles.choose_paths", fail)
    monkeypatch.setenv("BAOWEN_LANGUAGE", "zh")
    assert baowen("articles") == (1, "", "baowen: /a/b：没有权限（加 --debug 看出在哪里）\n")


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is full")
def test_a_command_whose_output_finds_no_space_says_so_in_the_readers_language(tmp_path):
    """The disk is named as the cause, in Chinese, without Python's class of error."""
    (tmp_path / "a.txt").write_text("地铁开通\n\n　　本报讯 地铁五号线国庆节开通，票价两元起步。\n", "utf-8")
    command = [sys.executable, "-m", "bot", "articles", "--corpus", str(tmp_path)]
    chinese = {**os.environ, "BAOWEN_LANGUAGE": "zh"}
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=chinese, text=True)
    assert (done.returncode, done.stderr) == (1, "baowen: 磁盘满了（加 --debug 看出在哪里）\n")

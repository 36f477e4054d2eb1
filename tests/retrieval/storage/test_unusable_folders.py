"""Folders that an index cannot be stored in: on a full disk, or of another user."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

STOPPED = "本报讯 8月17日起城东停水三天，20日恢复供水，居民请提前储水备用。"
METRO = "本报讯 地铁五号线国庆节开通，票价两元起步，全程二十三站四十分钟。"
NO_SPACE = "磁盘满了"
NEW_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")
# Runs a command with a new disk: $0 is its size, $1 its folder, the rest the command.
ON_A_DISK = 'mount -t tmpfs -o size="$0" none "$1" && shift && exec "$@"'
# Defines functions that run commands and print their exit status, output, errors and the files on the disk.
STEPS = """
import json, os, subprocess, sys
from pathlib import Path
disk, corpus = map(Path, sys.argv[1:3])

def baowen(*args, **settings):
    command = [sys.executable, "-m", "bot", *args]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, **settings})
    there = sorted(str(path.relative_to(disk)) for path in disk.rglob("*") if path.is_file())
    print(json.dumps([done.returncode, done.stdout, done.stderr, there]))

def on_the_corpus(*args):
    baowen(*args, "--corpus", str(corpus), "--index", str(disk / "index"))
"""


def write_page(folder, name, headline, text):
    (folder / name).write_text(f"{headline}\n\n　　{text}\n", encoding="utf-8")


@pytest.fixture
def corpus(tmp_path):
    """One page."""
    folder = tmp_path / "pages"
    folder.mkdir()
    write_page(folder, "a.txt", "城东停水三天", STOPPED)
    return folder


@pytest.fixture
def steps(tmp_path, corpus):
    """Runs code on a disk of a given size; returns exit status, output, errors and all files after each command."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def run(size, code):
        command = [*NEW_NAMESPACE, "sh", "-c", ON_A_DISK, size, str(disk), sys.executable, "-c", STEPS + code]
        done = subprocess.run([*command, str(disk), str(corpus)], capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare, which makes a disk for a test alone")
    tried = subprocess.run(
        [*NEW_NAMESPACE, "sh", "-c", ON_A_DISK, "1m", str(disk), "true"], capture_output=True, text=True
    )
    if tried.returncode:
        pytest.skip(f"no disk of its own is allowed here: {tried.stderr.strip()}")
    return run


def generations(files):
    return {Path(name).parent.name for name in files if "generation-" in name}


def test_on_a_full_disk_answers_come_without_an_index(steps):
    """One sentence names the cause, no partial files remain, and `index` has exit status 1."""
    asked, indexed = steps("100k", "on_the_corpus('ask', '停水几天？')\non_the_corpus('index')\n")
    status, out, err, files = asked
    assert status == 0 and "停水三天" in out
    assert NO_SPACE in err and err.count("\n") == 1
    assert files == ["index/lock"]
    status, out, err, files = indexed
    assert (status, out) == (1, "")
    assert NO_SPACE in err and err.splitlines()[1:] == ["baowen: 索引没有存下来"]
    assert files == ["index/lock"]


def test_when_the_disk_is_full_the_old_index_works_until_there_is_space(steps, corpus):
    """The index with a new page does not fit beside the old one: answers include the page, the old index stays and no
    partial files remain. With more space the next question stores the new index."""
    code = (
        "on_the_corpus('ask', '停水几天？')\n"
        f"(corpus / 'b.txt').write_text('地铁开通\\n\\n　　{METRO}\\n', encoding='utf-8')\n"
        "on_the_corpus('ask', '地铁五号线票价多少？')\n"
        "baowen('ask', '停水几天？', BAOWEN_INDEX_SERVED=str(disk / 'index'))\n"
        "subprocess.run(['mount', '-o', 'remount,size=2m', str(disk)], check=True)\n"
        "on_the_corpus('ask', '地铁五号线票价多少？')\n"
    )
    first, full, served, spacious = steps("400k", code)
    assert first[0] == 0 and first[2] == "" and len(generations(first[3])) == 1
    assert full[0] == 0 and "票价两元起步" in full[1]
    assert NO_SPACE in full[2] and full[2].count("\n") == 1
    assert full[3] == first[3]
    assert served[0] == 0 and "停水三天" in served[1] and served[2] == ""
    assert spacious[0] == 0 and "票价两元起步" in spacious[1] and spacious[2] == ""
    assert len(generations(spacious[3])) == 1 and generations(spacious[3]) != generations(first[3])


# Asks and indexes twice, the second time with another folder for the index and, if one is given, as another user. The
# first time loads all modules, because the other user may not be allowed to read them.
TWICE = """
import os, sys
import platformdirs  # which settings load where a test has set no folder
from bot.cli import main
corpus, own, other, user = sys.argv[1:]
def baowen(*args):
    try:
        main([*args, "--corpus", corpus], prog_name="baowen")
    except SystemExit as end:
        print("exit", end.code or 0, flush=True)
def both(index):
    baowen("ask", "停水几天？", "--index", index)
    baowen("index", "--index", index)
both(own)
if int(user):
    os.setgroups([]), os.setgid(int(user)), os.setuid(int(user))
print("other", flush=True)
print("other", file=sys.stderr, flush=True)
both(other)
"""
NOBODY = 65534


@pytest.fixture
def open_folder():
    """A folder that every user may open; the temporary folders of tests are private."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def run_twice(corpus, own, other, user, where=None):
    """The output and the errors of the second round of commands."""
    command = [sys.executable, "-c", TWICE, str(corpus), str(own), str(other), str(user)]
    # the folder of a test may not be entered by others
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=where or corpus)
    assert done.returncode == 0, done.stderr
    return done.stdout.partition("other\n")[2], done.stderr.partition("other\n")[2]


@pytest.mark.skipif(os.name != "posix", reason="there are no owners as POSIX has them")
@pytest.mark.parametrize("place", ["", "index"], ids=["the folder", "a folder in it"])
def test_a_folder_of_somebody_else_costs_only_the_storing(open_folder, place):
    """The answer comes with one sentence that says to check the owner; `index` has exit status 1."""
    corpus, foreign = open_folder / "pages", open_folder / "foreign"
    corpus.mkdir()
    write_page(corpus, "a.txt", "城东停水三天", STOPPED)
    if os.geteuid() == 0:
        foreign.mkdir(mode=0o700)
        user = NOBODY
    else:
        foreign, user = Path("/"), 0
        if os.access(foreign, os.W_OK):
            pytest.skip("not the superuser, and yet / may be written: there is no folder of somebody else")
        place = place or "baowen-index"
    out, err = run_twice(corpus, open_folder / "own", foreign / place, user)
    answer, index = out.split("exit 0\n", 1)
    assert "停水三天" in answer and index == "exit 1\n"
    first, second, last = err.splitlines()
    assert first == second
    assert "写不了（没有权限）：看看它归谁所有；没有它，提问也能答" in first
    assert str(foreign / place) in first and last == "baowen: 索引没有存下来"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the superuser can be somebody else")
def test_an_index_of_somebody_else_that_may_be_read_is_used(open_folder):
    """`ask` uses it silently while it is current, although it cannot lock it; `index` says that it cannot write it."""
    corpus, index = open_folder / "pages", open_folder / "index"
    corpus.mkdir()
    write_page(corpus, "a.txt", "城东停水三天", STOPPED)
    out, err = run_twice(corpus, index, index, NOBODY)
    answer, index_said = out.split("exit 0\n", 1)
    assert "停水三天" in answer and index_said == "exit 1\n"
    assert "没有权限" in err and err.count("\n") == 2


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the superuser can be somebody else")
def test_started_in_a_folder_that_may_not_be_entered(open_folder):
    """As with sudo -u in another user's home: the message says that .env cannot be read."""
    corpus, home = open_folder / "pages", open_folder / "home"
    corpus.mkdir()
    home.mkdir(mode=0o700)
    write_page(corpus, "a.txt", "城东停水三天", STOPPED)
    out, err = run_twice(corpus, open_folder / "own", open_folder / "own", NOBODY, home)
    assert out == "exit 1\nexit 1\n"
    assert set(err.splitlines()) == {"baowen: .env 读不了（没有权限）：看看它归谁所有，或者换个文件夹再来"}

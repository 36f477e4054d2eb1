"""`baowen backup` and `baowen restore`."""

import json

import pytest

from bot.store.store import Store
from tests.store.test_backup import fill, rows
from tests.support.command_line import baowen, baowen_process


def test_a_store_goes_into_a_file_and_back(tmp_path):
    """Data goes to the file, a sentence to standard error; the status says whether it was done."""
    first, second, file = (str(tmp_path / name) for name in ("first.db", "second.db", "backup.jsonl"))
    fill(f"sqlite:///{first}")
    status, out, err = baowen_process("backup", file, BAOWEN_STORE=f"sqlite:///{first}")
    assert (status, out) == (0, "")
    assert file in err
    status, out, err = baowen_process("restore", file, BAOWEN_STORE=f"sqlite:///{second}")
    assert (status, out) == (0, "")
    assert rows(f"sqlite:///{first}") == rows(f"sqlite:///{second}")
    status, out, err = baowen_process("restore", file, BAOWEN_STORE=f"sqlite:///{second}")
    assert (status, out) == (1, "")
    assert "--force" in err
    assert len(err.splitlines()) == 1
    assert baowen_process("restore", file, "--force", BAOWEN_STORE=f"sqlite:///{second}")[0] == 0


def test_what_is_no_backup_is_one_sentence(tmp_path):
    """Nor is what is not there."""
    Store(f"sqlite:///{tmp_path}/store.db").close()
    (tmp_path / "page.txt").write_text("第一版", encoding="utf-8")
    status, _, err = baowen_process(
        "restore", str(tmp_path / "page.txt"), BAOWEN_STORE=f"sqlite:///{tmp_path}/store.db"
    )
    assert (status, len(err.splitlines())) == (1, 1)
    status, _, err = baowen_process("restore", str(tmp_path / "none"), BAOWEN_STORE=f"sqlite:///{tmp_path}/store.db")
    assert (status, len(err.splitlines())) == (1, 1)


def test_stats_are_printed_in_four_forms(tmp_path):
    """Text, JSON, CSV, and a picture in a file."""
    store = f"sqlite:///{tmp_path}/store.db"
    fill(store)
    status, out, _ = baowen_process("stats", BAOWEN_STORE=store, BAOWEN_LANGUAGE="zh")
    assert status == 0
    assert "提问：2" in out
    assert "1. 医保（2 次，1 人）" in out
    status, out, _ = baowen_process("stats", "--json", "--days", "2", BAOWEN_STORE=store)
    figures = json.loads(out)
    assert (status, figures["questions"], figures["answered"], figures["days"]) == (0, 2, 1.0, 2.0)
    status, out, _ = baowen_process("stats", "--csv", BAOWEN_STORE=store)
    assert (status, out.splitlines()[0].removeprefix("\ufeff").split(",")[:2]) == (0, ["day", "questions"])
    assert len(out.splitlines()) == 8


@pytest.mark.usefixtures("english")
def test_stats_of_no_store_are_one_sentence(tmp_path):
    """It names the file, and none is made."""
    status, out, err = baowen_process("stats", BAOWEN_STORE=f"sqlite:///{tmp_path}/none.db")
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    assert f"there is no {tmp_path}/none.db" in err
    assert not list(tmp_path.iterdir())


def test_what_has_no_corpus_takes_none():
    """The store is not that of some pages."""
    for command in ("stats", "backup", "restore"):
        assert baowen(command, "--corpus", "pages")[0] == 2
        assert "--corpus" not in baowen(command, "--help")[1]

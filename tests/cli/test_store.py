"""`baowen backup` and `baowen restore`."""

from bot.store.store import Store
from tests.store.test_backup import fill, rows
from tests.support.command_line import baowen_process


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

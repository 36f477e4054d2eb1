"""`baowen telegram`."""

import pytest

from tests.support.command_line import baowen_process


def test_telegram_without_a_token_is_one_sentence():
    """It says where to get a token, before the corpus is read."""
    status, out, err = baowen_process("telegram")
    assert (status, out) == (1, "")
    assert "@BotFather" in err
    assert len(err.splitlines()) == 1


@pytest.mark.usefixtures("english")
def test_every_wrong_setting_is_named_in_one_sentence(tmp_path):
    """Values that cannot be read, and those that can but lead nowhere: before anything is opened or contacted."""
    wrong = {
        "BAOWEN_PASSAGES": "many",
        "BAOWEN_TELEGRAM_TOKEN": "nope",
        "BAOWEN_STORE": "mysql://u:hidden@h/n",
        "BAOWEN_CORPUS": str(tmp_path / "nowhere"),
        "BAOWEN_WORDS": str(tmp_path / "words.txt"),
        "BAOWEN_WEBHOOK_URL": "https://example.org",
        "BAOWEN_DESK_PAGES": str(tmp_path / "file" / "pages"),
    }
    (tmp_path / "file").touch()
    status, out, err = baowen_process("telegram", **wrong)
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    for name in ("PASSAGES", "TELEGRAM_TOKEN", "STORE", "CORPUS", "WORDS", "WEBHOOK_SECRET", "DESK_PAGES"):
        assert f"BAOWEN_{name}" in err
    assert "nope" not in err and "hidden" not in err
    del wrong["BAOWEN_PASSAGES"]
    status, out, err = baowen_process("telegram", **wrong, BAOWEN_INDEX_SERVED=str(tmp_path))
    assert "BAOWEN_TELEGRAM_TOKEN" in err and "holds no index" in err

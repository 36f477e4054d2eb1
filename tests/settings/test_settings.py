"""The settings."""

import pytest

from bot.errors import SettingsError, StoreError
from bot.settings import Settings, find_unused, parse_settings, read_settings, write_example


def test_the_environment_wins_over_the_file(monkeypatch, tmp_path):
    """A variable in the environment is taken before the same one in .env."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("BAOWEN_PASSAGES=4\nBAOWEN_LOG_LEVEL=debug\n", encoding="utf-8")
    monkeypatch.setenv("BAOWEN_PASSAGES", "5")
    settings = read_settings()
    assert (settings.passages, settings.log_level) == (5, "DEBUG")


def test_an_empty_value_means_the_default(monkeypatch):
    """`BAOWEN_CORPUS=` as .env.example has it leaves the seeds in place."""
    monkeypatch.setenv("BAOWEN_CORPUS", "")
    assert read_settings().corpus.name == "seeds"


def test_a_bad_value_is_named_and_not_repeated(monkeypatch):
    """The sentence names the variable; the value stays out of it, for it may be a secret in the wrong place."""
    monkeypatch.setenv("BAOWEN_PASSAGES", "123456:SECRET")
    with pytest.raises(SettingsError, match="BAOWEN_PASSAGES") as caught:
        read_settings()
    assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("passages", "0"),
        ("passages", "11"),
        ("passages", "2.5"),
        ("max_page_mb", "0"),
        ("max_page_mb", "nan"),
        ("max_page_mb", "inf"),
        ("log_level", "LOUD"),
        ("telegram_api", "api.telegram.org"),
        ("telegram_api", "ftp://api.telegram.org"),
        ("telegram_concurrency", "257"),
        ("desk_subjects", "交通,,医保"),
        ("desk_subjects", "一二三四五六七八九十甲乙丙"),
        ("desk_subjects", ",".join("甲乙丙丁戊己庚辛壬癸子丑寅")),
        ("webhook_url", "https://"),
        ("webhook_url", "https://bot.example/a path"),
        ("webhook_port", "65536"),
    ],
)
def test_a_value_out_of_its_range_is_refused(name, bad):
    """Numbers have limits, levels are four, and an address begins with http:// or https:// and a host."""
    with pytest.raises(SettingsError, match=f"BAOWEN_{name.upper()}: Expected") as caught:
        parse_settings({f"BAOWEN_{name.upper()}": bad})
    assert repr(bad) not in str(caught.value)


def test_values_are_taken_as_people_write_them():
    """Spaces around a number, small letters, a host of one word, an address of IPv6."""
    settings = parse_settings({"BAOWEN_PASSAGES": " 7 ", "BAOWEN_MAX_PAGE_MB": "0.5", "BAOWEN_LOG_LEVEL": "warning"})
    assert (settings.passages, settings.max_page_bytes, settings.log_level) == (7, 512 * 1024, "WARNING")
    assert parse_settings({"BAOWEN_DESK_SUBJECTS": "交通， 医保,环境、交通"}).desk_subject_names == (
        "交通",
        "医保",
        "环境",
    )
    assert parse_settings({}).desk_subject_names == ()
    for address in ("http://localhost:8081/", "https://[::1]:8081", "HTTPS://bot.example/news?a=1"):
        assert parse_settings({"BAOWEN_TELEGRAM_API": address}).telegram_api == address


def test_every_bad_value_is_named_at_once(monkeypatch):
    """Two mistakes are two reasons in one sentence."""
    monkeypatch.setenv("BAOWEN_PASSAGES", "many")
    monkeypatch.setenv("BAOWEN_WEBHOOK_PORT", "0")
    with pytest.raises(SettingsError, match=r"BAOWEN_PASSAGES: .*; BAOWEN_WEBHOOK_PORT: "):
        read_settings()


def test_what_else_must_hold_is_checked_with_the_values():
    """What checks find stands in the same sentence as a value that cannot be read; they see its default."""
    seen = []

    def refuse(settings):
        seen.append(settings.passages)
        raise StoreError("there is no room")

    with pytest.raises(SettingsError, match=r"BAOWEN_PASSAGES: Expected .*; there is no room; there is no room$"):
        parse_settings({"BAOWEN_PASSAGES": "many"}, [refuse, refuse, lambda settings: None])
    assert seen == [3, 3]
    assert parse_settings({"BAOWEN_PASSAGES": "4"}, [lambda settings: None]).passages == 4


def test_the_name_of_a_variable_may_be_in_small_letters(monkeypatch, tmp_path):
    """As in .env files of other programs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("baowen_passages=4\n", encoding="utf-8")
    assert read_settings().passages == 4


def test_a_name_that_is_no_setting_is_said_with_the_one_that_is_near(monkeypatch, tmp_path):
    """In .env and in the environment; what does not begin like a setting is none of ours."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(
        "BAOWEN_TELEGRAM_TOKN=1\nbaowen_colour=red\nPASSAGES=4\nBAOWEN_TOKEN=1\n", encoding="utf-8"
    )
    monkeypatch.setenv("BAOWEN_CORPS", "x")
    monkeypatch.setenv("BAOWEN_PASSAGES", "4")
    assert find_unused() == [
        "there is no setting BAOWEN_COLOUR: docs/settings.md has them all",
        "there is no setting BAOWEN_CORPS: is BAOWEN_CORPUS meant?",
        "there is no setting BAOWEN_TELEGRAM_TOKN: is BAOWEN_TELEGRAM_TOKEN meant?",
        "there is no setting BAOWEN_TOKEN: is BAOWEN_MILVUS_TOKEN / BAOWEN_TELEGRAM_TOKEN meant?",
    ]


def test_a_line_of_the_env_file_that_sets_nothing_is_told_by_its_number(monkeypatch, tmp_path, caplog):
    """Once and not in the words of a library; what stands there may be a secret. The other lines count."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("# ours\nBAOWEN_PASSAGES 3\nBAOWEN_PASSAGES=4\nmy secret\n", encoding="utf-8")
    assert read_settings().passages == 4
    assert find_unused() == [f".env, line {line}: not NAME=VALUE; left out" for line in (2, 4)]
    assert not caplog.records


def test_a_folder_with_the_name_of_the_env_file_is_none(monkeypatch, tmp_path):
    """Environments of Python are called .env, too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").mkdir()
    assert (read_settings().passages, find_unused()) == (3, [])


def test_the_token_does_not_show(monkeypatch):
    """Neither the settings' repr nor their text holds the token."""
    monkeypatch.setenv("BAOWEN_TELEGRAM_TOKEN", "123456:SECRET")
    assert "SECRET" not in f"{read_settings()!r} {read_settings()}"


def test_an_env_file_that_is_not_text_is_one_sentence(monkeypatch, tmp_path):
    """A .env in another encoding is refused with the way out."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_bytes("BAOWEN_CORPUS=报纸".encode("gb18030"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings()


def test_the_example_is_written_from_the_settings(root):
    """`python -m bot.settings > .env.example` would change nothing."""
    assert (root / ".env.example").read_text(encoding="utf-8") == write_example()


def test_the_example_s_values_are_the_defaults(monkeypatch, root):
    """Who copies .env.example changes nothing by it."""
    for line in (root / ".env.example").read_text(encoding="utf-8").splitlines():
        if line.startswith("BAOWEN_"):
            monkeypatch.setenv(*line.split("=", 1))
    monkeypatch.setenv("BAOWEN_INDEX_CACHE", "")
    assert read_settings() == Settings()


def test_each_bot_has_a_store_of_its_own_unless_one_is_set():
    """The number of the bot and the Bot API tell bots apart; the token's secret part is in no file name."""
    tokens = {"BAOWEN_TELEGRAM_TOKEN": "12:secret"}, {"BAOWEN_TELEGRAM_TOKEN": "13:secret"}
    apis: tuple[dict[str, str], ...] = {}, {"BAOWEN_TELEGRAM_API": "http://127.0.0.1:1"}
    stores = {parse_settings(token | api).store_url for token in tokens for api in apis}
    assert len(stores) == 4
    assert all(store.startswith("sqlite:///") and "secret" not in store for store in stores)
    assert parse_settings({"BAOWEN_STORE": "sqlite:///x.db"}).store_url == "sqlite:///x.db"

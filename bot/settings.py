"""The settings: the only place that reads the environment and `.env`.

Order: a command's own option, then the environment, then `.env` in the working directory, then the default here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Annotated, Any

from bot.errors import SettingsError

__all__ = ["Secret", "Settings", "default_corpus", "parse_settings", "read_settings"]

PREFIX = "BAOWEN_"


def default_corpus() -> Path:
    """The folder of the five pages that come with the package: inside an installed wheel, else in the checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "seeds"
    return installed if installed.is_dir() else package.parent / "seeds"


def default_index_cache() -> Path:
    """The place of stored indexes in the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("baowen", appauthor=False) / "indexes"


class Secret:
    """A text that does not show where settings are printed or logged."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret('**********')" if self._text else "Secret('')"

    def get_secret_value(self) -> str:
        """The text itself."""
        return self._text


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Every setting with its default. The environment variable is the name in capitals after `BAOWEN_`."""

    corpus: Path = field(default_factory=default_corpus)
    """A folder of pages, or one page. Default: the five pages that come with the package."""
    passages: int = 3
    """How many passages `ask`, `chat` and the bot's button can show for one question."""
    max_page_mb: float = 8.0
    """Pages larger than this many megabytes are named and skipped."""
    index_cache: Path = field(default_factory=default_index_cache)
    """The folder below which each corpus has a folder with its stored index. Default: in the user's cache folder."""
    index_served: Path | None = None
    """A stored index that is served as it lies there: its pages are not looked at, and may be on another machine."""
    words: Path | None = None
    """A file of further words, as jieba's user dictionary: a word on each line, and if wanted how often it is seen."""
    milvus_uri: str | None = None
    """Where Milvus is: http://host:19530, or a file name.db for an embedded one. Empty: the stored index is used."""
    milvus_token: Secret | None = None
    """user:password or an API key for Milvus."""
    milvus_patience: float = 5.0
    """How many seconds a question waits for Milvus before the stored index answers it."""
    log_level: str = "INFO"
    """What is logged to standard error by `baowen telegram`."""

    telegram_token: Secret | None = None
    """The bot's token from @BotFather. Needed by `baowen telegram` only."""
    telegram_api: str = "https://api.telegram.org"
    """Where the Bot API is: change it for a Bot API server of your own."""
    telegram_concurrency: int = 16
    """How many messages are worked on at the same time."""
    webhook_url: str | None = None
    """The public https address that Telegram should call. Empty: the bot polls."""
    webhook_listen: str = "127.0.0.1"
    """The address that the webhook server binds; put a TLS proxy in front of it."""
    webhook_port: int = 8443
    """The port that the webhook server binds."""
    webhook_secret: Secret | None = None
    """1 to 256 of A-Z a-z 0-9 _ -: Telegram sends it with every call and others cannot. Needed with webhook_url."""

    @property
    def max_page_bytes(self) -> int:
        """The limit of a page's size in bytes."""
        return int(self.max_page_mb * 1024 * 1024)


_URL = r"^(?i:https?)://([^\s/?#@]+@)?(\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(:[0-9]{1,5})?([/?#]\S*)?$"


def _kinds() -> dict[str, Any]:
    """What each setting takes that is not just any text."""
    # here and not above: most commands run with no such setting, and this library takes its time
    from msgspec import Meta

    url = Annotated[str, Meta(pattern=_URL)]
    return {
        "passages": Annotated[int, Meta(ge=1, le=10)],
        # a terabyte is more than any page has
        "max_page_mb": Annotated[float, Meta(gt=0, le=1e6)],
        "log_level": Annotated[str, Meta(pattern="^(DEBUG|INFO|WARNING|ERROR)$")],
        "telegram_api": url,
        "telegram_concurrency": Annotated[int, Meta(ge=1, le=256)],
        "webhook_url": url,
        "webhook_port": Annotated[int, Meta(ge=1, le=65535)],
        # a user and a password belong into the token
        "milvus_uri": Annotated[str, Meta(pattern=r"^(https?://[^@]+|[^@]+\.db)$")],
        "milvus_patience": Annotated[float, Meta(gt=0, le=60)],
    }


_MADE_OF_TEXT: dict[str, Callable[[str], Any]] = {
    "corpus": Path,
    "index_cache": Path,
    "index_served": Path,
    "words": Path,
    "milvus_token": Secret,
    "telegram_token": Secret,
    "webhook_secret": Secret,
    "log_level": str.upper,
}


# Paths and secrets: any text is one.
_ANYTHING = _MADE_OF_TEXT.keys() - {"log_level"}
_ADDRESS = "Expected a web address, http://… or https://…"
_EXPECTED = {
    "telegram_api": _ADDRESS,
    "webhook_url": _ADDRESS,
    "milvus_uri": "Expected http://host:19530, https://host or a file that ends in .db; a user and a password belong "
    "into BAOWEN_MILVUS_TOKEN",
}


def parse_settings(values: Mapping[str, str]) -> Settings:
    """The settings with some values by name, each as a person writes it.

    Raises:
        SettingsError: when a value cannot be used; names the variable and never repeats its value.
    """
    if values.keys() <= _ANYTHING:
        return Settings(**{name: _MADE_OF_TEXT[name](text) for name, text in values.items()})
    from msgspec import ValidationError, convert

    kinds, found, problems = _kinds(), {}, []
    for name, text in values.items():
        value = _MADE_OF_TEXT.get(name, str.strip)(text)
        try:
            found[name] = convert(value, kinds[name], strict=False) if name in kinds else value
        except ValidationError as error:
            # it says what is expected, and repeats nothing: the value may be a secret
            reason = _EXPECTED.get(name, error)
            problems.append(f"{PREFIX}{name.upper()}: {reason}")
    if problems:
        raise SettingsError(f"a setting in the environment or in .env cannot be used: {'; '.join(problems)}")
    return Settings(**found)


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: when a value cannot be used; names the variable and never repeats its value.
    """
    try:
        written = _env_file(Path(".env"))
    except PermissionError:
        raise SettingsError(".env cannot be read (no right to): check who owns it, or start elsewhere") from None
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f".env cannot be read ({error.__class__.__name__}): save it as UTF-8 text") from None
    return parse_settings(_named(written) | _named(os.environ))


def _env_file(path: Path) -> Mapping[str, str | None]:
    if not path.is_file():
        return {}
    from dotenv import dotenv_values

    return dotenv_values(path, encoding="utf-8")


def _named(values: Mapping[str, str | None]) -> dict[str, Any]:
    """Those of some variables that are settings and have a value, by the setting's name."""
    names = {f"{PREFIX}{own.name}".upper(): own.name for own in fields(Settings)}
    return {names[name.upper()]: value for name, value in values.items() if value and name.upper() in names}

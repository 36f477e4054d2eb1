"""The settings: the only place that reads the environment and `.env`.

Order: a command's own option, then the environment, then `.env` in the working directory, then the default here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

__all__ = ["Settings", "default_corpus", "read_settings"]

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


class Settings(BaseSettings):
    """Every setting with its default. The environment variable is the name in capitals after `BAOWEN_`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    corpus: Path = Field(default_factory=default_corpus)
    """A folder of pages, or one page. Default: the five pages that come with the package."""
    passages: int = Field(default=3, ge=1, le=10)
    """How many passages `ask`, `chat` and the bot's button can show for one question."""
    max_page_mb: float = Field(default=8, gt=0)
    """Pages larger than this many megabytes are named and skipped."""
    index_cache: Path = Field(default_factory=default_index_cache)
    """The folder below which each corpus has a folder with its stored index. Default: in the user's cache folder."""
    index_served: Path | None = None
    """A stored index that is served as it lies there: its pages are not looked at, and may be on another machine."""
    milvus_uri: str | None = None
    """Where Milvus is: http://host:19530, or a file name.db for an embedded one. Empty: the stored index is used."""
    milvus_token: SecretStr | None = None
    """user:password or an API key for Milvus."""
    milvus_patience: float = Field(default=5, gt=0, le=60)
    """How many seconds a question waits for Milvus before the stored index answers it."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """What is logged to standard error by `baowen telegram`."""

    telegram_token: SecretStr | None = None
    """The bot's token from @BotFather. Needed by `baowen telegram` only."""
    telegram_api: AnyHttpUrl = AnyHttpUrl("https://api.telegram.org")
    """Where the Bot API is: change it for a Bot API server of your own."""
    telegram_concurrency: int = Field(default=16, ge=1, le=256)
    """How many messages are worked on at the same time."""
    webhook_url: AnyHttpUrl | None = None
    """The public https address that Telegram should call. Empty: the bot polls."""
    webhook_listen: str = "127.0.0.1"
    """The address that the webhook server binds; put a TLS proxy in front of it."""
    webhook_port: int = Field(default=8443, ge=1, le=65535)
    """The port that the webhook server binds."""
    webhook_secret: SecretStr | None = None
    """1 to 256 of A-Z a-z 0-9 _ -: Telegram sends it with every call and others cannot. Needed with webhook_url."""

    @property
    def max_page_bytes(self) -> int:
        """The limit of a page's size in bytes."""
        return int(self.max_page_mb * 1024 * 1024)

    @field_validator("milvus_uri")
    @classmethod
    def _place(cls, value: str | None) -> str | None:
        if value is not None and not value.endswith(".db") and not value.startswith(("http://", "https://")):
            raise ValueError("it takes http://host:19530, https://host or a file that ends in .db")
        if value is not None and "@" in value:
            raise ValueError("a user and a password belong into BAOWEN_MILVUS_TOKEN")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        SettingsError: when a value cannot be used; names the variable and never repeats its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        # Only names and reasons are taken from the error: its own text would repeat the value, which may be a secret.
        problems = "; ".join(
            f"{PREFIX}{str(item['loc'][0]).upper()}: {item['msg']}" if item["loc"] else item["msg"]
            for item in error.errors(include_input=False, include_url=False)
        )
        raise SettingsError(f"a setting in the environment or in .env cannot be used: {problems}") from None
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f".env cannot be read ({error.__class__.__name__}): save it as UTF-8 text") from None

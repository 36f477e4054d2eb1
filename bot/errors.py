"""Everything that can go wrong and has a name.

BaowenError
├── SettingsError        a setting cannot be used
├── CorpusError          the corpus as a whole cannot be used
├── PageError            one page cannot be read; the others go on
├── SidecarError         a file beside the pages (pages.toml, a correction) cannot be used; the pages are read without
├── StoredIndexError     a stored index cannot be used
├── QuestionError        a question, or a line that should hold one, cannot be used
├── StoreError           the store of messages and conversations cannot be used
├── ServiceError         an outside service (Telegram) refuses us or cannot be reached
└── MissingExtraError    a part of the product is not installed

Every message is one sentence: what went wrong, which thing, and the way out. The command line prints it in the user's
language.
"""

from __future__ import annotations

from bot.sentence import Sentence


class BaowenError(Exception):
    """Base of all errors that are meant for a person to read.

    A subclass with other arguments than a message passes them all to `Exception` and makes the message in `sentence`:
    pickle makes the error again from `args`, and a process that reads pages sends its errors to the one that waits.

    Args:
        message: what it says.
        fields: what stands in the message's {fields}, with which it can be said in another language (bot.sentence).
    """

    def __init__(self, message: object = "", /, **fields: object) -> None:
        super().__init__(Sentence.of(message, **fields))

    @property
    def sentence(self) -> Sentence:
        """What it says, and what that is made of."""
        sentence: Sentence = self.args[0]
        return sentence

    def __str__(self) -> str:
        return str(self.sentence)


class SettingsError(BaowenError):
    """Raised when a setting in the environment or in `.env` is missing or unusable."""


class CorpusError(BaowenError):
    """Raised when a corpus is missing, or holds no page that can be read."""


class PageError(BaowenError):
    """Raised when one page cannot be read: binary, empty, too large, not to be decoded.

    Args:
        file: the page's name, as the person gave it.
        reason: a short clause that ends the sentence "<file>: <reason>"; `fields` are its own.
        failed: False for what is only worth saying: files of other kinds that lie among the pages.
    """

    def __init__(self, file: str, reason: str, /, failed: bool = True, **fields: object) -> None:
        self.file = file
        self.reason = Sentence.of(reason, **fields)
        self.failed = failed
        Exception.__init__(self, file, self.reason, failed)

    @property
    def sentence(self) -> Sentence:
        return Sentence("{file}: {reason}", file=self.file, reason=self.reason)


class SidecarError(BaowenError):
    """Raised when what an operator wrote beside the pages, in `pages.toml` or in a correction, cannot be used.

    Args:
        file: the name of the file, as the person gave it, with the line where that is known.
        reason: a short clause that ends the sentence "<file>: <reason>"; `fields` are its own.
    """

    def __init__(self, file: str, reason: str, /, **fields: object) -> None:
        self.file = file
        self.reason = Sentence.of(reason, **fields)
        Exception.__init__(self, file, self.reason)

    @property
    def sentence(self) -> Sentence:
        return Sentence("{file}: {reason}", file=self.file, reason=self.reason)


class StoredIndexError(BaowenError):
    """Raised when a stored index cannot be used: it is missing, damaged, of another format or locked.

    Args:
        folder: of the index.
        reason: a clause that ends the sentence "the index in <folder> <reason>"; `fields` are its own.
        remedy: what to do about it, or what is done; "" where the reason says so.
    """

    def __init__(self, folder: object, reason: str, remedy: str = "", /, **fields: object) -> None:
        self.folder = folder
        self.reason = Sentence.of(reason, **fields)
        self.remedy = Sentence.of(remedy)
        Exception.__init__(self, folder, self.reason, remedy)

    @property
    def sentence(self) -> Sentence:
        pattern = "the index in {folder!r} {reason}: {remedy}" if self.remedy else "the index in {folder!r} {reason}"
        return Sentence(pattern, folder=str(self.folder), reason=self.reason, remedy=self.remedy)


class QuestionError(BaowenError):
    """Raised when a question, or the line that should hold one, cannot be used."""


class StoreError(BaowenError):
    """Raised when the store of messages and conversations cannot be opened, read or written."""


class ServiceError(BaowenError):
    """Raised when an outside service refuses us or cannot be reached."""


class MissingExtraError(BaowenError):
    """Raised when an optional part of the product is used but not installed.

    Args:
        feature: what the person wanted to do; `fields` are its own.
        extra: the extra of this distribution that brings it.
    """

    def __init__(self, feature: str, extra: str, /, **fields: object) -> None:
        self.feature = Sentence.of(feature, **fields)
        self.extra = extra
        Exception.__init__(self, self.feature, extra)

    @property
    def sentence(self) -> Sentence:
        return Sentence(
            "{feature} needs an extra that is not installed: {command}",
            feature=self.feature,
            command=_install_line(self.extra),
        )


def _install_line(extra: str) -> str:
    """The command that installs an extra into this environment from where the distribution came: a checkout, a wheel,
    a repository, or an index of packages."""
    # only who meets the error waits for these
    import json
    import sys
    from importlib.metadata import PackageNotFoundError, distribution
    from importlib.util import find_spec
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    try:
        # PEP 610: there where an address was installed and not a name
        origin = json.loads(distribution("baowen").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        origin = {}
    url, repository = origin.get("url", ""), origin.get("vcs_info", {})
    address = urlsplit(url)
    requirement = f"baowen[{extra}]"
    if repository:
        revision = f"@{repository['requested_revision']}" if "requested_revision" in repository else ""
        requirement += f" @ {repository['vcs']}+{url}{revision}"
    elif address.scheme == "file":
        requirement = f"{url2pathname(address.path)}[{extra}]"
    elif url:
        requirement += f" @ {url}"
    editable = "-e " if origin.get("dir_info", {}).get("editable") else ""
    python = sys.executable or "python"
    # an environment that uv made has no pip of its own
    pip = f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
    return f'{pip} {editable}"{requirement}"'

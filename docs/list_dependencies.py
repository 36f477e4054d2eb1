"""Writes docs/dependencies.md: every dependency, what it is for, its licence and its size, as installed here.

Reasons and ranges are read in pyproject.toml, licences and sizes in the metadata of the environment that runs this. It
should have the extras: `pip install -e '.[dev]'`, then `python docs/list_dependencies.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
# Extras for those who work on 报问 itself.
FOR_DEVELOPMENT = ("dev", "bench", "docs")


def installed() -> dict[str, Distribution]:
    """What is installed, by canonical name."""
    return {canonicalize_name(found.metadata["Name"]): found for found in distributions()}


INSTALLED = installed()


def licence(name: str) -> str:
    """The licence that a distribution's metadata names."""
    metadata = INSTALLED[name].metadata
    # a whole licence text stands in some fields
    stated = metadata.get("License-Expression") or (metadata.get("License") or "").strip()
    if not stated or len(stated) > 60 or "\n" in stated or stated.upper() == "UNKNOWN":
        named = [entry.rpartition(" :: ")[2] for entry in metadata.get_all("Classifier") or () if "License ::" in entry]
        stated = ", ".join(name for name in named if name != "OSI Approved") or "?"
    return stated.removesuffix(" License")


def megabytes(name: str) -> float:
    """The size of a distribution's files, byte code included."""
    files = (Path(str(file.locate())) for file in INSTALLED[name].files or ())
    return sum(path.stat().st_size for path in files if path.is_file()) / 1e6


def needs(name: str, extras: Iterable[str] = ()) -> Iterator[Requirement]:
    """The requirements of an installed distribution in this environment."""
    for text in INSTALLED[name].requires or ():
        requirement = Requirement(text)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": one}) for one in ("", *extras)):
            yield requirement


def closure(requirements: Iterable[Requirement]) -> dict[str, str]:
    """Everything that some requirements bring, each with what brought it first; "" for the requirements themselves."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(requirement, "") for requirement in requirements]
    while waiting:
        requirement, by = waiting.pop(0)
        name = canonicalize_name(requirement.name)
        # with an extra a distribution needs more than without
        key = name, frozenset(requirement.extras)
        if key in seen or name not in INSTALLED or name == "baowen":
            continue
        seen.add(key)
        found.setdefault(name, by)
        waiting += [(one, name) for one in needs(name, requirement.extras)]
    return found


def reasons(text: str) -> dict[str, str]:
    """The reason beside each requirement in pyproject.toml, by the requirement as written."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        code, mark, reason = line.partition("  # ")
        if mark and '"' in code:
            found |= dict.fromkeys(re.findall(r'"([^"]+)"', code), reason.strip())
    return found


def own_extras(requirements: Iterable[str], extras: dict[str, list[str]]) -> list[Requirement]:
    """The requirements of an extra; one of this distribution itself is replaced by those of its extras."""
    found: list[Requirement] = []
    for requirement in map(Requirement, requirements):
        if canonicalize_name(requirement.name) == "baowen":
            for extra in sorted(requirement.extras):
                found += own_extras(extras[extra], extras)
        else:
            found.append(requirement)
    return found


def write() -> str:
    """The page."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)["project"]
    why, extras = reasons(text), project["optional-dependencies"]
    base = closure(map(Requirement, project["dependencies"]))
    lines = [
        "# Dependencies",
        "",
        "Made by `docs/list_dependencies.py`. Sizes are megabytes on disk on Linux, byte code (a third) included.",
        "",
        f"## Base install: {len(base)} distributions, {sum(map(megabytes, base)):.0f} MB",
        "",
        "| distribution | what it is for | licence | MB |",
        "| --- | --- | --- | --- |",
    ]
    for written in project["dependencies"]:
        name = canonicalize_name(Requirement(written).name)
        lines.append(f"| `{written}` | {why[written]} | {licence(name)} | {megabytes(name):.1f} |")
    lines += ["", "They bring along:", "", "| distribution | brought by | licence | MB |", "| --- | --- | --- | --- |"]
    lines += [f"| {name} | {by} | {licence(name)} | {megabytes(name):.1f} |" for name, by in sorted(base.items()) if by]
    lines += [
        "",
        "## Extras",
        "",
        "`pip install '.[NAME]'` in a checkout. Sizes are what an extra adds to the base; what two share "
        "counts for both.",
        "",
        "| extra | requirement | what it is for | adds | MB |",
        "| --- | --- | --- | --- | --- |",
    ]
    users = {name: listed for name, listed in extras.items() if name not in FOR_DEVELOPMENT}
    brought: dict[str, str] = {}
    for extra, listed in users.items():
        added = {name: by for name, by in closure(own_extras(listed, extras)).items() if name not in base}
        brought |= added
        total = f"{sum(map(megabytes, added)):.0f}" if added else "not installed here"
        for at, written in enumerate(listed):
            first = (f"`{extra}`", str(len(added)), total) if at == 0 else ("", "", "")
            lines.append(f"| {first[0]} | `{written}` | {why[written]} | {first[1]} | {first[2]} |")
    lines += ["", "With them come:", "", "| distribution | licence | MB |", "| --- | --- | --- |"]
    lines += [f"| {name} | {licence(name)} | {megabytes(name):.1f} |" for name in sorted(brought)]
    return "\n".join([*lines, "", SMALLER.strip(), ""])


SMALLER = """
## Can it be smaller?

Not below 100 MB: numpy and jieba alone are 115. The whole takes 209 MB of disk (27 November 2026, Python 3.11, byte
code included; pip and setuptools, which a new environment has of its own, are 25 more); the wheel itself has 2.

Who uses the console only needs none of python-telegram-bot, sqlalchemy, alembic, aiolimiter, prometheus-client and what
they bring (httpx, httpcore, h11, certifi, mako, markupsafe, typing-extensions): `ask`, `chat`, `articles`, `index` and
`eval` work without them, in 162 MB. They are no extra, because the Telegram bot is what most install 报问 for, and 162
MB is not below 100 either.

| what nobody needs here | MB | why it stays |
| --- | --- | --- |
| OpenBLAS and Fortran in numpy | 28 | its wheels have no other form |
| taggers, keywords, a neural segmenter in jieba | 35 | there is no smaller one; its words and its cutter are used |
| pygments, by which rich colours programs | 9 | rich requires it |
| wcwidth's tables | 6 | prompt_toolkit requires it |
| a static library and programs in opencc | 5 | its wheel brings them |
| byte code | 52 | `pip install --no-compile` leaves it out; where it cannot be written later, commands start slower |

## Licences

报问 is MIT. What it needs is permissive (MIT, BSD, Apache 2.0, ISC, PSF, Unlicense), but for the LGPL 3 of
python-telegram-bot and psycopg, the LGPL of chardet, and the MPL 2.0 of certifi and others, as the tables say. Each of
them allows a program of any licence to import it unchanged.
"""


if __name__ == "__main__":
    PAGE.write_text(write(), encoding="utf-8")

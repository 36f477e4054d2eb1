"""A corpus of 300 files and 10 MB among which lies every kind of bad file."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from random import Random

from tests.pages.pdf.test_streams import TEXT, make_pdf, pack

QUESTION = "城东小区哪天停水？"
ANSWER = "城东小区8月18日停水三天"
_WORDS = (
    "公园 学校 市民 今年 举行 活动 医院 道路 工程 完成 企业 生产 农民 收入 增加 游客 参观 展览 开放 图书 老人 服务 "
    "志愿者 河道 治理 水质 改善 公交 线路 开通 乘客 方便 电影 演出 音乐 比赛 选手 冠军 记录 科技 创新 项目 资金 "
).split()

SENTENCES = {
    "binary.txt": "binary.txt: the file is binary",
    "empty.txt": "empty.txt: the file is empty; skipped",
    "large.txt": "large.txt: the file is too large for a page (9.0 MB); skipped",
    "loop.pdf": "loop.pdf: the PDF says that it has 100000 pages, too many for a newspaper: 500 are read",
    "pages.toml": "pages.toml: is no valid TOML (Exceeds the limit",
    "pipe.txt": "pipe.txt: not a file but a pipe, socket or device; skipped",
    "twice.pdf": "twice.pdf: a stream of the PDF is packed twice, which only harmful files are; skipped",
    "zero.txt": "zero.txt: a link that leads out of the corpus folder; skipped",
    "local.lexicon": "cannot be opened (not a file but a pipe, socket or device); not used",
    "locked.txt": "locked.txt: cannot be opened (Permission denied); skipped",
}
"""For each bad file that is named, what its sentence holds."""
if os.name == "posix" and os.geteuid() == 0:
    # nothing is forbidden to the superuser
    del SENTENCES["locked.txt"]
DEEP = "deep.html"
"""HTML nested 50,000 deep: named, or read."""


def name_missing(said: str) -> list[str]:
    """The bad files that some lines do not name, each in one line with its sentence."""
    lines = said.splitlines()
    return [name for name, sentence in SENTENCES.items() if sum(sentence in line for line in lines) != 1]


def write_good_pages(folder: Path, count: int, size: int = 36_000) -> None:
    """Pages of different stories, of so many bytes each; the first one answers QUESTION."""
    for number in range(count):
        random = Random(number)
        stories = [f"供水公司通知\n\n　　本报讯 供水公司通知，{ANSWER}，居民请提前储水。\n"] if not number else []
        while sum(map(len, stories)) * 3 < size:
            headline = "".join(random.choices(_WORDS, k=4))
            text = "，".join("".join(random.choices(_WORDS, k=4)) for _ in range(60))
            stories.append(f"{headline}\n\n　　本报讯 {text}。\n")
        (folder / f"{number:03}.txt").write_text("\n".join(stories), encoding="utf-8")


def write_bad_files(folder: Path) -> None:
    """One file of each kind; POSIX only."""
    (folder / "empty.txt").touch()
    with open(folder / "large.txt", "wb") as file:
        file.truncate(9 * 1024 * 1024)
    if "locked.txt" in SENTENCES:
        (folder / "locked.txt").write_text("城东停水三天。\n", encoding="utf-8")
        (folder / "locked.txt").chmod(0)
    (folder / "binary.txt").write_bytes(b"\x7fELF" + bytes(range(256)) * 40)
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "local.lexicon")
    os.symlink("/dev/zero", folder / "zero.txt")
    (folder / "pages.toml").write_text("[defaults]\npage = " + "9" * 5000 + "\n", encoding="utf-8")
    (folder / DEEP).write_text("<html><body>" + "<div>" * 50_000 + "停水" + "</div>" * 50_000, encoding="utf-8")
    (folder / "loop.pdf").write_bytes(make_pdf(TEXT, kids=b"[2 0 R 3 0 R " + b"2 0 R " * 20 + b"]", count=100_000))
    twice = pack(zlib.compress(TEXT * 100_000, 9))
    (folder / "twice.pdf").write_bytes(make_pdf(twice, b"/Filter[/FlateDecode/FlateDecode]"))

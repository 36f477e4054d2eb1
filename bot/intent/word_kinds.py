"""What kind of word a word is, as far as it says where names and other phrases begin and end."""

from __future__ import annotations

from functools import cache
from pathlib import Path

CUES = {
    word: cue
    for cue, words in {
        "is": "是 为 即 系 分别是 分别为 就是 成为 作为 当 任 担任 出任 指",
        "called": "叫 名为 叫做 叫作 称为 称作 被称为 名叫 题为 命名为 取名 称",
        "at": "在 于 位于 到 至 从 自 地处 坐落 前往 抵达 来到 赴 来自 往 向 设在 落户",
        "by": "由 被 受 让 给 据 遭",
        "with": "用 以 通过 利用 使用 采用 靠 拿 凭 经 按",
        "because": "因 因为 由于 为了 旨在 导致 造成 引发 引起 源于 出于",
        "lists": "包括 有 含 包含 设有 分为 分别 如",
        "and": "和 与 及 或 以及 同 跟",
        "of": "的",
        "happens": "举行 举办 召开 开幕 闭幕 进行 登陆 启动 揭牌 开张 开业 成立 挂牌 发布 出版 上演 展出 发生 开展",
        "verb": "将 把 对 说 表示 指出 认为 了 着 过 等 等等",
    }.items()
    for word in words.split()
}
"""Words that stand before or behind a phrase, and what each says of it."""

_PATH = Path(__file__).with_name("data") / "word_kinds.txt"


@cache
def read_word_kinds() -> dict[str, str]:
    """The kinds of frequent words that are no nouns: "verb", "adjective", "function", "time".

    Function words are adverbs, conjunctions, prepositions, particles and pronouns.
    """
    lines = (line.partition(": ") for line in _PATH.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {word: kind for kind, _, words in lines for word in words.split()}

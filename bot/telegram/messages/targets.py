"""What the buttons that turn pages hold: the passage, or the part of an article, that they lead to.

A button holds no question: the bot finds it by the message that it replied to, so buttons work after a restart.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from bot.records import Article
from bot.reply import Reply

_TARGET = r"1:([0-9]{1,3}):([0-9a-f]{8})"
_ARTICLE = re.compile(rf"2:([0-9]{{1,3}}):([0-9a-f]{{8}}):({_TARGET})?")


@dataclass(frozen=True, slots=True)
class Target:
    """The passage that a button leads to.

    `first` tells whether asking again found the same passages as when the button was made. It did not if the question
    was edited, or if it refers to an earlier question that a restart lost: then the second passage would belong to
    another question.
    """

    # from 1; 0 for what the question got at first, which may be that the paper does not say
    position: int
    # checksum of the id of the first passage
    first: str

    @classmethod
    def of(cls, reply: Reply, position: int) -> Target:
        """The target at a position among the passages of a reply."""
        return cls(position, checksum(reply.first))

    @classmethod
    def parse(cls, data: str | None) -> Target | None:
        """The target that `encode` wrote; None for anything else."""
        match = re.fullmatch(_TARGET, data or "")
        return cls(int(match[1]), match[2]) if match else None

    def encode(self) -> str:
        """The callback data: the version of this format, the position, the checksum."""
        return f"1:{self.position}:{self.first}"

    def fits(self, reply: Reply) -> bool:
        """Whether `reply` shows the passage that the button was made for."""
        return Target(self.position or 1, self.first) == Target.of(reply, reply.position)


@dataclass(frozen=True, slots=True)
class ArticleTarget:
    """The part of a whole article that a button leads to."""

    # from 1
    part: int
    # checksum of the article's id
    article: str
    # what the article was opened from; None where somebody asked for it in words
    back: Target | None = None

    @classmethod
    def of(cls, article: Article, part: int, back: Target | None = None) -> ArticleTarget:
        """The target of a part of an article."""
        return cls(part, checksum(article.id), back)

    @classmethod
    def parse(cls, data: str | None) -> ArticleTarget | None:
        """The target that `encode` wrote; None for anything else."""
        match = _ARTICLE.fullmatch(data or "")
        return cls(int(match[1]), match[2], Target.parse(match[3])) if match else None

    def encode(self) -> str:
        """The callback data: the version of this format, the part, the checksum, and the target to go back to."""
        return f"2:{self.part}:{self.article}:{self.back.encode() if self.back else ''}"

    def leads_to(self, article: Article) -> bool:
        """Whether it is an article that the button leads to."""
        return self.article == checksum(article.id)


def checksum(text: str) -> str:
    """What stands for a text in a button, which holds 64 bytes at most."""
    return f"{zlib.crc32(text.encode('utf-8', 'replace')):08x}"

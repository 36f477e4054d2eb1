"""What is sent to a person in Telegram, as plain data: text with marks, and buttons. Nothing here talks to Telegram."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from bot.chat import citation
from bot.chat.replies import Replies, choose_talk_reply
from bot.records import MAX_QUESTION, Answer, Hit, Span

__all__ = ["Button", "Reply", "Run", "Target", "build_answer_reply", "build_reply", "read_question"]

# Telegram takes 4,096 UTF-16 code units in one message. The limits below add up to less, with room for the sentences
# around them. A passage has 350 characters at most, so only a corpus that is not ours meets the first.
_LONGEST_PASSAGE = 2800
_LONGEST_HEADLINE = 300
_LONGEST_FIELD = 150
_LONGEST_OTHERS = 300

_SENTENCE_END = re.compile(r"[。！？!?…；;][”’」』）)]*")
_COMMAND = re.compile(r"/ask(?:@[a-z0-9_]+)?(?![a-z0-9_])\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Some text and how it is marked."""

    text: str
    # an HTML tag that Telegram knows; None for plain text
    tag: Literal["b", "u", "code"] | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message."""

    label: str
    # what Telegram gives back when it is pressed: 64 bytes at most
    data: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: at most 4,096 UTF-16 code units of text, and a row of buttons."""

    runs: tuple[Run, ...]
    buttons: tuple[Button, ...] = ()

    def html(self) -> str:
        """The text in Telegram's HTML, everything escaped that came from a person or a page."""
        return "".join(
            f"<{run.tag}>{html.escape(run.text, quote=False)}</{run.tag}>"
            if run.tag
            else html.escape(run.text, quote=False)
            for run in self.runs
        )

    def plain(self) -> str:
        """The same text without marks."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Target:
    """The passage that a button leads to.

    A button holds no question: that is read from the message which the bot replied to, so buttons outlive a restart.
    `first` tells whether searching again found the same passages as when the button was made. It does not where the
    question was edited, or leaned on an earlier one that was forgotten in a restart: then the second passage found
    would belong to another question.
    """

    # from 1
    rank: int
    # checksum of the id of the first passage
    first: str

    @classmethod
    def for_rank(cls, answer: Answer, rank: int) -> Target:
        """The target for the passage of this rank; `answer` must have hits."""
        return cls(rank, f"{zlib.crc32(answer.hits[0].passage.id.encode('utf-8', 'replace')):08x}")

    @classmethod
    def parse(cls, data: str | None) -> Target | None:
        """The target that `encode` wrote; None for anything else."""
        match = re.fullmatch(r"1:([0-9]{1,3}):([0-9a-f]{8})", data or "")
        return cls(int(match[1]), match[2]) if match else None

    def encode(self) -> str:
        """The callback data: the version of this format, the rank, the checksum."""
        return f"1:{self.rank}:{self.first}"

    def fits(self, answer: Answer) -> bool:
        """Whether `answer` holds the passage that the button was made for."""
        return 1 <= self.rank <= len(answer.hits) and Target.for_rank(answer, self.rank) == self


def read_question(text: str | None) -> str:
    """The question in a message: its text without the command `/ask`, and without white space around it."""
    text = (text or "").strip()
    command = _COMMAND.match(text)
    return text[command.end() :].strip() if command else text


def build_reply(sentence: str) -> Reply:
    """One of the sentences of `replies`, as a message."""
    return Reply((Run(sentence),))


def build_answer_reply(answer: Answer, rank: int, replies: Replies, *, cut: bool = False) -> Reply:
    """The message that shows the passage of this rank with its article, and buttons to the passages beside it.

    Args:
        rank: from 1 to the number of hits; not looked at where there are none.
        cut: the question was longer than `MAX_QUESTION`, and the person should know.
    """
    note = [Run(replies.cut.format(limit=MAX_QUESTION) + "\n\n")] if cut else []
    if answer.talk:
        return Reply((Run(choose_talk_reply(answer.talk, replies)),))
    if answer.suggestion:
        note.append(Run(_clip(replies.suggestion.format(question=answer.suggestion), _LONGEST_PASSAGE) + "\n\n"))
    if answer.band == "silent" or not answer.hits:
        # what is nearest is no answer, and a person on a phone should not have to find that out by reading it
        return Reply((*note, Run(replies.not_found)))
    hit = answer.hits[rank - 1]
    if not answer.answered:
        note.append(Run((replies.nearest if rank == 1 else replies.also_near) + "\n\n"))
    # Bold says "here is your answer"; among passages that are only near there is none to point at.
    bold = answer.answering(hit) if answer.answered else ()
    passage = _passage(hit, bold, hit.highlights if answer.answered else ())
    return Reply((*note, *passage, Run("\n\n"), *_source(hit, replies)), tuple(_buttons(answer, rank, replies)))


def _buttons(answer: Answer, rank: int, replies: Replies) -> Iterator[Button]:
    total = len(answer.hits)
    for label, other in ((replies.previous_passage, rank - 1), (replies.next_passage, rank + 1)):
        if 1 <= other <= total:
            yield Button(label.format(rank=other, total=total), Target.for_rank(answer, other).encode())


def _passage(hit: Hit, bold: Sequence[Span], sentences: Sequence[Span]) -> Iterator[Run]:
    """The passage: what answers is bold, and where that is less than the sentences, the rest of these underlined."""
    text = _whole_sentences(hit.passage.text, _LONGEST_PASSAGE)
    borders = {
        0,
        len(text),
        *(min(place, len(text)) for span in (*bold, *sentences) for place in (span.start, span.end)),
    }

    def inside(spans: Sequence[Span], start: int, end: int) -> bool:
        return any(span.start <= start and end <= span.end for span in spans)

    for start, end in pairwise(sorted(borders)):
        tag: Literal["b", "u"] | None = (
            "b" if inside(bold, start, end) else "u" if inside(sentences, start, end) else None
        )
        yield Run(text[start:end], tag)
    if len(text) < len(hit.passage.text):
        yield Run(" ……")


def _source(hit: Hit, replies: Replies) -> Iterator[Run]:
    """The lines that say where a passage stands: headline; authors, newspaper and date; file and lines."""
    article = hit.article
    if article.headline:
        yield Run("📰 " + replies.headline.format(headline=_clip(article.headline, _LONGEST_HEADLINE)) + "\n")
    facts = (citation.format_authors(article, replies), citation.format_issue(hit, replies))
    if any(facts):
        yield Run(" ".join(_clip(fact, _LONGEST_FIELD) for fact in facts if fact) + "\n")
    if file := hit.passage.file or article.file:
        # Marked as code, because Telegram would make a link of a name such as "page.md".
        yield Run(_clip(file, _LONGEST_FIELD), "code")
        yield Run(" ")
    yield Run(citation.format_lines(hit, replies))
    if others := citation.format_other_places(hit, replies):
        yield Run("\n" + _clip(others, _LONGEST_OTHERS))


def _units(text: str) -> int:
    """The length as Telegram counts it, in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _head(text: str, limit: int) -> str:
    """The longest beginning of `text` that has at most `limit` UTF-16 code units."""
    while _units(text) > limit:
        text = text[: len(text) - max(1, (_units(text) - limit) // 2)]
    return text


def _clip(text: str, limit: int) -> str:
    """`text`, with its end replaced by … where it has more than `limit` UTF-16 code units."""
    return text if _units(text) <= limit else _head(text, limit - 1) + "…"


def _whole_sentences(text: str, limit: int) -> str:
    """The whole sentences at the beginning of `text` that fit in `limit` units; where none does, what fits."""
    head = _head(text, limit)
    if len(head) == len(text):
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(head)]
    return head[: ends[-1]] if ends else head

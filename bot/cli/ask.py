"""`baowen ask`: one question, or one on each line of standard input."""

from __future__ import annotations

import codecs
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

import click

from bot.cli.command import (
    CorpusCommand,
    Failure,
    check_days,
    filter_options,
    index_option,
    plain_option,
    print_json,
)
from bot.cli.corpus.choice import CorpusPlace, choose_corpus
from bot.cli.corpus.notices import print_notice, print_unmet
from bot.cli.corpus.opening import make_page_locator, open_retriever
from bot.errors import QuestionError
from bot.sentence import Sentence
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.reply import Reply

STDIN = "-"
# In bytes; a longer line, as of a device that never ends one, would fill the memory.
LONGEST_LINE = 1_000_000
# the beginning of what is meant as a JSON object: a question may begin with a brace, too, but hardly with a quotation
# mark or a Latin letter after it
_OBJECT = re.compile(r"""\{\s*(["'}A-Za-z]|$)""")

Show = Callable[["Reply", float], None]
"""Prints a reply that took so many seconds, with the explanations of its answer if it has any."""


@click.command(cls=CorpusCommand, short_help="Answer one question, or one on each line of standard input.")
@click.argument("words", nargs=-1, metavar="QUESTION")
@click.option(
    "-k", "k", type=click.IntRange(1, 100), default=None, metavar="N", help="How many passages at most. Default: 3."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on one line for each question.")
@click.option(
    "--why", count=True, help="Also say what each hit's score and the confidence consist of; twice, all of it."
)
@filter_options
@plain_option
@index_option
def ask(
    corpus: tuple[str, ...],
    index: str | None,
    words: tuple[str, ...],
    k: int | None,
    as_json: bool,
    why: int,
    newspaper: str | None,
    since: str | None,
    until: str | None,
    plain: bool,
) -> None:
    """Answer one QUESTION, quoted or not, or with - one question on each line of standard input.

    A line may also be {"question": "…", "history": ["an earlier question", …]}. Answers come in the same order. Exit
    status 0 also where the paper does not answer, and 1 where a line is broken.
    """
    # in a locale that is not UTF-8 the bytes of an argument arrive as surrogates
    question = " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if question != STDIN and not any(map(str.isalnum, question)):
        raise QuestionError("the question has no words: write what you want to know behind baowen ask")
    check_days(since, until)
    settings = read_settings()
    place = choose_corpus(corpus, index, settings)
    retriever = open_retriever(place, settings)
    print_unmet(retriever, newspaper, since, until)
    show = _show_json if as_json else _make_terminal_printer(question == STDIN, why, plain, settings, place)
    broken = 0
    lines = _read_question_lines() if question == STDIN else [(question, (), "")]
    for number, (text, history, fault) in enumerate(lines, start=1):
        if fault:
            broken += 1
            print_notice("line {line}: {problem}", line=number, problem=Sentence.of(fault))
            if as_json:
                # a program counts the lines
                print_json({"line": number, "question": text, "error": fault})
            continue
        if not text and not as_json:
            # nothing was asked
            continue
        _print_cut(text, settings)
        start = time.perf_counter()
        reply = retriever.reply(
            text, history, k or settings.passages, newspaper=newspaper, since=since, until=until, why=why > 0
        )
        show(reply, time.perf_counter() - start)
        sys.stdout.flush()
    if broken:
        raise Failure("{broken} of {lines} lines of standard input were broken", broken=broken, lines=number)


def _read_question_lines() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """The lines of standard input: each a question, or a JSON object with one.

    Yields:
        The question, its history, and what is wrong with the object; "" where nothing is.
    """
    import json

    for line in _read_lines(sys.stdin.buffer):
        text = line.strip().lstrip("\ufeff")
        if not _OBJECT.match(text):
            yield text, (), ""
            continue
        try:
            record = json.loads(text)
        except json.JSONDecodeError as error:
            yield "", (), Sentence("no JSON from character {at} on", at=error.pos + 1)
            continue
        question, history = record.get("question"), record.get("history") or []
        entries = history if isinstance(history, list) else [history]
        earlier = tuple(entry for entry in entries if isinstance(entry, str))
        is_whole = isinstance(question, str) and isinstance(history, list) and len(earlier) == len(entries)
        fault = "" if is_whole else '"question" takes a text and "history" a list of texts'
        yield (question.strip() if isinstance(question, str) else ""), earlier, fault


def _read_lines(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream as they come; of a file in UTF-16, as Windows PowerShell writes it, all at its end."""
    first = stream.readline(LONGEST_LINE)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from (first + stream.read()).decode("utf-16", "replace").splitlines()
    else:
        for line in chain([first] if first else [], iter(lambda: stream.readline(LONGEST_LINE), b"")):
            if len(line) == LONGEST_LINE:
                raise Failure(
                    "a line of standard input has {most:,} bytes or more: that is no question", most=LONGEST_LINE
                )
            yield _decode_line(line)


def _decode_line(line: bytes) -> str:
    """A line in UTF-8, or in GBK as Windows saves a text file in China."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("gb18030", "replace")


def _print_cut(text: str, settings: Settings) -> None:
    """Prints what of a text is looked up, where that is not all of it."""
    from bot.conversation import find_question

    if find_question(text) == text:
        return
    # few texts are so long, and the sentences of conversations take a twentieth of the time of one question to load
    from bot.chat.replies import choose_replies
    from bot.chat.sentences import describe_cut

    print_notice(describe_cut(text, choose_replies(settings.terminal_language)))


def _show_json(reply: Reply, seconds: float) -> None:
    from bot.adapters.json_records import reply_record

    record = reply_record(reply, seconds)
    for hit, explanation in zip(record["hits"], reply.answer.explanations, strict=False):
        hit["why"] = asdict(explanation)
    print_json(record)


def _make_terminal_printer(with_question: bool, why: int, plain: bool, settings: Settings, place: CorpusPlace) -> Show:
    """The function that prints a reply for a person, under its question where several are asked."""
    from bot.chat.replies import choose_replies
    from bot.console.screen import Screen, make_console
    from bot.conversation import find_question
    from bot.conversation.passage_order import find_near

    replies = choose_replies(settings.terminal_language)
    screen = Screen(make_console(plain=plain), replies, make_page_locator(place))

    def show(reply: Reply, seconds: float) -> None:
        answer = reply.answer
        if with_question:
            # of a long message what is looked up
            screen.console.print(f"{replies.console.prompt}{find_question(answer.question)}", soft_wrap=True)
        screen.show_reply(reply)
        if not why:
            return
        # the tables of the terminal library take as long to load as the rest of it
        from bot.console.explanation import show_explanation, show_rule

        if not answer.explanations:
            show_rule(screen, answer)
        # of a refusal the nearest passage, which says why it is one
        most = 1 if answer.band == "silent" and why == 1 else None
        for hit, explanation in zip(find_near(answer)[:most], answer.explanations, strict=False):
            show_explanation(screen, answer, hit, explanation, hit.rank, all_reasons=why > 1)

    return show

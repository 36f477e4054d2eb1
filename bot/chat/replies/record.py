"""The names of the sentences that a person reads, with what each of them says and is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from bot.records import Talk

if TYPE_CHECKING:
    from bot.chat.replies.console import ConsoleReplies
    from bot.chat.replies.desk import DeskReplies
    from bot.chat.replies.feedback import FeedbackReplies
    from bot.chat.replies.filters import FilterReplies
    from bot.chat.replies.listing import ListingReplies
    from bot.chat.replies.paging import PagingReplies
    from bot.chat.replies.service import ServiceReplies
    from bot.chat.replies.web import WebReplies

__all__ = ["Replies"]


@dataclass(frozen=True, slots=True)
class Replies:
    """The sentences of one language. Those with {fields} are filled with `str.format`."""

    language: Literal["chinese", "english"]
    # between two sentences
    sentence_separator: str
    # the paper does not answer the question
    not_found: str
    # put before an answer that is not sure
    unsure: str
    # as not_found, with the nearest passages below it
    nearest: str
    # no article has these {words} of the question, each in quotation marks: before the nearest passages, and instead
    unknown: str
    words_not_found: str
    quoted: str
    # all words of the question are in the paper: the {headline} of the article that comes nearest to it
    nearest_article: str
    # the question has a slip, and is not answered: {question} is what may have been meant
    suggestion: str
    # the {question}, without words that no article has, is answered; and it was looked up, as one without a slip is
    rewording: str
    reworded: str
    # what is said to each kind of talk; to what concerns the article at hand, where there is none
    talk: Mapping[Talk, str]
    # put before another passage of the last question: one of the same article, one of another, one that is offered
    # because the first was not what was asked, the first once more
    same_article: str
    other_article: str
    offered: str
    once_more: str
    # put before headlines, the newest or those on a subject; and how one of them is read
    headlines: str
    # put before what is said of an article where the last question was not answered: it is that of the question before
    earlier: str
    # put before an article without a headline
    whole_article: str
    # there is no other passage or headline, also after the first was not what was asked
    no_more: str
    nothing_offered: str
    which: str
    # nor is there one before the first
    first: str
    # where the passage stands, who wrote it and when it was printed, each with the article below it
    source: str
    author: str
    no_author: str
    date_of: str
    no_date: str
    # the question is empty, or holds nothing that can be looked up
    empty_question: str
    # something went wrong on our side
    failed: str

    # the first words to a new person, and how to ask
    start: str
    # put behind it: {questions} that the corpus answers
    examples: str
    help: str
    # what the commands do, in Telegram's menu of commands
    menu_ask: str
    menu_help: str
    menu_new: str
    menu_privacy: str
    menu_forget: str
    # a photo, a voice message or a sticker instead of a question
    text_only: str
    # what is being done while an index is made
    reading: str
    indexing: str
    pushing: str
    encoding: str
    # put before an answer when only a part of a long message was used: its first {limit} characters, or one {question}
    cut: str
    cut_to: str
    # as nearest, with another passage than the nearest one
    also_near: str
    # a button that can no longer be used
    expired: str
    # a button below the answer to somebody else's question
    not_yours: str
    # somebody sends more messages in a minute than are answered
    too_many: str
    # put behind `failed`: what the operator finds in the log
    reference: str
    # what is kept about people for so many {days}, with what concerns the desk where there is one; that it was deleted
    privacy: str
    privacy_desk: str
    forgotten: str
    # the buttons: {rank} of {total} is the passage that they lead to
    next_passage: str
    previous_passage: str
    # where a passage stands: {headline}; {names} of a text's and of a photo's authors; {year}, {month}, {day};
    # number of the {page} as printed; {first} and {last} line of the file; other {places} of the same article
    headline: str
    written_by: str
    photo_by: str
    name_separator: str
    # of each newspaper that there is, on a line with its {days} and how many {articles} it has; the {name} that stands
    # for pages without one; from the {first} to the {last} of so many {issues}, or none; that there are {count} more;
    # and what to ask for next
    newspaper: str
    unnamed: str
    between: str
    undated: str
    more_newspapers: str
    ask_newest: str
    # the first {names} of {count} people
    many_names: str
    date: str
    page: str
    line: str
    lines: str
    # the {lines} are those of the whole article and not of a passage
    lines_of_all: str
    also: str
    place_separator: str

    # Groups of sentences: each is read from the file of its name when it is first needed, because most questions need
    # few of them.

    # the terminal
    console: ConsoleReplies = field(init=False)
    # the desk; ratings, and answers that come later; buttons that turn pages
    desk: DeskReplies = field(init=False)
    feedback: FeedbackReplies = field(init=False)
    paging: PagingReplies = field(init=False)
    # the web page
    web: WebReplies = field(init=False)
    # for a browser: what was read of pages
    listing: ListingReplies = field(init=False)
    # what a choice of newspaper and days leaves out
    filters: FilterReplies = field(init=False)
    # who may use the bot, what it reads, and its figures
    service: ServiceReplies = field(init=False)

    # type checkers do not see this, because they would take every misspelt name for a group
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """A group that was not read yet."""
            if name not in self.__dataclass_fields__:
                raise AttributeError(f"there are no {name!r} among the replies")
            group = getattr(import_module(f"bot.chat.replies.{name}"), f"{self.language}_{name}".upper())
            object.__setattr__(self, name, group)
            return group

"""The conversation in a terminal: what is typed, line by line, and what it gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.text import Text

from bot.chat.corpus_summary import CorpusSummary, describe_corpus
from bot.chat.replies import LANGUAGES, Replies, say_error
from bot.chat.requests import ANOTHER, MORE, NEWEST, WHOLE_ARTICLE
from bot.chat.sentences import describe_cut
from bot.console.commands import CommandName, find_nearest, read_command
from bot.console.explanation import show_explanation, show_rule
from bot.console.screen import Screen
from bot.conversation import CHOSEN_AMONG, LAST, MOST_HEADLINES, Conversation, show_passage, take_turn
from bot.errors import ServiceError
from bot.records import AnswerFunction
from bot.reply import Reply


@dataclass(frozen=True, slots=True)
class AskedCorpus:
    """What a conversation needs of a corpus."""

    answer: AnswerFunction
    # the same answer with its `explanations`, one for each hit
    explain: AnswerFunction
    # which newspapers it has
    summarize: Callable[[], CorpusSummary]


class Session:
    """One conversation.

    Args:
        corpus: answers the questions.
        screen: where the answers go.
        k: how many passages can be seen for one question: the best at once, the others with /more.
    """

    def __init__(self, corpus: AskedCorpus, screen: Screen, k: int) -> None:
        self.corpus = corpus
        self.screen = screen
        self.k = k
        self._conversation = Conversation()
        # of the passage that is shown, its place among those of the question
        self._position = 1

    def run(self, read_line: Callable[[], str]) -> None:
        """Answers until the person leaves.

        Args:
            read_line: gives the next line that the person typed; raises EOFError at the end of the input, which ends
                the conversation, and KeyboardInterrupt on Ctrl-C, which twice in a row ends it too.
        """
        self.screen.say(self._replies.console.start)
        is_interrupted = False
        while True:
            try:
                line = read_line()
            except EOFError:
                self.screen.console.print()
                break
            except KeyboardInterrupt:
                if is_interrupted:
                    break
                is_interrupted = True
                self.screen.say(self._replies.console.interrupted, style="dim")
                continue
            is_interrupted = False
            try:
                if not self.take_line(line):
                    break
            except KeyboardInterrupt:
                # the answer is no longer wanted
                self.screen.console.print()
            except ServiceError as error:
                self.screen.say(self._replies.failed)
                self.screen.say(say_error(error, self._replies), style="dim")
        self.screen.say(self._replies.console.goodbye)

    def take_line(self, line: str) -> bool:
        """Does what a line says; whether the conversation goes on."""
        command = read_command(line)
        if command is None:
            if line.strip():
                if notice := describe_cut(line.strip(), self._replies):
                    self.screen.say(notice)
                self._ask(line.strip())
            return True
        name, argument = command
        if name is None:
            typed, nearest = line.split()[0], find_nearest(line.split()[0])
            sentence = self._replies.console.nearest_command if nearest else self._replies.console.unknown_command
            self.screen.say(sentence.format(command=typed, nearest=nearest))
        elif name == "quit":
            return False
        else:
            self._obey(name, argument)
        return True

    @property
    def _replies(self) -> Replies:
        return self.screen.replies

    def _obey(self, name: CommandName, argument: str) -> None:
        said = self._replies.console
        if argument and name in ("help", "hot"):
            self.screen.say(said.no_argument.format(command=f"/{name}", argument=argument))
        if name == "help":
            self.screen.say(said.help)
        elif name == "corpus":
            if argument:
                self.screen.say(said.other_corpus)
            for sentence in describe_corpus(self.corpus.summarize(), self._replies):
                self.screen.say(sentence)
        elif name == "lang":
            self._choose_language(argument)
        elif name == "why":
            self._explain(argument)
        elif name == "full":
            self._show_whole(argument)
        elif name == "new":
            self._ask(ANOTHER)
            if argument:
                self._ask(argument)
        elif name == "hot":
            self._ask(NEWEST)
        elif not argument or argument.isdecimal():
            self._ask(argument or MORE)
        else:
            self._choose(argument)

    def _ask(self, text: str) -> None:
        reply, self._conversation = take_turn(self.corpus.answer, self._conversation, text, self.k)
        if text.isdecimal() and reply.kind in ("no_more", "talk"):
            self._deny(text)
        else:
            self._show(reply)

    def _show(self, reply: Reply) -> None:
        self.screen.show_reply(reply, most=1)
        if reply.hit:
            self._position = reply.position
        if reply.answer.talk == "farewell":
            self.screen.say(self._replies.console.leaving, style="dim")
        further = reply.total - reply.position
        if reply.kind in ("answer", "passage") and reply.hit and further > 0:
            self.screen.say(Text(self._replies.console.more_hint.format(count=further), style="dim"))

    def _choose_language(self, argument: str) -> None:
        chosen = LANGUAGES.get(argument.lower())
        if chosen is None:
            said = self._replies.console
            if argument:
                self.screen.say(said.no_language.format(argument=argument))
            commands = self._replies.name_separator.join(f"/lang {language}" for language in LANGUAGES)
            self.screen.say(said.languages.format(languages=commands))
        else:
            self.screen.replies = chosen
            self.screen.say(chosen.console.language)

    def _show_whole(self, argument: str) -> None:
        """Shows the whole article of the passage or headline with a number, or of the one that is shown."""
        if argument.isdecimal() and self._conversation.has_headlines:
            self._ask(argument)
        elif not argument or self._choose(argument):
            self._ask(WHOLE_ARTICLE)

    def _choose(self, argument: str) -> bool:
        """Makes the passage with a number the one that is shown; whether there is one, else it is said."""
        number = int(argument) if argument.isdecimal() and len(argument) < 4 else 0
        if number:
            reply, self._conversation = show_passage(self.corpus.answer, self._conversation, number, self.k)
            if reply:
                self._position = reply.position
                return True
        self._deny(argument)
        return False

    def _deny(self, argument: str) -> None:
        """Says that no passage or headline has a number, and which numbers there are."""
        if self._conversation.has_headlines:
            *before, question = self._conversation.asked
            count = len(self.corpus.answer(question, before, MOST_HEADLINES).hits)
        else:
            last, _ = show_passage(self.corpus.answer, self._conversation, LAST, self.k)
            count = last.total if last else 0
        if not count:
            self.screen.say(self._replies.talk["article"])
            return
        said = self._replies.console
        self.screen.say((said.no_passage if count > 1 else said.one_passage).format(argument=argument, count=count))

    def _explain(self, argument: str) -> None:
        """Says why a passage was found: the one with a number, or the one that is shown, or else the first."""
        if argument and not self._choose(argument):
            return
        asked = self._conversation.asked
        if not asked:
            self.screen.say(self._replies.console.nothing_to_explain)
            return
        answer = self.corpus.explain(asked[-1], asked[:-1], max(self.k, CHOSEN_AMONG))
        pairs = list(zip(answer.hits, answer.explanations, strict=False))
        shown = [pair for pair in pairs if pair[0].passage.id == self._conversation.shown]
        number = self._position if shown else 1
        shown = shown or pairs[:1]
        if not shown and answer.talk == "browse":
            self.screen.say(self._replies.console.nothing_scored)
        elif not shown:
            show_rule(self.screen, answer)
        for hit, explanation in shown:
            show_explanation(self.screen, answer, hit, explanation, number)

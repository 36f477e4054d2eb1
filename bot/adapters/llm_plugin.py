"""A plugin for simonw/llm: the corpus as tools of a model, and passages as fragments of a prompt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import llm

from bot.adapters.passages import Lookup
from bot.chat.citation import cite
from bot.chat.replies import CHINESE
from bot.chat.sentences import describe_refusal
from bot.retriever import Retriever
from bot.settings import read_settings
from bot.text.user_dictionary import NO_USER_DICTIONARY, read_user_dictionary


@lru_cache(maxsize=1)
def _open_corpus() -> Retriever:
    """The corpus of the settings, as `baowen ask` opens it."""
    settings = read_settings()
    if settings.index_served is not None:
        return Retriever.open(settings.index_served, encoder=settings.encoder)
    paths = [settings.corpus]
    words = read_user_dictionary(settings.words)[0] if settings.words else NO_USER_DICTIONARY
    return Retriever.refreshed(
        paths,
        settings.index_folder(paths),
        max_bytes=settings.max_page_bytes,
        user_dictionary=words,
        encoder=settings.encoder,
    )


def newspaper_answer(question: str) -> str:
    """The answer of a local Chinese newspaper to a question in Chinese, word for word with its source.

    Where the newspaper does not answer, it says so: then tell the person that the newspaper does not say.
    """
    answer = Lookup(_open_corpus()).ask(question)
    if not answer.answered:
        return describe_refusal(replace(answer, band="silent"), CHINESE)
    return f"{answer.hits[0].passage.text}\n（{cite(answer.hits[0], CHINESE)}）"


def newspaper_passages(question: str) -> str:
    """The best passages of a local Chinese newspaper for a question or some words in Chinese, with their sources."""
    hits = _open_corpus().search(question)
    return "\n\n".join(f"{hit.passage.text}\n（{cite(hit, CHINESE)}）" for hit in hits) or CHINESE.not_found


@llm.hookimpl
def register_tools(register: Callable[[Callable[[str], str]], None]) -> None:
    """`llm -T newspaper_answer …`: a model looks things up by itself."""
    register(newspaper_answer)
    register(newspaper_passages)


@llm.hookimpl
def register_fragment_loaders(register: Callable[[str, Callable[[str], list[llm.Fragment]]], None]) -> None:
    """`llm -f baowen:QUESTION …`: what the paper has on a question stands before the prompt."""
    register("baowen", _load_fragments)


def _load_fragments(argument: str) -> list[llm.Fragment]:
    """The passages that `baowen ask` shows for a question, each with its citation; where they answer not, none."""
    found = Lookup(_open_corpus(), only_answers=True).find(argument)
    if not found:
        raise ValueError(f"the paper does not say: {argument}")
    return [llm.Fragment(passage.text, str(passage.metadata["citation"])) for passage in found]

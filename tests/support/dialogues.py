"""Plays the dialogues of tests/data/dialogues.jsonl: `python -m tests.support.dialogues [--update]`.

Four people (a mother, a shop owner, a pensioner, a bored teenager) speak with the bot about the seeds; who wrote their
lines has not seen the program. Each turn has what the person expects, what is shown, and whether that is `good`: read
and judged as that person would. Without --update it prints the turns that now show something else; with it they are
written, those that changed with `good` as null, to be judged by hand.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot import Conversation, Reply, Retriever, take_turn
from bot.settings import default_corpus

PATH = Path(__file__).parents[1] / "data" / "dialogues.jsonl"
# So much of a passage tells which one it is.
BEGINNING = 24


def describe(reply: Reply) -> str:
    """What is shown, in one line: the kind of reply, the talk or how sure it is, the page, how its passage begins."""
    parts: list[str] = [reply.kind, reply.answer.talk or reply.answer.band or ""]
    if reply.hit:
        parts += [(reply.hit.article.file or "")[:3], reply.hit.passage.text[:BEGINNING]]
    return " ".join(parts)


def play(retriever: Retriever, dialogue: dict[str, Any]) -> Iterator[str]:
    """What each turn of a dialogue shows."""
    conversation = Conversation()
    for turn in dialogue["turns"]:
        reply, conversation = take_turn(retriever.answer, conversation, turn["text"])
        # a conversation that is stored goes on as one that is not
        conversation = Conversation.from_dict(json.loads(json.dumps(conversation.to_dict())))
        yield describe(reply)


def read_dialogues() -> list[dict[str, Any]]:
    """The dialogues of the file, in order."""
    return [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Prints what differs from the file, or writes it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    retriever, dialogues = Retriever.from_folder(default_corpus()), read_dialogues()
    for dialogue in dialogues:
        for turn, shown in zip(dialogue["turns"], play(retriever, dialogue), strict=True):
            if turn.get("shown") != shown:
                print(f"{turn['text']} ({turn['expect']})\n  was: {turn.get('shown')}\n  now: {shown}")
                turn.update(shown=shown, good=None)
    satisfying = sum(all(turn["good"] for turn in dialogue["turns"]) for dialogue in dialogues)
    turns = [turn["good"] for dialogue in dialogues for turn in dialogue["turns"]]
    print(f"{satisfying} of {len(dialogues)} dialogues good throughout, {sum(map(bool, turns))} of {len(turns)} turns")
    if options.update:
        lines = [json.dumps(dialogue, ensure_ascii=False) for dialogue in dialogues]
        PATH.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

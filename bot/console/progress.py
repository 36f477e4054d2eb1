"""Progress bars for the making of an index, on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from bot.chat.replies import Replies


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Pages or articles a second."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


@contextmanager
def progress_bars(console: Console, replies: Replies) -> Iterator[Callable[[str, int, int], None]]:
    """Gives what draws a bar for each step, with its rate and the remaining time; they are cleared at the end.

    Nothing is drawn before the first step begins.

    Args:
        console: where they are shown.
        replies: the language.
    """
    names = {"read": replies.reading, "index": replies.indexing, "push": replies.pushing, "vectors": replies.encoding}
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn()
    progress = Progress(*columns, console=console, transient=True)
    tasks: dict[str, TaskID] = {}

    def show(step: str, done: int, total: int) -> None:
        if step not in tasks:
            progress.start()
            tasks[step] = progress.add_task(names[step], total=total)
        progress.update(tasks[step], completed=done)

    try:
        yield show
    finally:
        progress.stop()

"""Progress bars for the making of an index, on a terminal."""

from __future__ import annotations

from types import TracebackType

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

__all__ = ["ProgressBars"]


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Pages or articles a second."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


class ProgressBars:
    """A bar for each step, with its rate and the remaining time; they are cleared at the end.

    Args:
        console: where they are shown.
        replies: the language.
    """

    def __init__(self, console: Console, replies: Replies) -> None:
        self._names = {"read": replies.reading, "index": replies.indexing, "push": replies.pushing}
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def show(self, step: str, done: int, total: int) -> None:
        """Shows how much of a step is done; nothing is shown before the first step begins."""
        if step not in self._tasks:
            self._progress.start()
            self._tasks[step] = self._progress.add_task(self._names[step], total=total)
        self._progress.update(self._tasks[step], completed=done)

    def __enter__(self) -> ProgressBars:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

"""How far something has come, on stderr: a bar for each document, or a line a step where nobody watches live."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, ProgressColumn, TaskID, TextColumn

from assistant.entrypoints.terminal import messages


class Bars:
    """Bars that go when the work is done; on a stderr that is no terminal, a line for each step begun."""

    def __init__(self, unit: ProgressColumn) -> None:
        console = messages()
        self._live = console.is_terminal
        self._console = console
        self._steps: dict[str, str] = {}
        self._tasks: dict[str, TaskID] = {}
        columns = (TextColumn("{task.description}"), BarColumn(), unit, TextColumn("{task.fields[step]}"))
        self._progress = Progress(*columns, console=console, transient=True, disable=not self._live)

    @classmethod
    def counting(cls) -> Self:
        """Bars of so many out of so many."""
        return cls(MofNCompleteColumn())

    @classmethod
    def downloading(cls) -> Self:
        """Bars of bytes."""
        return cls(DownloadColumn())

    @property
    def live(self) -> bool:
        """Whether somebody watches."""
        return self._live

    def show(self, name: str, step: str, done: int, total: int | None) -> None:
        """Move the bar of ``name``; a step of its own begins it anew."""
        if not self._live:
            if self._steps.get(name) != step:
                self._console.print(f"{name}: {step}", soft_wrap=True)
            self._steps[name] = step
            return
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=total, step=step)
        self._progress.update(self._tasks[name], completed=done, total=total, step=step)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._progress.stop()

"""The speed of a batch, beside its bar."""

from rich.progress import ProgressColumn, Task
from rich.text import Text


class RateColumn(ProgressColumn):
    """Rows a second, or a minute when they are slow."""

    def render(self, task: Task) -> Text:
        """The speed; nothing until it is known."""
        if not task.speed:
            return Text("")
        return Text(f"{task.speed:.1f} rows/s" if task.speed >= 1 else f"{task.speed * 60:.1f} rows/min")

"""What grounding says of a quotation, for people: the verdict, the passage in its place, and what was changed."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from service.article import Span
from service.findings import Located, Verdict
from service.render.lines import Line, laid_out
from service.render.places import line_of
from service.render.words import shown

_AROUND = 80
"""Characters shown at most on either side of a passage."""
_SAID: dict[Verdict, str] = {
    "verbatim": "✓ Yes, word for word.",
    "typography": "✓ Yes, but for marks, spaces or the first letter's case.",
    "elided": "✓ Yes, with words left out where the quotation says so.",
    "altered": "✗ No: a passage is close, and it was changed.",
    "not_found": "✗ No: the article has no such passage.",
}


def page(located: Located, text: str, *, width: int = 80, colour: bool = False) -> str:
    """What was found of a quotation in ``text``, as lines of at most ``width`` columns."""
    return laid_out(_lines(located, text), width=width, colour=colour)


def place(text: str, span: Span) -> str:
    """Where a span begins: its line and column, from 1, as an editor counts them."""
    return f"{line_of(text, span.start)}:{span.start - text.rfind(chr(10), 0, span.start)}"


def _lines(located: Located, text: str) -> Iterator[Line]:
    yield 0, Text(_SAID[located.verdict], style="bold green" if located.spans else "bold red")
    passages = located.spans or ((located.near,) if located.near else ())
    if passages:
        yield 0, Text()
        yield 2, _rows([(place(text, span), _passage(span, text)) for span in passages])
    if located.diff:
        yield 0, Text()
        legend = Text("What was changed: ", "bold")
        legend.append("[-the article's words-]", "not bold red").append("{+the quotation's+}", "not bold green")
        yield 2, legend
        yield 4, _rows([(", ".join(edit.kinds), _edit(edit.article, edit.claimed)) for edit in located.diff])
    if located.ties:
        yield 0, Text()
        places = ", ".join(place(text, span) for span in located.ties)
        yield 2, Text(f"It stands as well at {places}; --after tells the places apart.")


def _rows(rows: list[tuple[str, Text]]) -> Table:
    """Text beside short words that name it."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for named, words in rows:
        table.add_row(named, words)
    return table


def _edit(article: str, claimed: str) -> Text:
    line = Text(f"[-{shown(article)}-]" if article else "", style="red")
    return line.append(f"{{+{shown(claimed)}+}}" if claimed else "", style="green" if article else "not red green")


def _passage(span: Span, text: str) -> Text:
    """The span in brackets, with the words around it on its own line."""
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    line_end = text.find("\n", span.end)
    last = min(line_end if line_end >= 0 else len(text), span.end + _AROUND)
    before, after = text[first : span.start], text[span.end : last]
    if first and text[first - 1] != "\n":
        before = f"… {before.partition(' ')[2]}"
    if last < len(text) and text[last] != "\n":
        after = f"{after.rpartition(' ')[0]} …"
    line = Text(_edged(before), "dim").append(f"[{shown(span.text)}]", "not dim bold")
    return line.append(_edged(after), "dim")


def _edged(text: str) -> str:
    """``shown``, with the white space at either end kept as one space."""
    return (" " if text[:1].isspace() else "") + shown(text) + (" " if text.strip() and text[-1:].isspace() else "")

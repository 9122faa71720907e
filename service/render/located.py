"""What grounding says of a quotation, for people: the verdict, the passage in its place, and what was changed."""

from rich.console import Console
from rich.text import Text

from service.findings import Located, Span, Verdict
from service.render.words import shown

_AROUND = 60
_SAID: dict[Verdict, str] = {
    "verbatim": "Yes, word for word.",
    "typography": "Yes, but for marks, spaces or the first letter's case.",
    "elided": "Yes, with words left out where the quotation says so.",
    "altered": "No: a passage is close, and it was changed.",
    "not_found": "No: the article has no such passage.",
}


def show(console: Console, located: Located, text: str) -> None:
    """Print what was found of a quotation in ``text``."""
    console.print(Text(_SAID[located.verdict], style="bold green" if located.spans else "bold red"))
    for span in located.spans or ((located.near,) if located.near else ()):
        console.print(_passage(span, text))
    for edit in located.diff:
        line = Text(f"  {', '.join(edit.kinds)}: ")
        line.append(f"[-{shown(edit.article)}-]" if edit.article else "", style="red")
        line.append(f"{{+{shown(edit.claimed)}+}}" if edit.claimed else "", style="green")
        console.print(line)
    if located.ties:
        places = ", ".join(_place(span, text) for span in located.ties)
        console.print(f"  It also stands at {places}.", highlight=False)


def _passage(span: Span, text: str) -> Text:
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    line = Text(f"  {_place(span, text)}  …{shown(before)}")
    line.append(f"⟦{shown(span.text)}⟧", style="bold")
    line.append(f"{shown(after)}…")
    return line


def _place(span: Span, text: str) -> str:
    line = text.count("\n", 0, span.start) + 1
    return f"{line}:{span.start - text.rfind(chr(10), 0, span.start)}"

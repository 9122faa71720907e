"""What a check says of a text, for people: each sentence with its verdict, the passages it rests on, its problems."""

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from service.findings import Checked, SummarySentence
from service.render.lines import Line, laid_out
from service.render.located import place
from service.render.words import counted, shown

_NARROW = 60
"""Columns below which the verdicts stand above the sentences, not beside them."""


def page(checked: Checked, article: str, *, width: int = 80, colour: bool = False) -> str:
    """What was found of a text's sentences in ``article``, as lines of at most ``width`` columns."""
    return laid_out(_lines(checked, article, narrow=width < _NARROW), width=width, colour=colour)


def _lines(checked: Checked, article: str, *, narrow: bool) -> Iterator[Line]:
    for sentence in checked.sentences:
        words = _words(sentence, article)
        if narrow:
            yield 0, _verdict(sentence)
            yield 2, words
        else:
            beside = Table.grid(padding=(0, 2))
            beside.add_column(width=len("✗ unsupported"), no_wrap=True)
            beside.add_row(_verdict(sentence), words)
            yield 0, beside
        yield 0, Text()
    wrong = sum(sentence.verdict == "unsupported" for sentence in checked.sentences)
    if wrong:
        said = f"✗ The article doesn't support {wrong:,} of {counted(len(checked.sentences), 'sentence')}."
    else:
        said = f"✓ The article supports {'the sentence' if len(checked.sentences) == 1 else 'every sentence'}."
    yield 0, Text(said, "bold red" if wrong else "bold green")


def _verdict(sentence: SummarySentence) -> Text:
    sound = sentence.verdict == "supported"
    return Text(f"{'✓' if sound else '✗'} {sentence.verdict}", "bold green" if sound else "bold red")


def _words(sentence: SummarySentence, article: str) -> Table:
    """The sentence, then what is wrong with it, then what it rests on."""
    words = Table.grid(padding=(0, 1))
    words.add_row(Text(shown(sentence.text), "bold"))
    for problem in sentence.problems:
        words.add_row(Text(f"problem: {shown(problem)}", "red"))
    for span in sentence.support:
        passage = Text(f"{place(article, span)}  ", "dim")
        words.add_row(passage.append(f"“{shown(span.text)}”", "not dim"))
    if not sentence.support:
        words.add_row(Text("no passage says this", "dim"))
    return words

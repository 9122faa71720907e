"""Fits the parts that find cues, contents and sources: ``python -m evals.fitting.quotations --gold FILE``.

FILE holds attributions as PolNeAR's do. One article in seven is held out: how well the parts do on those stands at the
end. Which word is a cue is a logistic regression; what its content and source are, a conditional random field (Lafferty
et al., 2001) over the words of its sentence. Words that only look like cues, by a classifier that hasn't seen their
article, are among its examples, with neither. Needs python-crfsuite: the extra ``fit``.
"""

import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import track

from evals.labels import read_gold
from evals.labels.label import Labelled, QuotationLabel
from evals.scoring import Counts, Span
from evals.tasks.quotations import TASK, judge
from evals.tasks.task import Answers
from service.article import Article
from service.builtin.quotations.features import NOWHERE, OFFSETS, Features
from service.builtin.quotations.fitted import FILE, fitted
from service.builtin.quotations.sheet import Sheet
from service.builtin.quotations.tables import kinds
from service.builtin.reading import Paragraph, read
from service.errors import InputError, WhosewordsError
from service.marks import quoted_runs

_LABELS = ("O", "BC", "IC", "BS", "IS")
_LEAN = {"BC": 1.5, "BS": 2.0}
"""Added to the weights of these labels, of which the examples that only look like cues make the field too shy."""
_HELD_OUT = 7
_LIKELY, _LOOKALIKE, _LONGEST = 0.4, 0.15, 200
_FREQUENT, _CUE, _SOURCE = 25, 3, 8
"""How often a word occurs that is known by name: in how many articles, as a cue, as a source."""
_SMALL, _NEVER = 0.03, -20.0
"""Weights nearer to 0 than the first are left out; the second forbids a step."""
_NOTHING: frozenset[int] = frozenset()
_OPEN = {"NOUN", "ADJ", "NUM", "X", "SYM"}
_CUES: dict[str, Any] = {"c1": 1.0, "c2": 0.1, "max_iterations": 80, "feature.minfreq": 3}
_ROLES: dict[str, Any] = {"c1": 2.0, "c2": 0.3, "max_iterations": 60, "feature.minfreq": 4}


@dataclass(frozen=True)
class Attribution:
    """A labelled quotation in token numbers of the paragraph its cue stands in."""

    cue: int
    cue_words: frozenset[int]
    content: frozenset[int]
    source: frozenset[int]


@dataclass
class _Passage:
    """A paragraph with what people labelled in it; ``fold`` is that of its article."""

    paragraph: Paragraph
    quoted: bytearray
    fold: int
    labels: list[Attribution] = field(default_factory=list[Attribution])

    def tokens(self, spans: Iterable[Span]) -> frozenset[int]:
        """The tokens that some spans of the article touch."""
        places = [(start - self.paragraph.start, end - self.paragraph.start) for start, end in spans]
        return frozenset(
            token.i
            for token in self.paragraph.doc
            if not token.is_space and any(token.idx < end and start < token.idx + len(token) for start, end in places)
        )

    def add(self, label: QuotationLabel) -> None:
        """Take a label whose cue stands here."""
        cue = self.tokens(label.cue)
        if cue:
            head = min(_heads(self.paragraph, cue))
            self.labels.append(Attribution(head, cue, self.tokens(label.content), self.tokens(label.source)))


def _heads(paragraph: Paragraph, cue: frozenset[int]) -> Sequence[int]:
    """The words of a cue that stand for it: verbs, those on top of the others first."""
    doc = paragraph.doc
    tops = [i for i in cue if doc[i].head.i not in cue or doc[i].head.i == i]
    for chosen in ([i for i in tops if doc[i].pos_ == "VERB"], [i for i in cue if doc[i].pos_ == "VERB"]):
        if chosen:
            return chosen
    return [i for i in tops if not doc[i].is_punct] or tops


def main(
    gold: Annotated[Path, typer.Option(help="Attributions to fit on, in a form of PolNeAR's.")],
) -> None:
    """Fit, write, and say how well the engine does on the articles held out."""
    texts = [text for text in read_gold(gold).texts if text.quotations]
    held_out = [text for text in texts if _number(text) % _HELD_OUT == 0]
    passages = [passage for text in texts if _number(text) % _HELD_OUT for passage in _passages(text)]
    out = Path(str(files("service.builtin").joinpath(FILE)))
    out.write_text(json.dumps(_fit(passages), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    fitted.cache_clear()
    sums = Counts(float)
    for text in track(held_out, "held out", console=Console(stderr=True)):
        for name, count in judge(text, Answers(text.text, "builtin").analysis("quotations")).counts.items():
            sums[name] += count
    console = Console()
    console.print(f"Fitted on {len(texts) - len(held_out)} articles; on the {len(held_out)} held out:")
    for figure in TASK.figures:
        value = figure.compute(sums)
        if value is not None and figure.shown == "share":
            console.print(f"  {figure.name}: {value:.3f}")


def _number(text: Labelled) -> int:
    return int(hashlib.sha256(text.id.encode()).hexdigest(), 16)


def _passages(text: Labelled) -> Iterator[_Passage]:
    """The paragraphs of a text, parsed, with its labels."""
    article = Article.read(text.text)
    runs = quoted_runs(text.text)
    for paragraph in read(article).paragraphs:
        passage = _passage(paragraph, [(run.start, run.end) for run in runs], _number(text))
        for label in text.quotations or ():
            passage.add(label)
        yield passage


def _passage(paragraph: Paragraph, runs: Sequence[Span], fold: int) -> _Passage:
    length = len(paragraph.doc.text)
    quoted = bytearray(length + 1)
    for start, end in runs:
        first, last = max(0, start - paragraph.start), min(length, end - paragraph.start)
        if 0 <= start - paragraph.start < length:
            quoted[first:last] = b"\x01" * (last - first)
    return _Passage(paragraph, quoted, fold)


def _words(passages: Sequence[_Passage]) -> tuple[frozenset[str], frozenset[str]]:
    """The words known by name (frequent ones, cues, heads of sources; no names), and which may be cues beside verbs."""
    articles: dict[str, set[int]] = {}
    cues: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for passage in passages:
        doc = passage.paragraph.doc
        for token in doc:
            names[token.lemma_.lower()] += 1 if token.pos_ == "PROPN" else -1
            if token.pos_ != "PROPN" and token.pos_ not in _OPEN and not token.ent_type_ and token.is_ascii:
                articles.setdefault(token.lemma_.lower(), set()).add(passage.fold)
        for label in passage.labels:
            if doc[label.cue].pos_ != "PROPN":
                cues[doc[label.cue].lemma_.lower()] += 1
            heads = (doc[i] for i in label.source if doc[i].head.i not in label.source)
            sources.update(head.lemma_.lower() for head in heads if head.pos_ == "NOUN")
    cue_words = {word for word, count in cues.items() if count >= _CUE}
    known = {word for word, where in articles.items() if len(where) >= _FREQUENT}
    known |= cue_words | {word for word, count in sources.items() if count >= _SOURCE}
    named = {word for word in known if names[word] > 0 or not word.strip()}
    return frozenset(known - named), frozenset(cue_words - named)


def _fit(passages: Sequence[_Passage]) -> dict[str, Any]:
    words, cue_words = _words(passages)
    kind_of = kinds()
    features = [
        Features(Sheet(passage.paragraph.doc, passage.quoted, words), kind_of, cue_words) for passage in passages
    ]
    with tempfile.TemporaryDirectory() as folder:
        halves = [Path(folder, f"cues{half}") for half in (0, 1)]
        for half, path in enumerate(halves):
            chosen = [pair for pair in zip(passages, features, strict=True) if pair[0].fold // _HELD_OUT % 2 == half]
            _train(path, _CUES, _cue_examples(chosen))
        both = list(zip(passages, features, strict=True))
        cues, roles = Path(folder, "cues"), Path(folder, "roles")
        _train(cues, _CUES, _cue_examples(both))
        _train(roles, _ROLES, _role_examples(both, [_tagger(path) for path in halves]))
        return {
            "words": sorted(words),
            "cue_words": sorted(cue_words),
            "cue": _cue_weights(_tagger(cues).info()),
            "roles": _role_weights(_tagger(roles).info()),
        }


Examples = Iterator[tuple[list[list[str]], list[str]]]


def _train(path: Path, settings: dict[str, Any], examples: Examples) -> None:
    trainer = _crfsuite().Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(settings)
    for rows, labels in examples:
        trainer.append(rows, labels)
    trainer.train(str(path))


def _tagger(path: Path) -> Any:  # noqa: ANN401 -- pycrfsuite has no types
    tagger = _crfsuite().Tagger()
    tagger.open(str(path))
    return tagger


def _crfsuite() -> Any:  # noqa: ANN401 -- the same
    try:
        import pycrfsuite  # pyright: ignore[reportMissingImports] -- an extra, for fitting alone
    except ImportError:
        raise InputError("Fitting needs python-crfsuite; install the extra: pip install 'whosewords[fit]'.") from None
    return pycrfsuite


def _cue_examples(pairs: Sequence[tuple[_Passage, Features]]) -> Examples:
    for passage, features in pairs:
        heads = {label.cue for label in passage.labels}
        inside = {i for label in passage.labels for i in label.cue_words} - heads
        for token in features.candidates():
            if token not in inside:
                yield [features.of_cue(token)], ["1" if token in heads else "0"]


def _role_examples(pairs: Sequence[tuple[_Passage, Features]], halves: Sequence[Any]) -> Examples:
    for passage, features in pairs:
        unseen = halves[1 - passage.fold // _HELD_OUT % 2]
        scores: dict[int, float] = {}
        for token in features.candidates():
            unseen.set([features.of_cue(token)])
            scores[token] = unseen.marginal("1", 0)
        likely = frozenset(token for token, score in scores.items() if score >= _LIKELY)
        cues = {i for label in passage.labels for i in label.cue_words}
        lookalikes = [
            Attribution(token, _NOTHING, _NOTHING, _NOTHING)
            for token, score in scores.items()
            if score >= _LOOKALIKE and token not in cues
        ]
        for label in (*passage.labels, *lookalikes):
            start, end = features.sheet.stretch(label.cue)
            if end - start <= _LONGEST:
                columns = features.of_roles(label.cue, start, end, likely - {label.cue})
                yield _rows(columns, end - start), list(_roles(label, start, end))


def _rows(columns: dict[str, list[str]], length: int) -> list[list[str]]:
    """The columns word by word, each value under the name and the distance it is looked at from."""
    return [
        [
            f"{name}{offset:+}={values[word + offset] if 0 <= word + offset < length else NOWHERE}"
            for name, values in columns.items()
            for offset in OFFSETS.get(name, (0,))
        ]
        for word in range(length)
    ]


def _roles(label: Attribution, start: int, end: int) -> Iterator[str]:
    before = ""
    for token in range(start, end):
        role = "C" if token in label.content else "S" if token in label.source else ""
        yield "O" if not role else ("I" if role == before else "B") + role
        before = role


def _cue_weights(info: Any) -> dict[str, Any]:  # noqa: ANN401 -- pycrfsuite has no types
    weights: Counter[str] = Counter()
    for (feature, label), weight in info.state_features.items():
        weights[feature] += weight if label == "1" else -weight
    kept = {feature: round(weight, 2) for feature, weight in sorted(weights.items()) if abs(weight) >= _SMALL}
    return {"bias": 0.0, "weights": kept}


def _role_weights(info: Any) -> dict[str, Any]:  # noqa: ANN401 -- the same
    columns: dict[str, dict[str, list[float]]] = {}
    for (feature, label), weight in sorted(info.state_features.items()):
        name, _, value = feature.partition("=")
        row = columns.setdefault(name, {}).setdefault(value, [0.0] * len(_LABELS))
        row[_LABELS.index(label)] = round(weight, 2)
    steps = [
        [
            _NEVER if then[0] == "I" and first[1:] != then[1:] else round(info.transitions.get((first, then), 0.0), 2)
            for then in _LABELS
        ]
        for first in _LABELS
    ]
    kept = {
        name: {value: row for value, row in values.items() if max(map(abs, row)) >= _SMALL}
        for name, values in columns.items()
    }
    return {"labels": _LABELS, "bias": [_LEAN.get(label, 0.0) for label in _LABELS], "steps": steps, "columns": kept}


if __name__ == "__main__":
    try:
        typer.run(main)
    except WhosewordsError as error:
        sys.exit(f"evals: {error}")

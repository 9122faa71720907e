"""What must hold of grounding whatever the article and whatever the answer."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from service.article import Article, Span
from service.asking.replies import read_reply
from service.chains import CHAINS
from service.chains.chain import Chain
from service.findings import Located, spans_of
from service.grounding import Locator, locate
from service.grounding.folding import fold
from tests.conftest import EXAMPLES
from tests.prose import NAMES, NEGATIONS, NUMBERS, Prose, prose, slices

pytestmark = pytest.mark.slow

STANDING = {"verbatim", "typography", "elided"}
JUNK = st.text(st.characters(exclude_categories=()), max_size=40)
UNWRITTEN = ("789", ("Novak", "Joan", "Zed"), ("never", "hardly", "refuses to", "no longer", "didn’t", "denied it"))
"""Digits, names and negations that no prose of `tests.prose` holds."""
DIGITS, OTHER_NAMES, OTHER_NEGATIONS = UNWRITTEN


def share(of: float) -> Callable[[Any], Any]:
    """That share of all the examples."""
    unhurried = (HealthCheck.too_slow, HealthCheck.filter_too_much)
    return settings(max_examples=int(EXAMPLES * of), suppress_health_check=unhurried)


def _is_true(located: Located, text: str, hidden: list[tuple[int, int]]) -> bool:
    spans = [*located.spans, *located.ties]
    seen = all(not any(start < span.end and span.start < end for start, end in hidden) for span in spans)
    near = [located.near] if located.near else []
    return seen and all(text[span.start : span.end] == span.text and span.text for span in [*spans, *near])


@st.composite
def copied(draw: st.DrawFn) -> tuple[Prose, str]:
    """Prose and a slice of it, from one word to another."""
    made = draw(prose())
    first = draw(st.integers(0, len(made.words) - 1))
    return made, made.slice(first, draw(st.integers(first, len(made.words) - 1)))


@share(0.2)
@given(copied())
def test_what_is_copied_is_found(made: tuple[Prose, str]) -> None:
    text, claimed = made[0].text, made[1]
    located = locate(claimed, text)
    assert located.verdict in {"verbatim", "typography"}
    (span,) = located.spans
    assert fold(span.text).strip() == fold(claimed).strip()
    assert _is_true(located, text, [])


Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
RETYPED = str.maketrans({**dict.fromkeys("“”«»", '"'), **dict.fromkeys("‘’", "'"), "—": "–", "\u00a0": " ", "…": "..."})


@share(0.1)
@given(copied(), st.sampled_from(FORMS), st.booleans())
def test_what_is_retyped_is_found(made: tuple[Prose, str], form: Form, quoted: bool) -> None:  # noqa: FBT001 -- hypothesis gives it
    text, claimed = made[0].text, unicodedata.normalize(form, made[1].translate(RETYPED))
    located = locate(f"“{claimed}”" if quoted else claimed, text)
    assert located.verdict in {"verbatim", "typography"}
    assert _is_true(located, text, [])


@share(0.12)
@given(slices(holding=NUMBERS), st.sampled_from(DIGITS), st.data())
def test_a_changed_digit_is_never_overlooked(
    made: tuple[Prose, int, int, int], digit: str, data: st.DataObject
) -> None:
    prose_, first, last, at = made
    start, end = prose_.words[at]
    digits = [place for place in range(start, end) if prose_.text[place].isdecimal()]
    assume(digits)
    place = data.draw(st.sampled_from(digits))
    claimed = prose_.text[prose_.words[first][0] : place] + digit + prose_.text[place + 1 : prose_.words[last][1]]
    assert locate(claimed, prose_.text).verdict not in STANDING


@share(0.1)
@given(slices(holding=NAMES), st.sampled_from(OTHER_NAMES))
def test_a_changed_name_is_never_overlooked(made: tuple[Prose, int, int, int], name: str) -> None:
    prose_, first, last, at = made
    start, end = prose_.words[at]
    claimed = prose_.text[prose_.words[first][0] : start] + name + prose_.text[end : prose_.words[last][1]]
    assert locate(claimed, prose_.text).verdict not in STANDING


@share(0.1)
@given(copied(), st.sampled_from(OTHER_NEGATIONS), st.data())
def test_a_negation_put_in_is_never_overlooked(made: tuple[Prose, str], negation: str, data: st.DataObject) -> None:
    text, claimed = made[0].text, made[1]
    gaps = [0, *(place for place, character in enumerate(claimed) if character == " "), len(claimed)]
    place = data.draw(st.sampled_from(gaps))
    changed = f"{claimed[:place]} {data.draw(st.sampled_from([negation, f'[{negation}]']))} {claimed[place:]}"
    assert locate(changed, text).verdict not in STANDING


@share(0.1)
@given(slices(holding=NEGATIONS), st.booleans())
def test_a_negation_taken_out_is_never_overlooked(made: tuple[Prose, int, int, int], marked: bool) -> None:  # noqa: FBT001 -- hypothesis gives it
    prose_, first, last, at = made
    before, after = prose_.slice(min(first, at - 1), at - 1), prose_.slice(at + 1, max(last, at + 1))
    claimed = f"{before} {'… ' if marked else ''}{after}"
    assert locate(claimed, prose_.text).verdict not in STANDING


@st.composite
def claims(draw: st.DrawFn, text: str) -> str:
    """Something an answer may claim: a slice of the article, several put together, or anything at all."""
    edges = st.integers(0, len(text))

    def piece() -> str:
        start = draw(edges)
        return text[start : start + draw(st.integers(0, 40))]

    kind = draw(st.sampled_from(["slice", "slice", "spliced", "junk"]))
    if kind == "junk":
        return draw(JUNK)
    if kind == "slice":
        return piece()
    joint = draw(
        st.sampled_from([" … ", " [...] ", " ", " [not] ", "[", "] ", "…", " [Ruiz] ", ". . .", "\ud800", "<b>"])
    )
    return piece() + joint + piece()


@st.composite
def anything(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]], list[str]]:
    """A text, a range of it that is hidden, and claims on it."""
    text = draw(prose()).text if draw(st.booleans()) else draw(st.text(max_size=120))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    hidden = [(edges[0], edges[1])] if edges[0] < edges[1] and draw(st.booleans()) else []
    return text, hidden, draw(st.lists(claims(text), min_size=1, max_size=4))


@share(0.15)
@given(anything(), JUNK)
def test_no_span_lies(made: tuple[str, list[tuple[int, int]], list[str]], after: str) -> None:
    text, hidden, claimed = made
    locator = Locator(text, hidden)
    near: tuple[Span, ...] = ()
    for claim in claimed:
        located = locator.locate(claim, after=after, near=near)
        assert _is_true(located, text, hidden)
        assert bool(located.spans) == (located.verdict in STANDING)
        assert (located.near is not None) == (located.verdict == "altered") == bool(located.changes)
        near = located.spans


HALF_PAIR = re.compile(r"\\ud[89ab]..(?!\\ud[c-f])|(?<!\\ud[89ab]..)\\ud[c-f]")
ODD = st.one_of(st.none(), st.integers(), st.floats(), st.booleans(), JUNK, st.lists(JUNK, max_size=2))


@st.composite
def answers(draw: st.DrawFn, name: str, text: str) -> dict[str, Any]:
    """An answer to the chain called ``name``, mostly of the right form."""
    words = claims(text)
    forms: dict[str, dict[str, st.SearchStrategy[Any]]] = {
        "summary": {"text": words, "support": st.lists(words, max_size=3)},
        "quotations": {
            "content": st.lists(words, min_size=1, max_size=3),
            "directness": st.sampled_from(["direct", "indirect", "mixed"]),
            "cue": words,
            "source": words,
            "speaker": words,
        },
        "loaded_language": {
            "before": words,
            "phrase": words,
            "technique": st.sampled_from(["Loaded_Language", "Doubt"]),
            "reason": words,
            "neutral": words,
            "strength": st.floats(0, 1),
        },
    }
    items = draw(st.lists(st.fixed_dictionaries(forms[name]), min_size=1, max_size=3))
    spoiled = draw(st.integers(0, 5))
    if spoiled == 0:
        items[0][draw(st.sampled_from(sorted(items[0])))] = draw(ODD)
    elif spoiled == 1:
        items[0] |= draw(st.sampled_from([{"offset": 3}, {"text": 1}, {"": None}]))
    key = {"summary": "sentences", "quotations": "quotations", "loaded_language": "phrases"}[name]
    return {key: items}


NAMED: dict[str, Chain[Any]] = {chain.name: chain for chain in CHAINS}
ASKED = sorted({"summary", "quotations", "loaded_language"} & set(NAMED))


@st.composite
def answered(draw: st.DrawFn) -> tuple[str, Article, dict[str, Any]]:
    """A chain's name, an article, and an answer."""
    name = draw(st.sampled_from(ASKED))
    text = draw(prose(least=4)).text if draw(st.booleans()) else f"x{draw(st.text(max_size=80))}"
    return name, Article.read(text), draw(answers(name, text))


def _lies(found: object, article: Article) -> Iterator[Span]:
    return (
        span
        for span in spans_of(found)
        if article.text[span.start : span.end] != span.text
        or not span.text
        or article.is_furniture(span.start, span.end)
    )


@share(0.08)
@given(answered())
def test_any_answer_is_grounded_or_refused(made: tuple[str, Article, dict[str, Any]]) -> None:
    name, article, answer = made
    chain = NAMED[name]
    assume(not HALF_PAIR.search(json.dumps(answer)))  # read_reply lets none through
    try:
        valid = chain.answer.model_validate(answer)
    except ValidationError:
        return
    grounded = chain.ground(valid, article)
    assert not list(_lies(grounded.findings, article))
    for item in grounded.unlocated:
        item.model_dump_json()
        assert item.near is None or article.text[item.near.start : item.near.end] == item.near.text


WRAPS = (
    "{}",
    "```json\n{}\n```",
    "Here it is: {}",
    "{{" * 3 + "{}",
    "<b>{}</b>",
    "[" * 2_000 + "{}",
    '{{"a":' * 2_000 + "{}",
)


@share(0.05)
@given(answered(), st.sampled_from(WRAPS), st.data())
def test_any_reply_is_read(made: tuple[str, Article, dict[str, Any]], wrap: str, data: st.DataObject) -> None:
    name, article, answer = made
    text = wrap.format(json.dumps(answer, ensure_ascii=data.draw(st.booleans())))
    if data.draw(st.booleans()):
        text = text[: data.draw(st.integers(0, len(text)))]
    if data.draw(st.integers(0, 5)) == 0:
        text = text.replace(
            ": ", data.draw(st.sampled_from([": NaN", ": 1e999", ": " + "9" * 5_000, ': "\\ud800', ":"])), 1
        )
    reply = read_reply(text, NAMED[name], NAMED[name].grounding(article))
    if reply.answer is None:
        assert reply.problems
        assert all(reply.problems)


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{}",
        "null",
        "[]",
        "{" * 5_000,
        '{"a":' * 50_000,
        "\ud800",
        '{"phrases": [{}]}',
        '{"sentences": NaN}',
        "x" * 100_000,
    ],
    ids=lambda raw: ascii(raw[:20]),
)
def test_a_reply_of_the_wrong_form_comes_back_as_problems(name: str, raw: str) -> None:
    reply = read_reply(raw, NAMED[name], NAMED[name].grounding(Article.read("The council met on Monday.")))
    assert reply.answer is None
    assert reply.problems

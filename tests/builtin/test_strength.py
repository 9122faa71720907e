"""How strong a flag is: by its surroundings with the fitted weights, by its table alone without them."""

import math
from pathlib import Path

import pytest

from evals.labels import OWN, read_gold
from evals.labels.label import Labelled
from evals.runs import half_of
from evals.scoring import overlap
from service.article import Article
from service.builtin import loaded_language
from service.builtin.loaded_language import strength
from service.builtin.loaded_language.matches import matches
from service.builtin.loaded_language.strength import Weights, fitted, signs_of, strengths
from service.builtin.reading import Reading, read
from tests.builtin.test_loaded_language import WIRE

HEATED = """
The shameless mayor has botched the budget again, and his cowardly cronies slammed anyone who dared to complain. This
disgraceful farce is a betrayal of every taxpayer. The spineless council grovelled and rubber-stamped the sham.
"""


def reading(text: str) -> Reading:
    return read(Article.read(text))


def strength_of(words: str, text: str) -> float:
    """The strength of the match on ``words``, by the fitted weights."""
    whole = reading(text)
    found = matches(whole)
    told = {
        text[match.start : match.end]: value
        for match, value in zip(found, strengths(whole, found, fitted()), strict=True)
    }
    return told[words]


@pytest.fixture(scope="module")
def gold() -> list[tuple[Labelled, Reading]]:
    """Our own articles that may be tuned on, parsed once."""
    labelled = [label for label in read_gold(OWN).texts if half_of(label.text) == "tuned on"]
    return [(label, reading(label.text)) for label in labelled]


def precision(gold: list[tuple[Labelled, Reading]]) -> float:
    right = shown = 0
    for label, whole in gold:
        for phrase in loaded_language.find(whole):
            shown += 1
            span = phrase.span.start, phrase.span.end
            right += any(overlap(span, item.span) for item in label.loaded or ())
    return right / shown


def test_without_the_weights_a_flag_is_as_strong_as_its_table_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(strength, "FILE", str(tmp_path / "absent.toml"))
    fitted.cache_clear()
    whole = reading(HEATED)
    found = matches(whole)
    assert strengths(whole, found, fitted()) == [match.entry.strength for match in found]
    monkeypatch.undo()
    fitted.cache_clear()
    assert fitted() is not None


def test_the_weights_make_fewer_flags_wrong(
    monkeypatch: pytest.MonkeyPatch, gold: list[tuple[Labelled, Reading]]
) -> None:
    with_weights = precision(gold)
    monkeypatch.setattr(loaded_language, "fitted", lambda: None)
    unweighed = [(label, read(whole.article)) for label, whole in gold]
    assert 0.5 < precision(unweighed) < with_weights


def test_articles_without_a_loaded_phrase_are_left_alone(gold: list[tuple[Labelled, Reading]]) -> None:
    silent = [(label, whole) for label, whole in gold if not label.loaded]
    words = sum(len(label.text.split()) for label, _ in silent)
    flags = [phrase.span.text for _, whole in silent for phrase in loaded_language.find(whole)]
    assert words > 1000
    assert len(flags) * 1000 <= words, flags


def test_a_weak_word_is_stronger_in_a_heated_article() -> None:
    sentence = "The chaotic meeting ended at nine."
    assert strength_of("chaotic", f"{WIRE}\n\n{sentence}") < strength_of("chaotic", f"{HEATED}\n\n{sentence}")


def test_a_word_is_stronger_beside_another_loaded_one() -> None:
    apart = f"{HEATED}\n\nThe chaotic meeting of the roads committee ended at nine."
    beside = f"{HEATED}\n\nThe chaotic, disgraceful meeting of the roads committee ended at nine."
    assert strength_of("chaotic", apart) < strength_of("chaotic", beside)


def test_the_heat_near_a_word_is_that_of_its_neighbours_alone() -> None:
    far = "The board met on Monday and talked about the plan for the roads of the north. " * 30
    whole = reading(f"{HEATED}\n\n{far}\n\nThe chaotic meeting ended.")
    found = matches(whole)
    near = {match.entry.word: signs["heat near"] for match, signs in zip(found, signs_of(whole, found), strict=True)}
    assert near["chaotic"] == pytest.approx(math.log(0.1))
    assert near["cowardly"] > 0


def test_a_word_used_again_and_again_is_weaker_and_so_is_one_far_down() -> None:
    weights = fitted()
    assert weights
    assert weights.signs["repeated"] < 0
    assert weights.signs["far down"] < 0
    whole = reading("The chaotic meeting ended. The plan is chaotic. A brazen mayor left.")
    found = matches(whole)
    told = [(match.entry.word, signs) for match, signs in zip(found, signs_of(whole, found), strict=True)]
    assert [(word, signs["repeated"]) for word, signs in told] == [
        ("chaotic", pytest.approx(math.log(2))),
        ("chaotic", pytest.approx(math.log(2))),
        ("brazen", 0.0),
    ]
    assert [signs["far down"] for _, signs in told] == sorted(signs["far down"] for _, signs in told)


def test_how_a_word_is_built_is_a_sign() -> None:
    whole = reading("The shameless mayor acted unfairly.")
    found = matches(whole)
    built = {
        match.entry.word: {name for name in signs if "…" in name}
        for match, signs in zip(found, signs_of(whole, found), strict=True)
    }
    assert built["shameless"] == {"…less"}
    assert built["unfairly"] == {"…ly", "…y", "un…"}


def test_a_regime_is_flagged_however_rarely_annotators_mark_it() -> None:
    assert strength_of("regime", f"{WIRE}\n\nThe regime in the capital sent two envoys.") >= loaded_language.THRESHOLD


def test_each_sign_and_word_of_the_file_is_known() -> None:
    weights = fitted()
    assert weights
    whole = reading(HEATED)
    names = {name for signs in signs_of(whole, matches(whole)) for name in signs}
    assert {name for name in names if not name.startswith("as ")} - {"few words quoted"} <= weights.signs.keys()
    assert max(map(abs, weights.signs.values())) < 5


def test_a_weight_moves_a_strength_the_way_it_points() -> None:
    whole = reading("The council approved a disgraceful plan on Monday.")
    found = matches(whole)
    plain, pushed = (
        strengths(whole, found, Weights(signs={"always": 0.0}, words=words)) for words in ({}, {"disgraceful": 2.0})
    )
    assert plain == [0.5]
    assert pushed == [0.88]

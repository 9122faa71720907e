"""Neutral wording leaves the facts as they are: numbers, names and negations."""

import pytest

from service.article import Article
from service.chains.loaded_language import CHAIN, LoadedLanguageAnswer
from service.findings import Change, LoadedPhrase
from service.grounding.wording import facts_changed


@pytest.mark.parametrize(
    ("phrase", "wording", "changes"),
    [
        ("slammed", "criticised", ()),
        ("refused to", "did not", ()),
        ("unrelenting", "continuing", ()),
        ("Regime", "Government", ()),
        ("Slams Shut the Door", "closes the quay", ()),
        ("Biden’s cronies", "Biden’s colleagues", ()),
        ("American way of life", "life in America", ()),
        ("baseless", "without evidence", ()),
        ("doubled down", "repeated", ()),
        ("no-nonsense", "direct", ()),
        ("failed state", "state", ()),
        ("not sound", "sound", ("negation",)),
        ("refused to pay", "paid", ("negation",)),
        ("two failed states", "states", ("number",)),
        ("thugs", "people who did not agree", ("negation",)),
        ("slaughtered 40", "killed", ("number",)),
        ("a handful", "5 people", ("number",)),
        ("their cronies", "friends of Biden", ("name",)),
        ("the tyrant Biden", "the president", ("name",)),
    ],
)
def test_the_facts_a_wording_changes_are_named(phrase: str, wording: str, changes: tuple[Change, ...]) -> None:
    assert facts_changed(phrase, wording) == changes


def test_a_wording_that_changes_a_fact_is_unlocated_and_the_phrase_goes_without() -> None:
    article = Article.read("The council slammed the plan on Monday.")
    answer = {
        "before": "",
        "phrase": "slammed",
        "technique": "Loaded_Language",
        "reason": "It sounds violent.",
        "neutral": "did not criticise",
        "strength": 0.5,
    }
    grounded = CHAIN.ground(LoadedLanguageAnswer.model_validate({"phrases": [answer]}), article)
    (phrase,), (wording,) = grounded.findings, grounded.unlocated
    assert isinstance(phrase, LoadedPhrase)
    assert phrase.neutral is None
    assert (wording.claimed, wording.verdict, wording.changes) == ("did not criticise", "altered", ("negation",))
    assert wording.near == phrase.span

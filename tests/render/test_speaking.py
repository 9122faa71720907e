"""Who speaks, in figures; the neutral reading; and the loaded words a summary took over."""

import pytest

from service.article import Article
from service.findings import Analysis, LoadedPhrase, Run, SummarySentence
from service.render import speaking
from service.render.neutral import neutral_text, replacements
from service.render.taken import taken_over
from tests.render.made import TEXT, analysis, span

MADE = analysis()


def share(name: str) -> speaking.Voiced:
    """The share of one of the speakers of the made analysis."""
    return speaking.voiced(MADE, name, [said for said in MADE.quotations if said.speaker == name])


def test_words_are_counted_inside_marks_and_in_the_outlets_wording() -> None:
    poe, lee = share("Ann Poe"), share("Tom Lee")
    assert (poe.direct, poe.paraphrased) == (5, 1)
    assert (lee.direct, lee.paraphrased) == (10, 6)
    assert poe.share == pytest.approx(6 / 22)
    assert poe.share + lee.share == pytest.approx(1)
    assert (poe.first, lee.first) == (1, 2)
    assert lee.cues == (("said", 1, None), ("told", 1, None))


def test_a_cue_that_judges_comes_with_the_neutral_one() -> None:
    cue = MADE.quotations[0].cue
    assert cue
    judging = LoadedPhrase(
        span=cue, technique="Loaded_Attribution", reason="It judges.", neutral="stated", strength=0.5, found_by="model"
    )
    made = MADE.model_copy(update={"loaded_language": (judging,)})
    assert speaking.voiced(made, "Ann Poe", made.quotations[:1]).cues == (("said", 1, "stated"),)


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Egyptian Foreign Minister Sameh Shoukry said so.", "Sameh Shoukry", "Egyptian Foreign Minister"),
        ("Nothing, said Pavlo Renn, a deputy minister, on Monday.", "Pavlo Renn", "a deputy minister"),
        ("It was the mayor, Lio Kastner, who said so.", "Lio Kastner", None),
        ("Lio Kastner said so.", "Lio Kastner", None),
        ("“No,” said Tom Lee, who runs the branch. It rained.", "Tom Lee", "who runs the branch"),
    ],
)
def test_a_role_is_the_articles_own_words(text: str, name: str, role: str | None) -> None:
    found = speaking.role_of(Article.read(text), name)
    if role is not None:
        assert found
        assert found.text == role
    if found:
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("name", ["Ana Ruiz", "Marlowe Green council", "Hamas", "the Ministry of Health"])
def test_names_are_names(name: str) -> None:
    assert speaking.is_named(name)


@pytest.mark.parametrize("name", [None, "two officials", "A council spokesman", "Hamas authorities", "witnesses"])
def test_descriptions_are_no_names(name: str | None) -> None:
    assert not speaking.is_named(name)


def test_who_is_named_often_and_never_quoted_is_told_and_nobody_else() -> None:
    text = (
        "Mayor Rita Vance cut the budget on Saturday. Vance had promised not to. Critics say Vance lied.\n\n"
        "“We will fight,” said Tom Lee. Lee runs the branch. Lee is 50. On Saturday it rained. Saturday is market day."
    )
    article = Article.read(text)
    words = {"content": (span(article, "We will fight"),), "cue": None, "source": None}
    said = MADE.quotations[1].model_copy(update=words)
    made = Analysis(article=article, quotations=(said,), run=Run(model="builtin", version="0.1.0", chains={}))
    assert [(person.name.split()[-1], person.times) for person in speaking.silent(made)] == [("Vance", 3)]


def test_the_neutral_reading_changes_the_outlets_words_and_no_quotation() -> None:
    changed = replacements(MADE)
    assert [(item.span.text, item.neutral) for item in changed] == [
        ("reckless", None),
        ("slashed", "cut"),
        ("so-called", None),
    ]
    text = neutral_text(MADE)
    assert "Council’s cut stuns town" in text
    assert "The council has cut the library’s budget" in text
    for quoted in ("“We will fight this disgraceful plan,”", "“save the town from ruin.”", "“reform”"):
        assert quoted in text
        assert quoted in TEXT


def test_of_overlapping_phrases_the_longest_is_replaced_and_a_capital_stays() -> None:
    article = Article.read("Reckless bosses dithered on Monday.")

    def loaded(words: str, neutral: str) -> LoadedPhrase:
        return LoadedPhrase(
            span=span(article, words), technique="Doubt", reason="x", neutral=neutral, strength=1, found_by="builtin"
        )

    made = Analysis(
        article=article,
        loaded_language=(loaded("bosses", "leaders"), loaded("Reckless bosses", "managers")),
        run=Run(model="builtin", version="0.1.0", chains={}),
    )
    assert neutral_text(made) == "Managers dithered on Monday.\n"


def test_loaded_words_in_a_summary_are_told_once_and_not_inside_its_quotation_marks() -> None:
    def said(text: str) -> dict[str, SummarySentence]:
        return {"s1": SummarySentence(text=text, support=(), verdict="supported")}

    phrases = {f"l{number}": phrase for number, phrase in enumerate(MADE.loaded_language, 1)}
    assert list(taken_over(said("The Reckless council slashed its budget."), phrases)) == ["l1", "l2"]
    assert not taken_over(said("Mr Lee called the plan “disgraceful”; it was not backslashed."), phrases)

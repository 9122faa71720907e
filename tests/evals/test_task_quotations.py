"""The task of quotations: what is found, missed, invented and given to the wrong speaker."""

import pytest

from evals.labels import read_gold
from evals.labels.label import Labelled, QuotationLabel
from evals.tasks import quotations
from service.findings import Quotation, Unlocated
from tests.evals.made import SAMPLE, analysis, perfect, rows, span, values

LABELS = read_gold(SAMPLE).texts
TEXT = LABELS[0].text


def test_quotations_that_are_the_labels_score_one() -> None:
    judged = [quotations.judge(label, perfect(row)) for label, row in zip(LABELS, rows(), strict=True)]
    found = values(quotations.TASK, judged)
    for name in ("content F1 at .5", "content F1, exact", "directness", "source", "cue", "speaker"):
        assert found[name] == 1
    for kind in ("direct", "mixed", "indirect"):
        assert found[f"{kind} recall exact"] == found[f"{kind} precision at .5"] == 1
    assert found["wrong speaker"] == found["ungrounded spans"] == found["altered per 100 quotations"] == 0
    assert not any(item.cases for item in judged)


def test_quotations_of_another_article_score_0() -> None:
    text = LABELS[1].text + TEXT
    shifted = Labelled("x", text, quotations=LABELS[1].quotations)
    others = [item for item in perfect(rows()[0]).quotations if item.directness == "direct"]
    moved = [
        item.model_copy(
            update={"content": tuple(span(text, part.text) for part in item.content), "cue": None, "source": None}
        )
        for item in others
    ]
    found = values(quotations.TASK, [quotations.judge(shifted, analysis(text, quotations=moved))])
    assert found["content F1 at .5"] == 0
    assert found["precision at .5"] == found["recall at .5"] == 0


def test_quotations_missed_invented_and_given_to_the_wrong_speaker_are_told_apart() -> None:
    said = perfect(rows()[0]).quotations
    wrong = said[1].model_copy(update={"speaker": "Tom Hale", "source": span(TEXT, "Tom Hale")})
    false = Quotation(id="f", directness="indirect", content=(span(TEXT, "Police kept order"),), found_by="model")
    claimed = [
        Unlocated(chain="quotations", claimed="never said", verdict="not_found"),
        Unlocated(chain="quotations", claimed="said otherwise", verdict="altered"),
        Unlocated(chain="loaded_language", claimed="vile", verdict="not_found"),
    ]
    judged = quotations.judge(LABELS[0], analysis(TEXT, quotations=[wrong, said[2], false], unlocated=claimed))
    found = values(quotations.TASK, [judged])
    assert found["precision at .5"] == pytest.approx(2 / 3)
    assert found["recall at .5"] == 0.5
    assert found["indirect recall at .5"] == found["indirect precision at .5"] == 0
    assert found["wrong speaker"] == found["source"] == 0.5
    assert found["altered per 100 quotations"] == found["invented per 100 quotations"] == 20
    assert sorted((case.kind, case.words) for case in judged.cases) == [
        ("false alarm", "Police kept order"),
        ("miss", "Dunmere council will spend 48,000 pounds on a fountain"),
        ("miss", "he would not vote for her again"),
        ("wrong", "The plan will not hurt families,” Ruiz said. “It brings people together."),
    ]
    alarm = next(case for case in judged.cases if case.kind == "false alarm")
    assert (alarm.before, alarm.after) == ("", " at a heated meeting in Harrow Hall.")


def test_quoted_runs_and_indirect_speech_with_a_verb_of_saying_have_a_recall_of_their_own() -> None:
    text = (
        "“We will go on,” Hale said. “We will win the vote.” "
        "Ruiz told us he was wrong. They want “a new vote now”. Ed hopes so."
    )

    def label(directness: str, *contents: str, cue: str) -> QuotationLabel:
        spans = tuple((found.start, found.end) for content in contents for found in [span(text, content)])
        place = span(text, cue)
        return QuotationLabel(directness, spans, ((place.start, place.end),), ())

    labels = Labelled(
        "x",
        text,
        quotations=(
            label("direct", "We will go on,", "We will win the vote.", cue="said"),
            label("indirect", "he was wrong", cue="told"),
            label("indirect", "so", cue="hopes"),
        ),
    )

    def found(*contents: str) -> dict[str, float | None]:
        answer = [
            Quotation(id=content, directness="indirect", content=(span(text, content),), found_by="builtin")
            for content in contents
        ]
        return values(quotations.TASK, [quotations.judge(labels, analysis(text, quotations=answer))])

    half = found("We will go on,", "he was wrong")
    assert half["recall of quoted runs"] == 0.5
    assert half["indirect recall, say cue"] == 1
    part = found("win the vote", "“a new vote now”", "so")
    assert part["recall of quoted runs"] == part["indirect recall, say cue"] == 0

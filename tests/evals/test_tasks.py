"""What each task counts, on answers made for it."""

import pytest

from evals.labels import read_gold
from evals.labels.label import Claim, Labelled
from evals.scoring import Counts, total
from evals.tasks import TASKS, claims, loaded, parts, probe, summary, words
from evals.tasks.cost import COST, cost
from evals.tasks.task import Answers, Task
from service.article import Article, Part, Span
from service.checking import check
from service.errors import ModelUnavailable, WhosewordsError
from service.findings import ChainRun, Checked, Failure, SummarySentence
from service.support import Doubt, Support
from tests.evals.made import SAMPLE, analysis, perfect, phrase, rows, values

LABELS = read_gold(SAMPLE).texts
TEXT = LABELS[0].text


def test_loaded_phrases_that_are_the_labels_score_one() -> None:
    judged = [loaded.judge(label, perfect(row)) for label, row in zip(LABELS, rows(), strict=True)]
    found = values(loaded.TASK, judged)
    for name in ("span F1", "span precision", "span recall", "voice, on matched", "technique, on matched"):
        assert found[name] == 1
    assert found["quoted recall"] == found["headline precision"] == found["Loaded_Language recall"] == 1
    assert found["distractors flagged"] == found["false flags per 1,000 words"] == found["ungrounded spans"] == 0
    assert found["flags per 1,000 words"] == pytest.approx(3000 / sum(len(label.text.split()) for label in LABELS))
    assert not any(item.cases for item in judged)


def test_loaded_precision_and_recall_voices_and_distractors_are_told_apart() -> None:
    flags = [
        phrase(TEXT, "shameless", voice="outlet"),
        phrase(TEXT, "heated", technique="Doubt", voice="outlet"),
        phrase(TEXT, "Police", voice="outlet"),
        phrase(TEXT, "bulldozed", voice="outlet"),
    ]
    judged = loaded.judge(LABELS[0], analysis(TEXT, loaded_language=flags))
    found = values(loaded.TASK, [judged])
    assert found["span precision"] == 0.5
    assert found["span recall"] == pytest.approx((9 / 15 + 1) / 3)
    assert found["distractors flagged"] == 1
    assert found["voice, on matched"] == 0.5
    assert found["technique, on matched"] == 0.5
    assert found["quoted recall"] == pytest.approx(9 / 15)
    assert found["headline recall"] == 0
    assert found["outlet precision"] == 0.5
    assert found["Doubt precision"] == 0
    notes = {(case.kind, case.words): case.note for case in judged.cases}
    assert notes["false alarm", "heated"] == "a distractor"
    assert notes["wrong", "shameless waste"] == "the answer’s voice: outlet"
    assert ("miss", "reckless") in notes


def test_an_article_without_gold_lowers_precision() -> None:
    empty = loaded.judge(LABELS[1], analysis(LABELS[1].text, loaded_language=[phrase(LABELS[1].text, "leads")]))
    full = loaded.judge(LABELS[0], perfect(rows()[0]))
    found = values(loaded.TASK, [empty, full])
    assert (found["span precision"], found["span recall"]) == (0.75, 1)


def test_flags_in_plain_articles_are_counted_by_voice() -> None:
    flags = [phrase(LABELS[1].text, "leads", voice="paraphrased"), phrase(LABELS[1].text, "leads", voice="quoted")]
    plain = loaded.judge(LABELS[1], analysis(LABELS[1].text, loaded_language=flags))
    full = loaded.judge(LABELS[0], perfect(rows()[0]))
    found = values(loaded.TASK, [plain, full])
    each = 1000 / len(LABELS[1].text.split())
    assert [found[f"{voice} flags per 1,000 words"] for voice in ("outlet", "headline")] == [0, 0]
    assert found["paraphrased flags per 1,000 words"] == pytest.approx(each)
    assert found["quoted flags per 1,000 words"] == pytest.approx(each)


def test_parts_are_compared_character_by_character() -> None:
    text = "A title\n\nBody one.\n\nShare\n"
    title, body = Part(role="title", start=0, end=7), Part(role="body", start=9, end=18)
    label = Labelled("p", text, parts=(title, body, Part(role="furniture", start=20, end=25)))
    found = (title, Part(role="body", start=9, end=25))
    judged = parts.judge(label, Article(id="", text=text, parts=found))
    shares = values(parts.TASK, [judged])
    assert shares["characters in the right part"] == pytest.approx(14 / 19)
    assert shares["body precision"] == pytest.approx(8 / 13)
    assert shares["body recall"] == 1
    assert shares["furniture recall"] == 0
    assert shares["furniture precision"] is None
    assert [(case.what, case.where, case.words) for case in judged.cases] == [("furniture", "taken for body", "Share")]


def test_words_and_sentences_of_babe() -> None:
    label = Labelled("s", "A mad and vile row.", outlet="X", words=frozenset({"mad", "vile"}), biased=True)
    calm = Labelled("t", "A mad hatter.", outlet="X", words=frozenset(), biased=False)
    split = Labelled("u", "A row.", outlet="X", words=frozenset())
    judged = [
        words.judge(label, analysis(label.text, loaded_language=[phrase(label.text, "mad", strength=0.9)])),
        words.judge(calm, analysis(calm.text, loaded_language=[phrase(calm.text, "mad", strength=0.4)])),
        words.judge(split, analysis(split.text)),
    ]
    found = values(words.TASK, judged)
    assert (found["word precision"], found["word recall"], found["word F1"]) == (0.5, 0.5, 0.5)
    assert found["AUC of the strongest flag, within outlets"] == found["AUC of the strongest flag"] == 1
    assert found["sentence macro F1"] == pytest.approx((2 / 3 + 0) / 2)
    assert [(case.kind, case.words) for item in judged for case in item.cases] == [
        ("miss", "vile"),
        ("false alarm", "mad"),
    ]


def test_claims_are_unsupported_when_any_sentence_is() -> None:
    text = "The bridge was closed on Monday. Nine people were hurt, the police said."
    label = Labelled(
        "b",
        text,
        claims=(
            Claim("Nine people were hurt, the police said.", supported=True),
            Claim(
                "The bridge was closed on Monday. Twelve people were hurt, the police said.",
                supported=False,
                kinds=("number",),
            ),
            Claim("Zebras danced in Vienna.", supported=True),
        ),
    )
    judged = claims.judge(label, lambda claim: check(claim, text))
    found = values(claims.TASK, [judged])
    assert found["balanced accuracy"] == pytest.approx((1 + 0.5) / 2)
    assert found["noticed, number"] == 1
    assert found["noticed, name"] is None
    (case,) = judged.cases
    assert (case.kind, case.words) == ("false alarm", "Zebras danced in Vienna.")
    assert case.note


def test_a_claim_without_an_answer_is_counted_and_not_scored() -> None:
    label = Labelled(
        "b", "It rained.", claims=(Claim("It rained.", supported=True), Claim("It snowed.", supported=False))
    )

    def away(text: str) -> Checked:
        if text == "It rained.":
            raise ModelUnavailable("It is away.")
        return check(text, label.text)

    found = values(claims.TASK, [claims.judge(label, away)])
    assert found["claims without an answer"] == 0.5
    assert found["supported texts left alone"] is None
    assert found["unsupported texts noticed"] == 1
    with pytest.raises(ModelUnavailable):
        claims.judge(Labelled("b", "It rained.", claims=label.claims[:1] if label.claims else ()), away)


class Doubting(Support):
    """A check that doubts a number that isn't nine, and finds any name but one strange."""

    def examine(self, sentence: str, *_: object, **__: object) -> tuple[tuple[Span, ...], tuple[Doubt, ...]]:
        """Doubts by rule."""
        doubts = [] if "nine" in sentence else [Doubt("number", "not nine")]
        doubts += [] if "Mira Solen" in sentence else [Doubt("passage", "who?")]
        return (), tuple(doubts)


def test_the_probe_changes_what_is_supported_and_counts_what_is_noticed() -> None:
    text = "Mira Solen said on Friday that nine ferries were late. The trust, led by Mira Solen, owns Port Aldis."
    claims_made = (
        Claim("Mira Solen said on Friday that nine ferries were late.", supported=True),
        Claim("Port Aldis is the trust's.", supported=True),
        Claim("No ferry was late.", supported=False),
    )
    judged = probe.judge(Labelled("f", text, claims=claims_made), Doubting(Article.read(text)))
    changed = {name: count for name, count in judged.counts.items() if name.startswith("changed ")}
    assert changed == {"changed number": 1, "changed name": 2, "changed new name": 2, "changed negation": 2}
    found = values(probe.TASK, [judged])
    assert found["false alarms, of any kind"] == found["false alarms, of number, name or negation"] == 0.5
    assert found["false alarms, number"] == 0.5
    assert found["false alarms, name"] == 0
    assert found["changes noticed, another number"] == 1
    assert found["changes noticed, a negation put in or taken out"] == 0.5
    assert found["changes noticed"] == pytest.approx(6 / 7)
    assert found["changes noticed, by a doubt of their kind"] == pytest.approx(1 / 7)
    assert [(case.kind, case.what) for case in judged.cases] == [("miss", "negation"), ("false alarm", "unchanged")]


def test_a_summary_is_measured_against_its_references_and_its_article() -> None:
    text = "The trust will close the line in winter. Fares rise by 7 percent. Nobody was asked. The crew stays."
    label = Labelled("f", text, references=("The trust will close the line in winter.", "Fares rise."))
    said = [
        SummarySentence(text="The trust will close the line in winter.", support=(), verdict="supported"),
        SummarySentence(text="Fares rise by 9 percent.", support=(), verdict="supported"),
    ]
    judged = summary.judge(label, analysis(text, summary=said), Support(Article.read(text)), flags=1, article_flags=2)
    found = values(summary.TASK, [judged])
    # Eight words of the reference's eight, in a summary of thirteen and in a lead of sixteen.
    assert found["ROUGE-L"] == pytest.approx(2 * 8 / (13 + 8))
    assert found["ROUGE-L of the first three sentences"] == pytest.approx(2 * 8 / (16 + 8))
    assert found["unsupported sentences"] == 0.5
    assert found["all sentences supported"] == 0
    assert found["loaded per 1,000 words, summary"] == pytest.approx(1000 / 13)


def test_what_answers_cost() -> None:
    took = ChainRun(calls=2, input_tokens=90, output_tokens=10, cost_usd=0.5, seconds=3)
    known = cost([analysis(TEXT, took=took).run], "quotations")
    free = cost([analysis(TEXT).run], "quotations")
    unknown = cost([analysis(TEXT, took=took.model_copy(update={"cost_usd": None})).run], "quotations")
    figures = {figure.name: figure.compute for figure in COST}
    assert figures["dollars an article"](total([known, free])) == 0.25
    assert figures["tokens an article"](known) == 100
    assert figures["seconds an article"](known) == 3
    assert figures["dollars an article"](total([known, unknown])) is None
    assert figures["dollars an article"](Counts(float)) is None


def test_a_failed_chain_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = analysis(TEXT, failures=[Failure(chain="quotations", kind="answer", message="Nothing came.")])
    asked: list[str] = []

    def analyze(text: str, model: str) -> object:
        asked.append(model)
        return failed if text == TEXT else analysis("Another text.")

    monkeypatch.setattr("evals.tasks.task.analyze", analyze)
    answers = Answers(TEXT, "made")
    assert answers.asked is None
    with pytest.raises(WhosewordsError, match=r"Nothing came\."):
        answers.analysis("quotations")
    assert answers.analysis("summary") is failed is answers.asked
    assert asked == ["made"]
    with pytest.raises(WhosewordsError, match="read as a web page"):
        Answers("<p>Another text.</p>", "made").analysis("summary")


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_tasks_figures_have_names_of_their_own_and_its_curves_are_among_them(task: Task) -> None:
    names = [figure.name for figure in task.figures]
    assert len(set(names)) == len(names)
    assert {name for _, *pair in task.curve for name in pair} <= set(names)

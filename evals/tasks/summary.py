"""Summaries: whether they say what people's say, keep to the article, and leave its heat out.

ROUGE-L against the references, beside that of the body's first three sentences, which is hard to beat in news (See et
al., ACL 2017). Sentences are supported by the check that users have; loaded phrases are counted by the builtin word
tables, in the summary and in its article alike.
"""

from evals.labels.label import Labelled
from evals.scoring import Counts, rouge_l
from evals.tasks.cost import COST, cost
from evals.tasks.task import Answers, Case, Figure, Judged, Task, ratio
from service.analysis import BUILTIN
from service.article import Article
from service.findings import Analysis
from service.sentences import sentence_spans
from service.support import Support

LEAD = 3
"""Sentences of the article's body that a summary is measured against."""


def judge(label: Labelled, analysis: Analysis, support: Support, *, flags: int, article_flags: int) -> Judged:
    """A summary beside its references; ``flags`` counts the loaded phrases in it, ``article_flags`` its article's."""
    references = label.references or ()
    text = " ".join(sentence.text for sentence in analysis.summary)
    ours = rouge_l(summary=text, references=references)
    lead = rouge_l(summary=" ".join(_lead(analysis.article)), references=references)
    sums = Counts(float, {"summaries": 1, "sentences": len(analysis.summary)})
    if ours is not None and lead is not None:
        sums |= {"compared": 1, "rouge": ours, "rouge lead": lead}
    checked = [support.of(sentence.text) for sentence in analysis.summary]
    sums["unsupported"] = sum(sentence.verdict == "unsupported" for sentence in checked)
    sums["all supported"] = bool(checked) and not sums["unsupported"]
    sums["words"], sums["loaded"] = len(text.split()), flags
    sums["article words"], sums["article loaded"] = len(label.text.split()), article_flags
    cases = (
        Case(kind="wrong", what="unsupported", words=sentence.text, note="; ".join(sentence.problems))
        for sentence in checked
        if sentence.verdict == "unsupported"
    )
    return Judged(sums, tuple(cases))


def _lead(article: Article) -> list[str]:
    """The first sentences of the body."""
    bodies = (article.text[part.start : part.end] for part in article.parts if part.role == "body")
    sentences = (body[start:end] for body in bodies for start, end in sentence_spans(body))
    return [sentence for _, sentence in zip(range(LEAD), sentences, strict=False)]


def _ask(label: Labelled, answers: Answers) -> Judged:
    analysis = answers.analysis("summary")
    builtin = answers if answers.model == BUILTIN else Answers(label.text, BUILTIN)
    summary = " ".join(sentence.text for sentence in analysis.summary)
    judged = judge(
        label,
        analysis,
        answers.support,
        flags=_flags(Answers(summary, BUILTIN)) if summary else 0,
        article_flags=_flags(builtin),
    )
    judged.counts.update(cost([analysis.run], "summary"))
    return judged


def _flags(answers: Answers) -> int:
    return len(answers.analysis("loaded_language").loaded_language)


TASK = Task(
    name="summary",
    about="Does the summary say what people's say, keep to the article, and leave its heat out?",
    suits=lambda label: label.references is not None,
    judge=_ask,
    figures=(
        Figure("ROUGE-L", ratio("rouge", "compared")),
        Figure("ROUGE-L of the first three sentences", ratio("rouge lead", "compared"), ""),
        Figure("all sentences supported", ratio("all supported", "summaries")),
        Figure("unsupported sentences", ratio("unsupported", "sentences"), "lower"),
        Figure("sentences a summary", ratio("sentences", "summaries"), "", shown="number"),
        Figure("loaded per 1,000 words, summary", ratio("loaded", "words", each=1000), "lower", shown="number"),
        Figure(
            "loaded per 1,000 words, article", ratio("article loaded", "article words", each=1000), "", shown="number"
        ),
        *COST,
    ),
)

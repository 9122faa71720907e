"""Does a text keep to its article? Each of its sentences, with the passages it rests on and what is wrong with it."""

from service.article import Article, check_text
from service.findings import Checked
from service.sentences import sentence_spans
from service.support import Support


def check(summary: str, article: str) -> Checked:
    """Check a summary, or any text, against the article it should keep to.

    Each sentence of ``summary`` gets the passages of ``article`` that say most of it, and problems in words. InputError
    when either text is empty, too long or not valid Unicode.
    """
    check_text(summary, what="summary")
    support = Support(Article.read(article))
    sentences = tuple(support.of(summary[start:end]) for start, end in sentence_spans(summary))
    sound = all(sentence.verdict == "supported" for sentence in sentences)
    return Checked(verdict="supported" if sound else "unsupported", sentences=sentences)

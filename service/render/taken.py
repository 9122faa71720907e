"""The loaded words that a summary took over from its article."""

import re
from collections.abc import Mapping

from service.findings import LoadedPhrase, SummarySentence


def taken_over(summary: Mapping[str, SummarySentence], phrases: Mapping[str, LoadedPhrase]) -> dict[str, LoadedPhrase]:
    """The loaded phrases whose words a sentence of the summary repeats, each once, by key.

    Words inside quotation marks in the summary are its sources' and don't count.
    """
    said = " ".join(re.sub(r"[“\"«][^”\"»]*[”\"»]", " … ", sentence.text) for sentence in summary.values()).casefold()
    found: dict[str, LoadedPhrase] = {}
    for key, phrase in phrases.items():
        words = phrase.span.text.casefold()
        known = any(words == other.span.text.casefold() for other in found.values())
        if not known and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said):
            found[key] = phrase
    return found

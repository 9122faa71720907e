"""What the results are called in plain words, and how an article's characters are shown safely."""

import re
from typing import Final

from service.findings import LoadedPhrase, Technique
from service.render.visible import plain

TECHNIQUES: Final[dict[Technique, str]] = {
    "Loaded_Language": "loaded wording",
    "Name_Calling,Labeling": "label",
    "Exaggeration,Minimisation": "exaggeration or minimising",
    "Doubt": "doubt",
    "Appeal_to_fear-prejudice": "appeal to fear or prejudice",
    "Flag-Waving": "flag-waving",
    "Slogans": "slogan",
    "Unattributed_Judgement": "judgement stated as fact",
    "Loaded_Attribution": "reporting verb that judges",
}
"""Each technique in plain words."""


def whose(phrase: LoadedPhrase) -> str:
    """Whose words a loaded phrase is, in plain words."""
    speaker = phrase.speaker or "a source"
    match phrase.voice:
        case "quoted":
            return f"said by {speaker}"
        case "paraphrased":
            return f"the outlet's wording of what {speaker} said"
        case "headline":
            return "the outlet's headline"
        case "scare_quote":
            return "in quotation marks that nobody speaks"
        case "outlet":
            return "the outlet's own voice"


def shown(text: str) -> str:
    """``text`` on one line, with every control character, escape and change of writing direction as its number.

    A terminal obeys such characters, so an article could otherwise repaint what is printed of it.
    """
    return plain(re.sub(r"\s+", " ", text.replace("\u00ad", ""))).strip()

"""What the results are called in plain words, and how an article's characters are shown safely."""

import re
from typing import Final

from service.findings import LoadedPhrase, Run, Technique
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


def facts(run: Run) -> str:
    """How an analysis was made, in one line."""
    took = run.chains.values()
    found = [f"read by {shown(run.model)}", f"whosewords {run.version}"]
    names = dict.fromkeys(name for one in took if one.answered_by for name in one.answered_by.split(", "))
    if others := [name for name in names if name != run.model.partition("/")[2]]:
        found.append(f"answered by {shown(', '.join(others))}")
    found += [f"slowest chain {max(one.seconds for one in took):.1f} s"] if took else []
    calls, reasks, cached = (sum(getattr(one, name) for one in took) for name in ("calls", "reasks", "cached"))
    found += [counted(calls, "call")] if calls else []
    found += [counted(reasks, "re-ask")] if reasks else []
    found += [f"{counted(cached, 'answer')} from the cache"] if cached else []
    tokens = sum(one.input_tokens + one.output_tokens for one in took)
    found += [counted(tokens, "token")] if tokens else []
    costs = [one.cost_usd for one in took if one.calls or one.cached]
    known = [cost for cost in costs if cost is not None]
    found += [f"${sum(known):.4f}"] if known else []
    found += ["cost unknown" if not known else "and more at a cost unknown"] if len(known) < len(costs) else []
    return " · ".join(found)


def counted(number: int, thing: str) -> str:
    """A number and what it counts, as "1 word" or "1,200 words"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def unstopped(sentence: str) -> str:
    """A sentence without its full stop, to go on from."""
    return sentence.rstrip(".")

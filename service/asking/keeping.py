"""Analyses kept whole, so that a repeated article is answered without reading it anew."""

import hashlib
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from service import cache as answers
from service import llm
from service.asking.terms import Recall
from service.findings import Analysis
from service.webpage import is_html


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    payer: str
    analysis: Analysis


def key_of(text: str, models: Sequence[str], chains: Sequence[str]) -> str:
    """The key of an analysis: of all that its answers' keys are made of, and of the code and files that made it."""
    digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()
    return answers.key_of(
        analysis=digest, models=list(models), endpoints=dict(llm.endpoints()), chains=list(chains), code=_code()
    )


def analysis(key: str, text: str, recall: Recall) -> Analysis | None:
    """The analysis kept under ``key``, its run as `Recall` has it; None when there is none that is this text's."""
    found = answers.get(key)
    try:
        kept = _Kept.model_validate_json(found) if found else None
    except ValidationError:
        return None
    if kept is None or (kept.analysis.article.text != text and not is_html(text)):
        return None
    if kept.payer and kept.payer == recall.payer:
        return kept.analysis
    chains = {
        name: run.model_copy(
            update={
                "calls": 0,
                "reasks": 0,
                "cached": run.replies,
                "input_tokens": 0,
                "output_tokens": 0,
                "cost_usd": 0.0,
                "seconds": 0.0,
            }
        )
        for name, run in kept.analysis.run.chains.items()
    }
    run = kept.analysis.run.model_copy(update={"chains": chains})
    return kept.analysis.model_copy(update={"run": run})


def keep(key: str, analysis: Analysis, recall: Recall) -> None:
    """Keep an analysis without failures; takes milliseconds, so call it in a thread."""
    if not analysis.failures:
        answers.put(key, _Kept(payer=recall.payer, analysis=analysis).model_dump_json())


@cache
def _code() -> str:
    """A digest of the code, word tables and prompts, by their names, sizes and times."""
    import prompts

    digest = hashlib.sha256()
    for root in (Path(__file__).parents[1], Path(prompts.__file__).parent):
        for folder, folders, files in os.walk(root):
            folders.sort()
            for name in sorted(files):
                if name.endswith((".py", ".toml", ".json", ".jinja")):
                    stat = Path(folder, name).stat()
                    digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()

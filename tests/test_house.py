"""The house in order: what the layout promises is kept."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import service
from service.article import Article, Span
from service.builtin.reading import Reading
from service.chains import CHAINS
from service.chains.chain import Chain, Grounded
from service.findings import Finding
from service.prompt import load
from service.render import text

ROOT = Path(__file__).parent.parent
MODULES = [path for folder in ("service", "prompts", "evals") for path in (ROOT / folder).rglob("*.py")]
HEAVY = ("litellm", "gradio", "spacy", "diskcache", "langchain_text_splitters")


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)
def test_a_chain_has_a_prompt_whose_examples_ground_and_a_row_in_the_readme(chain: Chain[Any]) -> None:
    prompt = load(chain.name)
    assert prompt.examples
    for example in prompt.examples:
        answer = chain.answer.model_validate(example.answer)
        assert not chain.ground(answer, Article.read(example.article)).unlocated
    assert re.search(rf"^\| {chain.name} \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)


def test_every_prompt_belongs_to_a_chain() -> None:
    assert {path.stem for path in (ROOT / "prompts").glob("*.toml")} == {chain.name for chain in CHAINS}


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import service, sys; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603 -- our own code
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", service.__all__)
def test_public_names_are_there(name: str) -> None:
    assert getattr(service, name)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_is_short_and_well_named(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300
    assert path.stem not in {"utils", "helpers", "common", "core", "base", "manager"}


def test_every_ignored_rule_has_a_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    ignored = [line for line in lines if re.match(r'\s+"[A-Z]+\d+",', line)]
    assert ignored
    assert all("#" in line for line in ignored)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_hashes(name: str) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text("utf-8"))
    assert all("--hash=sha256:" in entry for entry in entries if "==" in entry)


class Question(Finding):
    """A finding type of a chain that isn't ours."""

    span: Span


class Answer(BaseModel):
    """The schema of its answer."""


def questions(reading: Reading) -> tuple[Finding, ...]:
    """Every question mark, as a finding."""
    article = reading.article
    return tuple(Question(span=article.span(i, i + 1)) for i, mark in enumerate(article.text) if mark == "?")


def test_a_chain_of_ones_own_comes_out_under_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = Chain("questions", Answer, lambda _answer, _article: Grounded(()), questions)
    monkeypatch.setattr("service.analysis.CHAINS", (*CHAINS, chain))
    analysis = service.analyze("A mill burned on Monday. Who lit it? Nobody in Varland said.")
    assert analysis.model_dump()["questions"] == ({"span": {"start": 35, "end": 36, "text": "?"}},)
    assert "questions" in text.page(analysis, width=80, colour=False).lower()

"""The house is kept in order: what one place promises, the others hold."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import service
from prompts import __file__ as prompts_file
from service import analysis, prompt
from service.article import Article, Span
from service.builtin.reading import Reading
from service.chains import CHAINS, check
from service.chains.chain import Chain, Grounded
from service.findings import Finding
from service.render import text
from tests.conftest import require

ROOT = Path(__file__).parents[1]
PACKAGES = ("service", "prompts", "evals")
LONGEST = 300
"""Lines of a module at most."""
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc", "tools"}
HEAVY = ("litellm", "gradio", "spacy", "diskcache", "langchain_text_splitters")
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

each_chain = pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain.name)


def modules() -> Iterator[Path]:
    """Every Python file of the packages."""
    return (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))


def tracked() -> list[Path]:
    """Every file under version control."""
    require((ROOT / ".git").exists(), "a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607 -- any git will do
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_chains_and_prompt_files_have_the_same_names() -> None:
    names = [*(chain.name for chain in CHAINS), check.NAME]
    assert len(names) == len(set(names))
    assert set(names) == {path.stem for path in Path(prompts_file).parent.glob("*.toml")}


@each_chain
def test_each_prompt_has_examples_that_fit_the_schema_and_stand_in_their_articles(chain: Chain[Any]) -> None:
    examples = prompt.load(chain.name).examples
    assert examples
    for example in examples:
        grounded = chain.ground(chain.answer.model_validate(example.answer), Article.read(example.article))
        assert grounded.unlocated == ()


@each_chain
def test_each_chain_has_a_row_in_the_readme(chain: Chain[Any]) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (ROOT / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert rows.count(chain.name) == 1
    assert set(rows) == {chain.name for chain in CHAINS}


class Capital(Finding):
    """A finding of the toy chain."""

    word: Span
    initial: str


class CapitalsAnswer(BaseModel):
    """The toy chain's answer."""

    words: list[str]


def capitals(reading: Reading) -> tuple[Finding, ...]:
    """The article's words in capitals."""
    article = reading.article
    found = re.finditer(r"\b[A-Z]{2,}\b", article.text)
    return tuple(Capital(word=article.span(*place.span()), initial=place[0][0]) for place in found)


def test_a_chain_of_ones_own_needs_only_its_line_in_chains(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = Chain("capitals", CapitalsAnswer, lambda _article: lambda _answer: Grounded(()), capitals)
    monkeypatch.setattr(analysis, "CHAINS", (*CHAINS, toy))
    found = analysis.analyze("NATO ministers met in Oslo on Friday.\n\nThe UN sent an envoy.")
    assert [item["word"]["text"] for item in found.model_dump()["capitals"]] == ["NATO", "UN"]
    assert found.run.chains.keys() == {*(chain.name for chain in CHAINS), "capitals"}
    assert "CAPITALS\n  word: “NATO” (line 1)\n    initial: N\n" in text.page(found)


def test_importing_the_package_loads_nothing_heavy() -> None:
    listing = "import sys, service; service.__all__; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S603 -- our own interpreter
    assert set(HEAVY).isdisjoint(done.stdout.split())
    assert "service" in done.stdout.split()


def test_modules_are_short_and_their_names_say_something() -> None:
    for path in modules():
        assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST, path
        assert VAGUE.isdisjoint(part.removesuffix(".py") for part in path.relative_to(ROOT).parts), path


def test_what_the_package_offers_is_there_and_nothing_else_is_promised() -> None:
    assert sorted(service.__all__) == service.__all__
    for name in service.__all__:
        assert getattr(service, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = service.Nothing  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType, reportUnknownMemberType] -- it isn't there
    typed = re.findall(r"import (\w+) as \1$", Path(service.__file__).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(typed) == service.__all__


def test_every_rule_that_is_off_says_why() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = settings[settings.index("[tool.ruff.lint]") : settings.index("[tool.pyright]")]
    silenced = re.findall(r'^    "[A-Z]+\d*",?(.*)$', section, flags=re.MULTILINE)
    assert silenced
    for reason in silenced:
        assert re.search(r"# \w+", reason), reason


def test_every_line_that_is_excused_says_why() -> None:
    excuse = re.compile(r"# (?:noqa|type: ignore|pyright: ignore|pragma)\b(.*)$", re.MULTILINE)
    for path in [*modules(), *sorted((ROOT / "tests").rglob("*.py"))]:
        for found in excuse.finditer(path.read_text(encoding="utf-8")):
            assert re.search(r" --? \w+", found[1]), f"{path.relative_to(ROOT)}: {found[0]}"


def test_no_file_names_a_machine_or_a_registry() -> None:
    places = re.compile(
        rb"(?<![\w.])/(?:work|root|home|Users)/\w|" + b"|".join((b"py" + rb"pi\.org", b"python" + b"hosted"))
    )
    for path in tracked():
        found = places.search(path.read_bytes())
        assert not found, f"{path.relative_to(ROOT)}: {found[0] if found else ''!r}"


def pins(lock: str) -> dict[str, str]:
    """The entries of a lock by name: everything from the version on."""
    entries = re.split(r"\n(?=\S)(?!#)", (ROOT / lock).read_text(encoding="utf-8").strip())
    return {name: pin for name, _, pin in (entry.partition("==") for entry in entries if not entry.startswith("#"))}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_entry_of_a_lock_has_its_hashes(lock: str) -> None:
    locked = pins(lock)
    assert len(locked) > 100
    assert not [name for name, pin in locked.items() if "--hash=sha256:" not in pin]


def test_the_locks_agree_and_hold_what_is_declared() -> None:
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: pin.split()[0] for name, pin in run.items()} == {name: dev[name].split()[0] for name in run}
    groups = PYPROJECT["dependency-groups"]
    needed = PYPROJECT["project"]["dependencies"] + PYPROJECT["project"]["optional-dependencies"]["html"]
    assert names(needed + groups["build"]) <= set(run)
    assert names(groups["test"] + groups["check"]) <= set(dev)


def names(requirements: list[str]) -> set[str]:
    """The names of requirements."""
    return {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in requirements}

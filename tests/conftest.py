"""What the tests share: a clean way to do without a thing that isn't there."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.scripted import ScriptedModel

IN_CI = os.environ.get("CI") == "true"
EXAMPLES = 20_000 if IN_CI else 700
"""The examples on which grounding is tried, over all its properties."""

settings.register_profile("ci", deadline=None, print_blob=True)
settings.register_profile("here", deadline=None, max_examples=50)
settings.load_profile("ci" if IN_CI else "here")


def require(present: object, what: str) -> None:
    """Skip a test when ``what`` it needs from outside is absent; with REQUIRE_ALL=1 its absence is a failure."""
    if present:
        return
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"{what} is needed, for REQUIRE_ALL=1 is set")
    pytest.skip(f"{what} is absent")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes minutes, so that nothing waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True)
def _no_shared_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction] -- pytest uses it
    """Give each test a cache of its own."""
    monkeypatch.setenv("WHOSEWORDS_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> ScriptedModel:
    """A model that answers as the test tells it to."""
    model = ScriptedModel()
    monkeypatch.setattr("service.llm.complete", model.complete)
    monkeypatch.setattr("service.llm.check_model", model.check)
    monkeypatch.setattr("service.llm.ready", model.ready)
    return model

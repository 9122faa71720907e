"""Every command and every line of Python in the README does what it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
LINES = [line.split("  #")[0].strip() for kind, block in BLOCKS if kind == "sh" for line in block.splitlines() if line]
MODELS = re.findall(r"--model ([\w./-]+)", README)
ARTICLE = "tests/articles/tabloid.txt"


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    without_keys = {name: value for name, value in os.environ.items() if not name.endswith(("_KEY", "_BASE", "_URL"))}
    return subprocess.run(  # noqa: S603 -- the README's own commands
        command, cwd=ROOT, env=without_keys | environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize("line", LINES)
def test_a_command_does_its_work(line: str) -> None:
    program, *arguments = shlex.split(line)
    if program == "make":
        assert run("make", "-n", *arguments).returncode == 0
        return
    module = {".venv/bin/whosewords": ["-m", "service.cli"], ".venv/bin/python": []}[program]
    written = ROOT / arguments[arguments.index("--output") + 1] if "--output" in arguments else None
    try:
        done = run(sys.executable, *module, *arguments)
        assert done.returncode == 0, done.stderr
        assert written.read_text("utf-8") if written else done.stdout.strip()
    finally:
        if written:
            written.unlink(missing_ok=True)


@pytest.mark.parametrize("block", [block for kind, block in BLOCKS if kind == "python"])
def test_the_python_runs(block: str) -> None:
    done = run(sys.executable, "-c", block)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["Ana Ruiz – The plan will hurt families,", "altered"]


@pytest.mark.parametrize("model", MODELS)
def test_a_model_that_cannot_answer_says_so_in_one_sentence(model: str) -> None:
    nowhere = "http://127.0.0.1:9"
    there = {"OLLAMA_API_BASE": nowhere} if model.startswith("ollama") else {}
    there |= {"OPENAI_API_BASE": nowhere} if model.endswith("NAME") else {}
    command = (sys.executable, "-m", "service.cli", "analyze", ARTICLE, "--model", model, "--deadline", "20")
    done = run(*command, **there)
    assert done.returncode == (1 if there else 2)
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr

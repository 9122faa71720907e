"""Runs: made, written, read back, compared and held to a gate; and the command that does it all."""

import json
from pathlib import Path

import pytest

from evals import __main__ as command
from evals.answering import answer_all
from evals.compare import compare
from evals.gate import broken
from evals.labels import read_gold
from evals.labels.label import Labelled, LoadedLabel
from evals.runs import Outcome, Result, Run, half_of, provenance, read, write
from service.errors import InputError, ModelRefused, ModelUnavailable
from tests.evals.made import SAMPLE
from tests.scripted import ScriptedModel

GOLD = read_gold(SAMPLE)


def outcome(name: str, *, right: float, failure: str | None = None) -> Outcome:
    counts = {"precise": right, "predicted": 10, "recalled": right, "gold": 10, "seconds": right}
    return Outcome(id=name, half=half_of(name), counts={} if failure else counts, failure=failure)


def run(*rights: float, model: str = "builtin", failing: bool = False) -> Run:
    outcomes = [outcome(f"text {number}", right=right) for number, right in enumerate(rights)]
    outcomes += [outcome("broken", right=0, failure="No answer came.")] if failing else []
    result = Result(task="loaded", model=model, outcomes=tuple(outcomes))
    return Run(provenance=provenance(GOLD, [model]), results=(result,))


def test_a_run_keeps_predictions_and_provenance_and_reads_back_the_same(tmp_path: Path) -> None:
    results, predictions = answer_all(["quotations", "claims"], GOLD.texts, "builtin", done=lambda: None)
    made = Run(provenance=provenance(GOLD, ["builtin"]), results=results, predictions={"builtin": predictions})
    path = write(tmp_path / "run", made)
    assert read(path) == read(tmp_path / "run") == made
    kept = json.loads(path.read_text("utf-8"))
    assert kept["results"][0]["scores"]["all"]["content F1 at .5"]["value"] > 0.5
    assert kept["predictions"]["builtin"]["ferry"]["quotations"]
    assert "text" not in kept["predictions"]["builtin"]["ferry"]["article"]
    origin = kept["provenance"]
    assert set(origin["prompts"]) >= {"summary", "quotations", "loaded_language"}
    assert len(origin["gold_digest"]) == 64
    assert origin["versions"]["whosewords"]


def test_a_failure_is_counted_and_never_scored() -> None:
    failing, sound = run(5, 5, failing=True).results[0], run(5, 5).results[0]
    assert len(failing.failures) == 1
    assert failing.scores["all"] == sound.scores["all"]
    assert failing.scores["all"]["span F1"].value == 0.5


def test_each_text_is_in_one_half() -> None:
    result = run(1, 2, 3, 4, 5, 6, 7, 8).results[0]
    halves = [list(result.answered("tuned on")), list(result.answered("kept back"))]
    assert sum(map(len, halves)) == 8
    assert all(halves)


def test_a_file_that_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read(tmp_path / "nowhere")
    (tmp_path / "run.json").write_text("{}", "utf-8")
    with pytest.raises(InputError, match="holds no run"):
        read(tmp_path)


def test_a_model_is_asked_once_for_all_tasks_and_its_failures_stay_apart(scripted: ScriptedModel) -> None:
    scripted.says = {"QuotationsAnswer": [ModelRefused("It will not."), ModelRefused("It will not.")]}
    results, predictions = answer_all(["quotations", "loaded", "summary"], GOLD.texts, "made/model", done=lambda: None)
    assert {result.task: len(result.failures) for result in results} == {"quotations": 2, "loaded": 2, "summary": 0}
    assert len([name for name, _ in scripted.asked if name == "SummaryAnswer"]) == 2
    assert results[2].scores["all"]["dollars an article"].value == 0.25
    assert set(predictions) == {"fountain", "ferry"}


def test_runs_are_compared_on_the_texts_that_both_answered() -> None:
    before, after = run(5, 5, 5, 5, failing=True), run(6, 6, 6, 5)
    (comparison,) = compare(before, after)
    assert comparison.texts == 4
    difference = next(item for item in comparison.differences if item.figure.name == "span F1")
    assert (difference.before, difference.after) == (0.5, pytest.approx(0.575))
    assert difference.change == pytest.approx(0.075)
    assert difference.interval is not None
    assert difference.interval[0] <= 0.075 <= difference.interval[1]
    assert not difference.worse
    assert [changed.id for changed in comparison.changed] == ["text 0", "text 1", "text 2"]


def test_a_worse_run_says_so_and_seconds_alone_change_no_article() -> None:
    (comparison,) = compare(run(5, 5), run(4, 4))
    assert all(item.worse and item.sure for item in comparison.differences if item.figure.name.startswith("span"))
    slower = run(5, 5).model_copy(update={"results": (run(5, 5).results[0],)})
    counts = {**slower.results[0].outcomes[0].counts, "seconds": 99}
    first = slower.results[0].outcomes[0].model_copy(update={"counts": counts})
    result = slower.results[0].model_copy(update={"outcomes": (first, slower.results[0].outcomes[1])})
    (comparison,) = compare(run(5, 5), slower.model_copy(update={"results": (result,)}))
    assert comparison.changed == ()


def test_two_models_are_compared_when_each_run_has_one() -> None:
    (comparison,) = compare(run(5, model="one"), run(6, model="two"))
    assert (comparison.before, comparison.model) == ("one", "two")


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        ('"span F1" = 0.49', 0),
        ('"span F1" = 0.51', 1),
        ('"distractors flagged" = 0.5', 1),
        ('"false flags per 1,000 words" = 1', 1),
    ],
)
def test_a_gate_holds_figures_to_their_limits(tmp_path: Path, lines: str, problems: int) -> None:
    path = tmp_path / "gate.toml"
    path.write_text(f"[loaded]\n{lines}\n", "utf-8")
    assert len(broken(path, run(5, 5), tasks=["loaded"])) == problems


def test_a_gate_holds_the_tasks_that_were_asked_for_alone(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    path.write_text('[claims]\n"balanced accuracy" = 0.5\n', "utf-8")
    assert broken(path, run(5), tasks=["loaded"]) == ()
    assert broken(path, run(5), tasks=["loaded", "claims"]) == (
        "claims has no gold here, and the gate holds “balanced accuracy” to 0.5.",
    )


def test_a_ceiling_is_one_where_lower_is_better(tmp_path: Path) -> None:
    path = tmp_path / "gate.toml"
    path.write_text('[loaded]\n"ungrounded spans" = 0\n', "utf-8")
    assert broken(path, run(5), tasks=["loaded"]) == ()
    counts = {**run(5).results[0].outcomes[0].counts, "ungrounded": 1}
    bad = Result(task="loaded", model="builtin", outcomes=(Outcome(id="x", half="tuned on", counts=counts),))
    (problem,) = broken(path, run(5).model_copy(update={"results": (bad,)}), tasks=["loaded"])
    assert problem == "loaded, “ungrounded spans” of builtin: 1.000, and the gate wants at most 0."


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[loaded", "is not TOML"),
        ("[loaded]\nspeed = 1\n", "“speed” of loaded, which has no such figure"),
        ('[loaded]\n"flags per 1,000 words" = 1\n', "no such figure to hold it to"),
        ('[loaded]\n"span F1" = "high"\n', "is no number"),
        ("[nothing]\n", "There is no task nothing"),
        ("stray = 1\n", "stands under no task"),
    ],
)
def test_a_gate_that_is_none_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "gate.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=said):
        broken(path, run(5), tasks=["loaded"])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to run the command in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_a_run_and_compares_it_with_itself(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(["loaded", "--gold", str(SAMPLE)]) == 0
    (folder,) = (here / "runs").iterdir()
    assert {path.name for path in folder.iterdir()} == {"run.json", "report.md", "report.html"}
    assert command.run(["loaded", "--gold", str(SAMPLE), "--against", str(folder)]) == 0
    printed = capsys.readouterr()
    assert "span precision" in printed.out
    assert "Written: runs/" in printed.err
    span = next(line for line in printed.out.splitlines() if "against the earlier run" in line)
    assert "on 2 texts" in span
    assert command.run(["parts", "--gold", str(SAMPLE), "--against", str(folder)]) == 0
    assert "nothing is compared" in capsys.readouterr().err


def test_the_gates_exit_status(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gate = here / "gate.toml"
    gate.write_text('[loaded]\n"ungrounded spans" = 0\n', "utf-8")
    assert command.run(["loaded", "--gold", str(SAMPLE), "--gate", str(gate)]) == 0
    gate.write_text('[loaded]\n"span recall" = 1.01\n', "utf-8")
    assert command.run(["loaded", "--gold", str(SAMPLE), "--gate", str(gate), "--limit", "1"]) == 1
    assert "“span recall” of builtin" in capsys.readouterr().err


def test_several_models_give_one_table(here: Path, scripted: ScriptedModel, capsys: pytest.CaptureFixture[str]) -> None:
    assert here
    scripted.says = {"CheckAnswer": ['{"sentences": []}'] * 20}
    assert command.run(["all", "--gold", str(SAMPLE), "--model", "builtin", "--model", "made/model"]) == 0
    printed = capsys.readouterr().out
    assert scripted.asked
    assert "made/model" in printed
    assert "best" in printed
    assert "cheapest" in printed
    assert "★" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["loaded", "--gold", "nowhere.jsonl"], "There is no gold file nowhere.jsonl"),
        (["words", "--gold", str(SAMPLE)], "has no labels for words"),
        (["loaded", "--limit", "none"], "see python -m evals --help"),
        (["loaded", "--gold", str(SAMPLE), "--model", "nobody/knows"], "nobody/knows"),
        (["probe", "--gold", str(SAMPLE), "--model", "ollama/x"], "Code alone answers probe"),
        (["nothing"], "see python -m evals --help"),
        (["review", "nowhere.jsonl"], "holds no gold rows"),
        (["speed", "nothing"], "There is no speed nothing"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_status_2(
    here: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert here
    assert command.run(arguments) == 2
    printed = capsys.readouterr().err
    assert said in printed
    assert len(printed.splitlines()) == 1


def test_failures_give_status_1(here: Path, scripted: ScriptedModel, capsys: pytest.CaptureFixture[str]) -> None:
    assert here
    scripted.says = {"LoadedLanguageAnswer": [ModelUnavailable("It is away.")] * 4}
    assert command.run(["loaded", "--gold", str(SAMPLE), "--model", "made/model"]) == 1
    printed = " ".join(capsys.readouterr().out.split())
    assert "no answer for 2 texts, counted and not scored: It is away." in printed


def test_a_text_without_gold_counts_where_its_task_suits_it() -> None:
    texts = [
        Labelled("a", "It rained in Dunmere on Monday.", loaded=()),
        Labelled("b", "The vile plan failed.", loaded=(LoadedLabel((4, 8)),)),
        Labelled("c", "Nothing is labelled here."),
    ]
    (result,), predictions = answer_all(["loaded"], texts, "builtin", done=lambda: None)
    assert [item.id for item in result.outcomes] == ["a", "b"]
    assert set(predictions) == {"a", "b"}

"""The reports: what they hold, what they escape, and how the HTML opens in a browser."""

import io
import re
import shutil
from pathlib import Path

import html5lib
import pytest
from rich.console import Console

from evals import report
from evals.compare import compare
from evals.labels import read_gold
from evals.report import html, markdown, plots
from evals.report.tables import tables
from evals.runs import Outcome, Result, Run, provenance
from evals.tasks.task import Case
from tests.conftest import require
from tests.evals.made import SAMPLE

HOSTILE = "<img src=x onerror=alert(1)> | *bold* \u202e"


def run(*models: str, right: float = 8, gold: str = "PolNeAR") -> Run:
    cases = (
        Case(kind="miss", what="direct", before="He ", words="said so", after=" twice."),
        Case(kind="false alarm", what="indirect", words=HOSTILE, note="a note"),
        Case(kind="wrong", what="direct", where="speaker", words="said it"),
    )
    counts = {"gold": 10, "predicted": 10, "right 0.5": right, "gold direct": 4, "found direct 0.5": 4, "articles": 1}
    results = [
        Result(
            task="quotations",
            model=model,
            outcomes=(
                Outcome(id="one", half="tuned on", counts={**counts, "seconds": number}, cases=cases),
                Outcome(id="two", half="kept back", counts={**counts, "right 0.5": right + number}),
                Outcome(id="three", half="kept back", failure="It is away."),
            ),
        )
        for number, model in enumerate(models, 1)
    ]
    origin = provenance(read_gold(SAMPLE), models).model_copy(update={"gold": gold})
    return Run(provenance=origin, results=tuple(results))


def terminal(made: Run, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width)
    with console.capture() as captured:
        report.show(console, made)
    return captured.get()


def test_a_table_shows_people_beside_and_says_what_is_above_them() -> None:
    (table,) = tables(run("builtin"))
    assert [column.name for column in table.columns] == ["all", "tuned on", "kept back"]
    assert [column.texts for column in table.columns] == [2, 1, 1]
    row = next(row for row in table.rows if row.figure.name == "direct recall at .5")
    assert row.people == ".98"
    assert all(cell.above for cell in row.cells)
    assert table.above
    printed = terminal(run("builtin"))
    assert re.search(r"direct recall at \.5 +1\.000† .* \.98", printed)
    assert "† above people" in printed
    assert "no answer for 1 text, counted and not scored: It is away." in " ".join(printed.split())
    assert "1 miss, 1 false alarm, 1 wrong" in printed


def test_nothing_is_above_people_on_a_set_they_were_not_measured_on() -> None:
    (table,) = tables(run("builtin", gold="own"))
    assert not table.above
    assert table.people == "PolNeAR"


def test_figures_that_are_undefined_everywhere_are_left_out() -> None:
    names = {row.figure.name for row in tables(run("builtin"))[0].rows}
    assert "mixed recall at .5" not in names
    assert "content F1 at .5" in names


def test_the_best_and_the_cheapest_of_several_models_are_marked() -> None:
    (table,) = tables(run("slow/good", "slower/best"))
    assert [(column.name, column.marks) for column in table.columns] == [
        ("slow/good", ("cheapest",)),
        ("slower/best", ("best",)),
    ]
    row = next(row for row in table.rows if row.figure.name == "recall at .5")
    assert [cell.best for cell in row.cells] == [False, True]


@pytest.mark.parametrize("width", [80, 140])
def test_the_terminals_lines_fit(width: int) -> None:
    printed = terminal(run("builtin"), width)
    assert max(len(line.rstrip()) for line in printed.splitlines()) <= width
    assert "PolNeAR" in printed


def test_markdown_shows_each_case_and_nothing_in_it_is_markup() -> None:
    page = markdown.document(run("builtin"))
    assert "- miss · direct: He **said so** twice." in page
    assert "\\<img src=x onerror=alert(1)\\> \\| \\*bold\\*" in page
    assert not re.search(r"(?<!\\)<img", page)
    assert "\u202e" not in page
    assert re.search(r"\| recall at \.5 \| \.850 \(.+\) \| ", page)


def test_html_is_well_formed_and_everything_in_it_is_escaped() -> None:
    made = run("builtin", "made/model")
    page = html.document(made, compare(run("builtin", right=7), run("builtin")))
    html5lib.HTMLParser(strict=True).parse(page)  # pyright: ignore[reportUnknownMemberType] -- its stubs leave this open
    assert "&lt;img src=x" in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "<script" not in page
    assert re.search(r"default-src 'none'; style-src 'sha256-", page.replace("&#39;", "'"))
    assert "http" not in page.replace("http-equiv", "")
    assert page.count('class="case"') == 6


def test_plots_show_the_figures_in_their_places() -> None:
    made = run("builtin")
    (table,) = tables(made)
    row = next(row for row in plots.bars(table)["by directness"] if row.row.figure.name == "direct recall at .5")
    assert row.people == (98, 98)
    assert [bar.length for bar in row.bars] == [100, 100, 100]
    point = plots.points(made.results)[0]
    assert (point.x, point.y) == (plots.MARGIN + plots.SIDE * 0.85, pytest.approx(plots.SIDE * 0.15))
    assert [(place.place, place.total) for place in plots.sittings(made.results[0])] == [
        ("direct", 1),
        ("direct · speaker", 1),
        ("indirect", 1),
    ]


@pytest.mark.parametrize("f1", [0.2, 0.8])
def test_a_level_line_has_one_f1(f1: float) -> None:
    for x, y in re.findall(r"([\d.]+) ([\d.-]+)", plots.level(f1)):
        recall, precision = (float(x) - plots.MARGIN) / plots.SIDE, 1 - float(y) / plots.SIDE
        assert 2 * precision * recall / (precision + recall) == pytest.approx(f1, abs=0.002)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_report_opens_in_a_browser_and_asks_nobody(tmp_path: Path, width: int) -> None:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    require(browser, "Chromium")
    from playwright.sync_api import sync_playwright

    path = tmp_path / "report.html"
    path.write_text(html.document(run("builtin", "made/model-with-quite-a-long-name-of-its-own")), "utf-8")
    said: list[str] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport={"width": width, "height": 900})
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
        page.goto(path.as_uri())
        page.locator(".texts summary").first.click()
        assert page.locator(".texts mark").first.is_visible()
        assert page.locator(".texts mark").first.inner_text() == "said so"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        filled = page.locator("svg.bar .fill").first.bounding_box()
        chromium.close()
    assert filled is not None
    assert filled["width"] > 20
    assert not said

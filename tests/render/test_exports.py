"""An analysis in the forms in which readers take it along."""

import csv
import io
import json
import re
import zipfile

import docx
import pytest

from service.findings import Analysis
from service.render import html
from service.ui.exports import EXPORTS
from tests.render.made import analysis

MADE = analysis()


def rendered(form: str) -> str:
    """An export that is text."""
    data = EXPORTS[form].render(MADE)
    assert isinstance(data, str)
    return data


def test_json_is_the_analysis_again() -> None:
    assert Analysis.model_validate(json.loads(rendered("json"))) == MADE


def test_csv_has_a_row_for_each_finding_with_its_place() -> None:
    rows = list(csv.DictReader(io.StringIO(rendered("csv").removeprefix("\ufeff"))))
    kinds = [row["finding"] for row in rows]
    assert kinds.count("summary sentence") == 2
    assert kinds.count("quotation") == 4
    assert kinds.count("loaded phrase") == 5
    for row in rows:
        if row["start"]:
            assert MADE.article.text[int(row["start"]) : int(row["end"])] == row["text"]


def test_a_cell_starts_no_formula() -> None:
    phrase = MADE.loaded_language[0].model_copy(update={"reason": "=HYPERLINK(1)", "neutral": " +1"})
    made = MADE.model_copy(update={"loaded_language": (phrase,)})
    written = str(EXPORTS["csv"].render(made))
    assert "'=HYPERLINK(1)" in written
    assert "' +1" in written


def test_markdown_strikes_what_is_unsupported_and_keeps_voices_apart() -> None:
    text = rendered("md").replace("\\", "")
    assert text.startswith("# Council’s reckless cut stuns town\n")
    assert "~~The library has closed.~~ Not supported by the article: no passage" in text
    assert "**slashed** (the outlet's own voice; exaggeration or minimising; neutrally: cut)" in text
    assert "We will not fight this plan (altered)" in text


def test_word_has_a_comment_at_each_phrase_and_at_the_unsupported_sentence() -> None:
    data = EXPORTS["docx"].render(MADE)
    assert isinstance(data, bytes)
    document = docx.Document(io.BytesIO(data))
    body = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for part in MADE.article.readable():
        for line in MADE.article.text[part.start : part.end].splitlines():
            assert line in body
    comments = [comment.text for comment in document.comments]
    assert len(comments) == 6
    assert any("“slashed” judges. Neutrally: cut." in comment for comment in comments)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        written = packed.read("word/document.xml").decode()
    marked = re.search(r"<w:commentRangeStart[^>]*/>(.*?)<w:commentRangeEnd", written, flags=re.DOTALL)
    assert marked
    assert re.sub(r"<[^>]+>", "", marked[1]).strip() == "reckless"


def test_a_worksheet_shows_no_mark_before_its_answers() -> None:
    sheet = rendered("worksheet")
    article, _, answers = sheet.partition('<section class="ws-answers"')
    assert "slashed" in article
    assert "judges." not in article
    assert "“slashed” judges." in answers


@pytest.mark.parametrize("form", ["html", "worksheet"])
def test_a_document_asks_for_nothing_and_allows_nothing(form: str) -> None:
    page = rendered(form)
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r'(?:src|action)="|href="(?!#)|url\(', page)


def test_a_files_name_is_its_headlines_words() -> None:
    assert EXPORTS["html"].stem(MADE) == "council-s-reckless-cut-stuns-town"


def test_every_id_of_a_page_is_there_once_and_every_link_leads_to_one() -> None:
    page = html.page(MADE)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(ids)

"""Labels of each set, read from tiny files made in its form."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from evals.labels import read_gold
from evals.labels.label import Claim, Labelled, LoadedLabel, QuotationLabel
from service.errors import InputError
from tests.evals.made import SAMPLE


def lines(path: Path, *rows: Mapping[str, object]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def only(path: Path, name: str) -> Labelled:
    gold = read_gold(path)
    assert gold.name == name
    (label,) = gold.texts
    return label


def sample(tmp_path: Path, change: tuple[str, str]) -> Path:
    path = tmp_path / "changed.jsonl"
    path.write_text(SAMPLE.read_text("utf-8").replace(*change), "utf-8")
    return path


def test_our_own_rows() -> None:
    gold = read_gold(SAMPLE)
    fountain, ferry = gold.texts
    assert gold.name == "own"
    assert [item.directness for item in fountain.quotations or ()] == ["indirect", "direct", "mixed", "indirect"]
    assert fountain.quotations is not None
    assert [fountain.text[start:end] for start, end in fountain.quotations[1].content] == [
        "The plan will not hurt families,",
        "It brings people together.",
    ]
    assert [(item.voice, item.speaker) for item in fountain.loaded or ()] == [
        ("headline", None),
        ("quoted", "Tom Hale"),
        ("outlet", None),
    ]
    assert [claim.kinds for claim in ferry.claims or ()] == [(), ("negation",)]
    assert len(ferry.references or ()) == 1


def test_a_span_that_is_not_the_texts_is_refused_by_line_and_label(tmp_path: Path) -> None:
    wrong = sample(tmp_path, ('"text": "bulldozed"', '"text": "steamrolled"'))
    with pytest.raises(InputError, match=r"line 1 of changed\.jsonl.*loaded phrase 3 says “steamrolled”.*“bulldozed”"):
        read_gold(wrong)
    moved = sample(tmp_path, ('"text": "Mira Solen, who leads the trust"', '"text": "Mira"'))
    with pytest.raises(InputError, match=r"line 2 of .*quotation 2, source"):
        read_gold(moved)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"voice": "quoted"', '"voice": "shouted"'), r"line 1 of .* loaded\.1\.voice"),
        (('"technique": ', '"techniques": '), r"line 1 of .* loaded\.0\.technique: Field required"),
    ],
)
def test_a_malformed_row_is_refused_by_its_field(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_gold(sample(tmp_path, change))


def test_polnear_as_json_lines_begins_its_contents_after_that(tmp_path: Path) -> None:
    text = "She said that it rained."
    quote = {"type": "indirect", "content": [[9, 23]], "cue": [[4, 8]], "source": [[0, 3]]}
    label = only(lines(tmp_path / "p.jsonl", {"id": "1", "text": text, "quotes": [quote]}), "PolNeAR")
    assert label.quotations == (QuotationLabel("indirect", ((13, 23),), ((4, 8),), ((0, 3),)),)
    assert text[13:23] == " it rained"


def test_polnear_as_published_is_read_from_standoff(tmp_path: Path) -> None:
    text = "“It rained,” she said, “and hard.”\n\nHe thinks it will stop. He called it “wet” weather.\n"
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "paper_2016_rain.txt").write_text(text, "utf-8")
    spans = {"T1": "Content 0 12;23 34", "T2": "Source 13 16", "T3": "Cue 17 21", "T4": "Content 46 58"}
    spans |= {"T5": "Cue 39 45", "T6": "Source 36 38", "T7": "Content 70 86"}
    events = ["E1\tCue:T3 Content:T1 Source:T2", "E2\tCue:T5 Content:T4 Source:T6", "E3\tCue:T5 Content:T7"]
    listed = [f"{key}\t{span}\twords" for key, span in spans.items()]
    (tmp_path / "attributions" / "paper_2016_rain_ab12.ann").write_text("\n".join(listed + events) + "\n", "utf-8")
    label = only(tmp_path, "PolNeAR")
    assert label.outlet == "paper"
    assert label.quotations is not None
    assert label.quotations[0] == QuotationLabel("direct", ((0, 12), (23, 34)), ((17, 21),), ((13, 16),))
    assert [item.directness for item in label.quotations] == ["direct", "indirect", "mixed"]


def test_ptc_as_json_lines_keeps_two_techniques(tmp_path: Path) -> None:
    spans = [
        {"start": 0, "end": 3, "technique": "Loaded_Language"},
        {"start": 4, "end": 6, "technique": "Slogans"},
    ]
    label = only(lines(tmp_path / "ptc.jsonl", {"id": "1", "text": "Mad as it is.", "spans": spans}), "PTC")
    assert label.loaded == (LoadedLabel((0, 3), "Loaded_Language"),)


def test_ptc_as_published_with_techniques(tmp_path: Path) -> None:
    (tmp_path / "article7.txt").write_bytes("Mäd\r\nas it is.\n".encode())
    (tmp_path / "labels-task-flc-tc").mkdir()
    listed = "7\tLoaded_Language\t0\t3\n7\tDoubt\t4\t6\n7\tName_Calling,Labeling\t4\t9\n"
    (tmp_path / "labels-task-flc-tc" / "article7.task-flc-tc.labels").write_text(listed, "utf-8")
    (tmp_path / "labels-task-si").mkdir()
    (tmp_path / "labels-task-si" / "article7.labels-task-si").write_text("7\t0\t9\n", "utf-8")
    label = only(tmp_path, "PTC")
    assert [(label.text[slice(*item.span)], item.technique) for item in label.loaded or ()] == [
        ("Mäd", "Loaded_Language"),
        ("as it", "Name_Calling,Labeling"),
    ]


def test_ptc_labels_past_the_articles_end_are_refused(tmp_path: Path) -> None:
    (tmp_path / "article7.txt").write_text("Mad.", "utf-8")
    (tmp_path / "article7.labels").write_text("7\t0\t9\n", "utf-8")
    with pytest.raises(InputError, match=r"article7\.txt ends at 9, past its 4 characters"):
        read_gold(tmp_path)


def test_basil_in_both_forms(tmp_path: Path) -> None:
    spans = [{"start": 0, "end": 6, "bias": "lex"}, {"start": 7, "end": 10, "bias": "inf"}]
    row = {"id": "1", "triplet": "t", "source": "nyt", "text": "Fierce row.", "spans": spans}
    label = only(lines(tmp_path / "basil.jsonl", row), "BASIL")
    assert label.loaded == (LoadedLabel((0, 6)),)

    for folder in ("articles", "annotations"):
        (tmp_path / "basil" / folder / "2012").mkdir(parents=True)
    article = {"title": "A row", "source": "NYT", "body-paragraphs": [["First.", "A fierce row."], ["Calm again."]]}
    (tmp_path / "basil" / "articles" / "2012" / "x_1.json").write_text(json.dumps(article), "utf-8")
    notes = [
        {"id": "p1", "start": 2, "end": 8, "txt": "fierce", "bias": "lex"},
        {"id": "p2", "start": 0, "end": 4, "txt": "Calm", "bias": "lex"},
        {"id": "title", "start": 2, "end": 5, "txt": "row", "bias": "lex"},
        {"id": "p0", "start": 0, "end": 5, "txt": "First", "bias": "inf"},
    ]
    annotated = tmp_path / "basil" / "annotations" / "2012" / "x_1_ann.json"
    annotated.write_text(json.dumps({"phrase-level-annotations": notes}), "utf-8")
    label = only(tmp_path / "basil", "BASIL")
    assert label.text == "A row\n\nFirst. A fierce row.\n\nCalm again."
    assert label.outlet == "nyt"
    assert [label.text[slice(*item.span)] for item in label.loaded or ()] == ["fierce", "Calm", "row"]

    notes[0]["txt"] = "mild"
    annotated.write_text(json.dumps({"phrase-level-annotations": notes}), "utf-8")
    with pytest.raises(InputError, match=r"x_1_ann\.json.*the label in p1 says “mild”, and the text has “fierce”"):
        read_gold(tmp_path / "basil")


def test_babe_in_both_forms(tmp_path: Path) -> None:
    row = {"text": "A mad row.", "outlet": "X", "label_bias": "Biased", "biased_words": ["Mad Row"]}
    listed = only(lines(tmp_path / "b.jsonl", row), "BABE")
    table = "text;outlet;label_bias;biased_words\nA mad row.;X;Biased;['Mad Row']\n\"One; two.\";Y;No agreement;[]\n"
    (tmp_path / "b.csv").write_text(table, "utf-8")
    first, second = read_gold(tmp_path / "b.csv").texts
    assert first == listed
    assert (first.words, first.biased, first.outlet) == (frozenset({"mad", "row"}), True, "X")
    assert (second.text, second.words, second.biased) == ("One; two.", frozenset(), None)


def test_summedits_claims_stand_together_and_their_ids_are_dropped(tmp_path: Path) -> None:
    rows: list[Mapping[str, object]] = [
        {"id": "1_og", "doc": "It rained.", "summary": "Rain fell.", "label": 1, "edit_types": []},
        {"id": "1_3", "doc": "It rained.", "summary": "Snow fell.", "label": 0, "edit_types": ["antonym_swap"]},
    ]
    label = only(lines(tmp_path / "s.jsonl", *rows), "SummEdits")
    assert label.claims == (
        Claim("Rain fell.", supported=True),
        Claim("Snow fell.", supported=False, kinds=("antonym swap",)),
    )
    assert "_og" not in label.id


def test_qags_goes_by_the_majority_in_both_forms(tmp_path: Path) -> None:
    sentences = [
        {"sentence": "Rain.", "votes": ["yes", "no", "yes"]},
        {"sentence": "Snow.", "votes": ["no", "no", "yes"]},
    ]
    short = only(lines(tmp_path / "q.jsonl", {"article": "It rained.", "sentences": sentences}), "QAGS")
    asked = [
        {"sentence": item["sentence"], "responses": [{"worker_id": 1, "response": vote} for vote in item["votes"]]}
        for item in sentences
    ]
    full = only(lines(tmp_path / "mturk_cnndm.jsonl", {"article": "It rained.", "summary_sentences": asked}), "QAGS")
    assert short == full
    assert [claim.supported for claim in full.claims or ()] == [True, False]


def test_writers_summaries(tmp_path: Path) -> None:
    row = {"id": "1", "text": "It rained.", "summaries": ["Rain.", "It was wet."]}
    assert only(lines(tmp_path / "w.jsonl", row), "writers").references == ("Rain.", "It was wet.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"id": 1}\n', "labels of no known set"),
        (b"", "labels of no known set"),
        (b'{"quotes": [], "id": "1"}\n', "In line 1 of g.jsonl the field 'text' is missing"),
        (b'{"quotes": [], "id": "1", "text": "x"}\n{broken\n', "What line 2 of g.jsonl holds can't be read"),
    ],
)
def test_what_is_no_gold_is_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "g.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said) as raised:
        read_gold(path)
    assert "\n" not in str(raised.value)


def test_a_gold_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no gold file"):
        read_gold(tmp_path / "nowhere.jsonl")


SHARED = Path(__file__).parents[3] / "shared" / "gold"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared gold is absent")
@pytest.mark.parametrize(
    ("file", "name", "texts"),
    [
        ("quotations-polnear.jsonl", "PolNeAR", 84),
        ("loaded-ptc.jsonl", "PTC", 150),
        ("loaded-basil.jsonl", "BASIL", 210),
        ("words-babe.jsonl", "BABE", 1700),
        ("claims-summedits.jsonl", "SummEdits", 12),
        ("claims-qags.jsonl", "QAGS", 235),
        ("summaries-writers.jsonl", "writers", 55),
    ],
)
def test_the_shared_sets_are_told_apart_and_read_whole(file: str, name: str, texts: int) -> None:
    gold = read_gold(SHARED / file)
    assert (gold.name, len(gold.texts)) == (name, texts)

"""The word tables' neutral wordings leave the facts as they are."""

from service.builtin.loaded_language.words import entries
from service.grounding.wording import facts_changed


def test_no_neutral_wording_of_the_tables_changes_a_fact() -> None:
    given = [(entry.word, entry.neutral) for entry in entries() if entry.neutral]
    assert given
    assert [(word, neutral) for word, neutral in given if facts_changed(word, neutral)] == []

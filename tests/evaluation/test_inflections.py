"""Regular forms of English words."""

import pytest

from pipeline.evaluation.inflections import forms


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("attack", {"attack", "attacks", "attacked", "attacking", "attackers"}),
        ("seize", {"seizes", "seized", "seizing"}),
        ("clash", {"clashes", "clashed"}),
        ("deploy", {"deploys", "deployed", "deploying"}),
        ("rally", {"rallies", "rallied", "rallying"}),
        ("stop", {"stops", "stopped", "stopping"}),
        ("bomb", {"bombs", "bombed", "bombing"}),
    ],
)
def test_forms(lemma: str, expected: set[str]) -> None:
    assert expected <= set(forms(lemma))


@pytest.mark.parametrize(
    ("lemma", "wrong"),
    [("seize", "seizeing"), ("rally", "rallyed"), ("deploy", "deploied"), ("attack", "attackked")],
)
def test_no_such_form(lemma: str, wrong: str) -> None:
    assert wrong not in set(forms(lemma))

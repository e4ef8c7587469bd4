"""The rules on language: each of them finds its wordings, and the traps are left alone."""

import tomllib
from pathlib import Path

import pytest

from facilitator.language import hints
from facilitator.language.guards import GUARDS
from facilitator.language.hint import COACH, SEVERITIES
from facilitator.language.rules import WORD, rules

HERE = Path(__file__).parent
MEASURED = {"blame", "counterfactual", "hindsight"}


def labelled(name: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """The sentences of a file: sentence, class ("" for none), rules that may find it."""
    groups = tomllib.loads((HERE / name).read_text("utf-8"))["group"]
    return [
        (sentence, group["class"], tuple(group.get("rules", ())))
        for group in groups
        for sentence in group["sentences"]
    ]


TUNED = labelled("tuned.toml")
APART = labelled("kept_apart.toml")


@pytest.mark.parametrize(("sentence", "kind", "allowed"), TUNED)
def test_each_wording_and_each_trap(sentence: str, kind: str, allowed: tuple[str, ...]) -> None:
    """A sentence is found by its rule and under its class; a trap is left alone."""
    found = [each for each in hints(sentence) if each.severity != COACH]
    if not kind:
        assert [(each.rule, each.words) for each in found] == []
    else:
        assert kind in {each.kind for each in found}
        assert {each.rule for each in found} & set(allowed)


def test_sentences_kept_apart() -> None:
    """On sentences that the rules were not fitted to: nine of ten hints are right, three of four are found."""
    right = wrong = missed = 0
    for sentence, kind, _ in APART:
        got = bool(MEASURED & {each.kind for each in hints(sentence) if each.severity != COACH})
        right += got and kind in MEASURED
        wrong += got and kind not in MEASURED
        missed += not got and kind in MEASURED
    assert right / (right + wrong) >= 0.90
    assert right / (right + missed) >= 0.75


def test_every_rule_has_sentences() -> None:
    """No rule but the one on names and the one for coaching is without labelled sentences."""
    assert {rule.id for rule in rules()} - {each for _, _, ids in TUNED for each in ids} == {"N1", "H2"}


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_explains_itself(rule) -> None:  # type: ignore[no-untyped-def]
    """Reason, source and a suggestion that asks; severity and guards are known ones; nothing raises its voice."""
    assert rule.reason.endswith(".")
    assert rule.source
    assert "?" in rule.suggestion
    assert "!" not in rule.reason + rule.suggestion
    assert rule.severity in SEVERITIES
    assert rule.own in SEVERITIES
    assert set(rule.guards) <= set(GUARDS)


def test_ids_are_unique() -> None:
    """A rule id names one rule."""
    ids = [rule.id for rule in rules()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("rule", [each for each in rules() if each.guards], ids=lambda rule: rule.id)
def test_no_pattern_is_hidden_by_what_a_rule_needs(rule) -> None:  # type: ignore[no-untyped-def]
    """The words without which a rule is not tried are in each of its findings; else it would be silent by chance."""
    for sentence, _, _ in TUNED + APART:
        for each in hints(sentence):
            if each.rule == rule.id:
                used = WORD.findall(sentence.lower())
                assert any(word.startswith(one.needs) for one in rule.searches for word in used)


# What speaks for itself


def rules_of(text: str, **more: object) -> list[str]:
    """The ids of the rules that find something."""
    return [each.rule for each in hints(text, **more)]  # type: ignore[arg-type]


def test_people_are_never_scolded_for_speaking_of_themselves() -> None:
    """What a team says of itself is a soft hint, whatever is strong when said of others."""
    assert [each.severity for each in hints("We forgot the second region.")] == ["soft"]
    assert [each.severity for each in hints("The engineer forgot the second region.")] == ["strong"]


def test_praise_does_not_take_a_hint_back() -> None:
    """A kind word in the same sentence changes nothing."""
    assert rules_of("The engineer, who did great work otherwise, forgot the second region.") == ["B4"]


def test_root_cause_is_pointed_out_once_a_section() -> None:
    """It is normal vocabulary: one hint a section is enough."""
    text = "# One\nThe root cause was A. The root cause was also B.\n\n# Two\nThe root cause was C.\n"
    assert [each.line for each in hints(text)] == [2, 5]


def test_luck_is_left_to_its_section() -> None:
    """Under a heading about luck people may say what could have happened."""
    assert rules_of("## Where we got lucky\n\nWe could have been on the train.\n") == []
    assert rules_of("## What happened\n\nWe could have stopped it.\n") == ["C1"]


def test_just_and_simply_are_for_coaching() -> None:
    """They are told to whoever looks for them only."""
    assert [(each.rule, each.severity) for each in hints("They need to just check it.")] == [("H2", "coach")]


# Names


@pytest.mark.parametrize(
    "sentence",
    [
        "Will forgot to close the port.",
        "Will Berg failed to check the replica.",
        "@will ignored the alert.",
        "Grace accidentally deleted the table.",
        "Zoë O’Brien overlooked the second region.",
        "Mark ignored the alarm.",
    ],
)
def test_a_name_as_subject_is_strong(sentence: str) -> None:
    """A participant beside an act that went wrong: the rule on names, also for names that are words."""
    people = ("Will Berg", "Grace", "Zoë O'Brien", "Mark")
    assert [(each.rule, each.severity) for each in hints(sentence, names=people)] == [("N1", "strong")]


def test_names_of_every_script() -> None:
    """A name need not be written in Latin letters."""
    assert rules_of("Жанна forgot the second region.", names=("Жанна",)) == ["N1"]


@pytest.mark.parametrize(
    "sentence",
    [
        "We will ignore it, and the job will have failed by then.",
        "The grace period was ignored by the parser.",
        "Mark failed builds as such.",
        "Mark ignored alerts as noise.",
        "Will restarts the proxy at 14:02.",
        "14:32 Grace rolls back.",
    ],
)
def test_words_that_are_names_stay_words(sentence: str) -> None:
    """A name that is a common word is a person only where it is one, and a name alone is no blame."""
    assert rules_of(sentence, names=("Will", "Grace", "Mark")) == []


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_name_as_possessive(apostrophe: str) -> None:
    """ "Anna's fault" is one, with either apostrophe; Anna's dashboard may fail."""
    found = hints(f"It was Anna{apostrophe}s fault.", names=("Anna",))
    assert [(each.rule, each.words) for each in found] == [("B3", f"Anna{apostrophe}s fault")]
    assert rules_of(f"Anna{apostrophe}s dashboard failed to load.", names=("Anna",)) == []
    assert rules_of(f"It was Jonas{apostrophe} mistake.", names=("Jonas",)) == ["B3"]


def test_without_names_nobody_is_known() -> None:
    """A word that is no participant is no person."""
    assert rules_of("Grafana ignored the alert.") == []
    assert rules_of("Grafana ignored the alert.", names=("Grafana",)) == ["N1"]


def test_whoever_attacked_may_be_named() -> None:
    """Adversaries are left alone: usual words for them, and those of the document."""
    assert rules_of("The former employee accidentally deleted the logs.") == ["B5"]
    assert (
        rules_of("The former employee accidentally deleted the logs.", adversaries=("former employee",)) == []
    )
    assert rules_of("Mallory is to blame.", adversaries=("Mallory",)) == []


# Ideas


@pytest.mark.parametrize(
    ("sentence", "idea"),
    [
        ("We should have tested the restore.", "Test the restore"),
        ("The limit should have been raised before the sale.", "Have the limit raised before the sale"),
        ("The alert should have fired earlier.", "Let the alert fire earlier"),
        ("The change should not have been merged.", "Keep the change from being merged"),
        ("We failed to notice the growing queue.", "Make it easier to notice the growing queue"),
        ("A canary would have caught this.", "Look into a canary"),
        ("If we had looked at the replica, we would have known.", "Look at the replica"),
        ("Had we tested the restore, we would have known.", "Test the restore"),
        ("We shouldn't have run it by hand.", "Find another way than to run it by hand"),
    ],
)
def test_a_counterfactual_becomes_an_idea(sentence: str, idea: str) -> None:
    """What one wishes had happened is drafted as a step for a later time."""
    assert hints(sentence)[0].idea == idea


@pytest.mark.parametrize("sentence", [text for text, kind, _ in TUNED + APART if kind == "counterfactual"])
def test_every_counterfactual_has_an_idea(sentence: str) -> None:
    """Each has a draft, on one line; what blames has none."""
    found = [each for each in hints(sentence) if each.kind == "counterfactual"]
    assert all(each.idea and "\n" not in each.idea for each in found)
    assert [each.idea for each in hints("The engineer forgot it.")] == [""]

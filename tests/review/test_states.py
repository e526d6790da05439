import re
from pathlib import Path

from annotations.promises.sql import promise
from annotations.review.states import OPEN, STEPS, Status, Who, find_step, mermaid

ROOT = Path(__file__).resolve().parents[2]


def test_every_status_can_be_reached_and_left_or_is_an_end() -> None:
    reached = {step.end for step in STEPS} | {Status.DRAFT}
    assert reached == set(Status)
    assert set(Status) - {step.start for step in STEPS} == {Status.SUPERSEDED}


def test_a_step_is_found_by_name_and_start() -> None:
    assert find_step("approve", Status.IN_REVIEW).end is Status.APPROVED
    assert find_step("approve", Status.DRAFT) is None


def test_only_others_decide() -> None:
    for step in STEPS:
        if step.end in (Status.APPROVED, Status.PUBLISHED, Status.RETURNED):
            assert step.who is Who.OTHER_EDITOR


def test_the_database_knows_the_same_steps() -> None:
    listed = promise("review/claimreview_guard").split("(OLD.status, NEW.status) NOT IN (")[1].split(") THEN")[0]
    assert set(re.findall(r"\('(\w+)', '(\w+)'\)", listed)) == {(s.start.value, s.end.value) for s in STEPS}


def test_the_diagram_in_the_readme_is_this_one() -> None:
    assert mermaid() in (ROOT / "README.md").read_text()


def test_open_is_what_can_still_be_published() -> None:
    assert set(OPEN) == {Status.DRAFT, Status.IN_REVIEW, Status.RETURNED, Status.APPROVED}

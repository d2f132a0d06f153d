"""What a job is, by the words of its title; the title itself stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import roles
from tracker.models import RoleKind

R = RoleKind


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Senior Machine Learning Engineer, Ranking", R.ML_ENGINEER),
        ("Software Engineer, Machine Learning", R.ML_ENGINEER),
        ("MLE II", R.ML_ENGINEER),
        ("AI Engineer", R.ML_ENGINEER),
        ("MLOps Engineer", R.ML_PLATFORM_ENGINEER),
        ("Software Engineer, AI Infrastructure", R.ML_PLATFORM_ENGINEER),
        ("Research Engineer, Speech", R.RESEARCH_ENGINEER),
        ("Research Scientist, RL", R.RESEARCH_SCIENTIST),
        ("AI Researcher", R.RESEARCH_SCIENTIST),
        ("Applied Scientist II", R.APPLIED_SCIENTIST),
        ("Senior Data Scientist (m/w/d)", R.DATA_SCIENTIST),
        ("Computer Vision Engineer", R.DEEP_LEARNING_ENGINEER),
        ("Deep-Learning Engineer", R.DEEP_LEARNING_ENGINEER),
        ("Developer Advocate, AI", R.DEVELOPER_ADVOCATE),
        ("PyTorch Compiler Engineer", R.FRAMEWORK_ENGINEER),
        ("ML Solutions Architect", R.SOLUTIONS_ENGINEER),
        ("ASIC Design Engineer", R.HARDWARE_ENGINEER),
        ("Data Engineer, ML", R.DATA_ENGINEER),
        ("Senior .NET Engineer", R.SOFTWARE_ENGINEER),
        ("Software Engineer, Inference", R.SOFTWARE_ENGINEER),
        ("Engineering Manager, ML", R.ENGINEERING_MANAGER),
        ("Head of Machine Learning", R.ENGINEERING_MANAGER),
        ("Product Manager, AI", None),
        ("Member of Technical Staff", None),
        ("Chef", None),
        ("", None),
    ],
)
def test_a_role_is_proposed_from_the_title(title: str, role: RoleKind | None) -> None:
    assert roles.suggest(title) is role


def test_every_role_has_a_name_and_the_talks_five_are_ml_engineers() -> None:
    assert list(roles.LABELS) == list(RoleKind)
    assert len(roles.ML_ENGINEERS) == 5
    assert not roles.ML_ENGINEERS & {R.ML_PLATFORM_ENGINEER, R.FRAMEWORK_ENGINEER}


@given(st.text(max_size=400))
def test_any_title_is_taken(title: str) -> None:
    assert roles.suggest(title) in {None, *RoleKind}


@pytest.mark.timeout(60)  # a blink; what looks back from every word takes hours
def test_a_long_title_does_not_hang() -> None:
    assert roles.suggest("ml engineer platform data research " * 6_000)

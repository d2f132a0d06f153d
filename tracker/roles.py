"""What a job is, whatever its title says: the taxonomy of the talk. Pure.

The talk ("Machine Learning Interviews", Chip Huyen, 2019) parts research from
engineering and says which jobs the words “machine learning engineer” cover: research
engineer, developer advocate, data scientist, deep-learning engineer and the plain one;
ML operations and framework engineers are not among them. Her book adds platform,
solutions and hardware engineers. A title is never changed into a role: in some teams
two titles are one job, in others one title is two. So the role stands beside the title
as it was posted, and `suggest` only proposes one.
"""

from __future__ import annotations

import re

from tracker import names
from tracker.models import RoleKind

LABELS = {
    RoleKind.RESEARCH_SCIENTIST: "Research scientist",
    RoleKind.RESEARCH_ENGINEER: "Research engineer",
    RoleKind.APPLIED_SCIENTIST: "Applied scientist",
    RoleKind.DATA_SCIENTIST: "Data scientist",
    RoleKind.DEEP_LEARNING_ENGINEER: "Deep-learning engineer",
    RoleKind.ML_ENGINEER: "ML engineer",
    RoleKind.DEVELOPER_ADVOCATE: "Developer advocate",
    RoleKind.ML_PLATFORM_ENGINEER: "ML platform engineer",
    RoleKind.FRAMEWORK_ENGINEER: "Framework engineer",
    RoleKind.SOLUTIONS_ENGINEER: "Solutions engineer",
    RoleKind.HARDWARE_ENGINEER: "Hardware engineer",
    RoleKind.DATA_ENGINEER: "Data engineer",
    RoleKind.SOFTWARE_ENGINEER: "Software engineer",
    RoleKind.ENGINEERING_MANAGER: "Engineering manager",
    RoleKind.OTHER: "Other",
}
"""What a person reads for each role."""

ML_ENGINEERS = frozenset(
    {
        RoleKind.RESEARCH_ENGINEER,
        RoleKind.DEVELOPER_ADVOCATE,
        RoleKind.DATA_SCIENTIST,
        RoleKind.DEEP_LEARNING_ENGINEER,
        RoleKind.ML_ENGINEER,
    }
)
"""The five jobs that the talk says “machine learning engineer” is used for."""

_ML = r"(?:ml|ai|machine learning|artificial intelligence|m\.l\.)"
_MAKER = r"(?:engineer|developer|programmer|swe|sde|architect)"
_RULES = (
    (
        RoleKind.ENGINEERING_MANAGER,
        (
            rf"\b(?:engineering|software|research|data|data science|platform|{_ML}) "
            r"(?:engineering )?manager\b|(?<!product )(?<!program )\bmanager (?:of )?"
            r"(?:engineering|software|data|"
            rf"research|{_ML})\b|\b(?:head|director|vp) of (?:engineering|software|"
            rf"research|data|data science|{_ML})\b|\bengineering (?:director|lead)\b|"
            r"\bcto\b"
        ),
    ),
    (
        RoleKind.DEVELOPER_ADVOCATE,
        (
            r"\b(?:developer (?:advocate|relations|evangelist)|devrel|"
            r"(?:programs|community) engineer|evangelist)\b"
        ),
    ),
    (
        RoleKind.SOLUTIONS_ENGINEER,
        (
            r"\b(?:solutions?|sales|customer|applications?|forward deployed|field)"
            rf" (?:{_ML} )?(?:engineer|architect)\b|\bforward[- ]deployed\b"
        ),
    ),
    (
        RoleKind.HARDWARE_ENGINEER,
        r"\b(?:hardware|asic|fpga|silicon|rtl|accelerator|chip|vlsi)\b",
    ),
    (
        RoleKind.FRAMEWORK_ENGINEER,
        r"\b(?:framework|compiler|kernel|pytorch|tensorflow|jax|cuda)s?\b",
    ),
    (
        RoleKind.ML_PLATFORM_ENGINEER,
        (
            rf"\bml ?ops\b|\b{_ML}\b.*\b(?:platform|infrastructure|infra|devops|ops|"
            rf"operations|systems?)\b|\b(?:platform|infrastructure|infra)\b.*\b{_ML}\b"
        ),
    ),
    (
        RoleKind.RESEARCH_ENGINEER,
        r"\bresearch (?:software )?engineer\b|\bengineer\b.*\bresearch\b",
    ),
    (
        RoleKind.APPLIED_SCIENTIST,
        r"\bapplied (?:\w+ )*(?:scientist|researcher|research)\b",
    ),
    (
        RoleKind.RESEARCH_SCIENTIST,
        (
            r"\bresearch(?:er)?\b(?=.*\bscientist\b)|\bresearcher\b|"
            rf"\b(?:{_ML}|deep learning|vision|nlp) scientist\b|\bresearch fellow\b"
        ),
    ),
    (RoleKind.DATA_SCIENTIST, r"\bdata scien(?:tist|ce)\b|\bdecision scientist\b"),
    (
        RoleKind.DEEP_LEARNING_ENGINEER,
        (
            r"\b(?:deep learning|computer vision|vision|speech|nlp|llm|language model|"
            r"natural language|perception)\b"
            rf".*\b{_MAKER}\b|\b{_MAKER}\b.*\bdeep learning\b"
        ),
    ),
    (
        RoleKind.DATA_ENGINEER,
        r"\b(?:data|analytics|etl|pipeline) (?:platform )?engineer\b",
    ),
    (
        RoleKind.ML_ENGINEER,
        (
            rf"\b{_ML}\b.*\b{_MAKER}\b|\b{_MAKER}\b.*\b{_ML}\b|\bmle\b|"
            r"\b(?:search|relevance|ranking|recommendations?|forecasting) engineer\b"
        ),
    ),
    (
        RoleKind.SOFTWARE_ENGINEER,
        (
            r"(?:\b|\.)(?:net|software|backend|back end|frontend|front end|full ?stack|"
            r"python|java|golang|rust|web|mobile|ios|android|site reliability|devops|"
            r"platform|systems?|"
            r"staff|principal|cloud|security|infrastructure) "
            rf"(?:\w+ )?{_MAKER}\b|\b(?:swe|sde|sre|programmer|developer)\b"
        ),
    ),
)
"""The first that fits a folded title, punctuation made spaces, is proposed."""
_KNOWN = [(kind, re.compile(rule)) for kind, rule in _RULES]


def suggest(title: str) -> RoleKind | None:
    """Propose what a posted title means; None where its words say too little.

    Examples:
        >>> suggest("Senior Machine Learning Engineer, Ranking").value
        'ml_engineer'
        >>> suggest("MLOps Engineer").value
        'ml_platform_engineer'
        >>> suggest("Chef")
    """
    text = re.sub(r"[^\w+#.]+", " ", names.fold(title)[: names.KEY]).strip()
    return next((kind for kind, rule in _KNOWN if rule.search(text)), None)

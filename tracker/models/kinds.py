"""The words that a column can hold."""

from __future__ import annotations

from enum import StrEnum, auto


class Stage(StrEnum):
    """Where an application stands, in the order a search moves."""

    SAVED = auto()
    APPLIED = auto()
    SCREEN = auto()
    CHALLENGE = auto()
    OFFSITE = auto()
    ONSITE = auto()
    OFFER = auto()
    ACCEPTED = auto()
    DECLINED = auto()
    REJECTED = auto()
    WITHDRAWN = auto()
    NO_ANSWER = auto()


class Source(StrEnum):
    """How an application came about."""

    REFERRAL = auto()
    RECRUITER = auto()
    CAMPUS = auto()
    ONLINE = auto()
    AGENCY = auto()
    IN_PERSON = auto()
    OTHER = auto()


class RoundKind(StrEnum):
    """What an interview round is for."""

    SCREEN = auto()
    CHALLENGE = auto()
    OFFSITE = auto()
    ONSITE = auto()
    OTHER = auto()


class RoundFormat(StrEnum):
    """How an interview round is held."""

    CODING = auto()
    QUIZ = auto()
    MULTIPLE_CHOICE = auto()
    DEBUGGING = auto()
    PAIR_PROGRAMMING = auto()
    GOOD_COP_BAD_COP = auto()
    TAKE_HOME = auto()
    WHITEBOARD = auto()
    SYSTEM_DESIGN = auto()
    BEHAVIOURAL = auto()
    PRESENTATION = auto()
    LUNCH = auto()
    CONVERSATION = auto()


class TieKind(StrEnum):
    """What two people are to each other."""

    FRIEND = auto()
    COLLEAGUE = auto()
    CLASSMATE = auto()
    COAUTHOR = auto()
    OTHER = auto()


class Provenance(StrEnum):
    """Where a tie is known from."""

    TYPED = auto()
    OWN_EXPORT = auto()
    FRIEND_EXPORT = auto()
    PANEL = auto()
    ADDRESS_BOOK = auto()
    MESSAGES = auto()
    COAUTHORS = auto()
    COMMITS = auto()
    SCHOOL = auto()
    TEAM = auto()


class GrantKind(StrEnum):
    """What an equity grant is made of."""

    RSU = auto()
    OPTIONS = auto()
    SHARES = auto()


class AskState(StrEnum):
    """Where a referral ask stands."""

    DRAFTED = auto()
    ASKED = auto()
    AGREED = auto()
    INTRODUCED = auto()
    SUBMITTED = auto()
    ACKNOWLEDGED = auto()
    DECLINED = auto()
    SILENT = auto()
    WITHDRAWN = auto()


class Anchor(StrEnum):
    """What the day of a search goal is."""

    START = auto()
    JOB_END = auto()
    VISA = auto()
    LEASE = auto()
    GRADUATION = auto()
    BONUS = auto()
    NOTICE_GIVEN = auto()


class Granted(StrEnum):
    """What a company said to a later deadline."""

    OPEN = auto()
    YES = auto()
    NO = auto()


class InteractionKind(StrEnum):
    """How two people were in contact."""

    MESSAGE = auto()
    CALL = auto()
    MEETING = auto()
    OTHER = auto()


class ImportKind(StrEnum):
    """What an imported file was recognised as."""

    CONNECTIONS = auto()
    JOB_APPLICATIONS = auto()
    SAVED_JOBS = auto()
    SPREADSHEET = auto()
    FOOTHOLD = auto()
    MESSAGES = auto()
    INVITATIONS = auto()
    POSITIONS = auto()
    EDUCATION = auto()
    RECOMMENDATIONS = auto()
    ENDORSEMENTS = auto()
    ADDRESS_BOOK = auto()
    CALENDAR = auto()
    COAUTHORS = auto()
    COMMITS = auto()
    PROFILE = auto()


class RowOutcome(StrEnum):
    """What became of one row of an imported file."""

    NEW = auto()
    KNOWN = auto()
    PROBLEM = auto()


class RoleKind(StrEnum):
    """What a job is, whatever its title says."""

    RESEARCH_SCIENTIST = auto()
    RESEARCH_ENGINEER = auto()
    APPLIED_SCIENTIST = auto()
    DATA_SCIENTIST = auto()
    DEEP_LEARNING_ENGINEER = auto()
    ML_ENGINEER = auto()
    DEVELOPER_ADVOCATE = auto()
    ML_PLATFORM_ENGINEER = auto()
    FRAMEWORK_ENGINEER = auto()
    SOLUTIONS_ENGINEER = auto()
    HARDWARE_ENGINEER = auto()
    DATA_ENGINEER = auto()
    SOFTWARE_ENGINEER = auto()
    ENGINEERING_MANAGER = auto()
    OTHER = auto()


class CompanySize(StrEnum):
    """How large an employer is; how it interviews goes with it."""

    STARTUP = auto()
    MEDIUM = auto()
    BIG = auto()


class Experience(StrEnum):
    """How the searcher was treated: -1, 0 or 1 in the study of the talk."""

    NEGATIVE = auto()
    NEUTRAL = auto()
    POSITIVE = auto()


class Difficulty(StrEnum):
    """How hard an interview was, as reviews say it."""

    EASY = auto()
    MEDIUM = auto()
    HARD = auto()


class RoundResult(StrEnum):
    """What became of a round; none is known until the company says."""

    PASSED = auto()
    FAILED = auto()


class BadQuestion(StrEnum):
    """The talk's seven kinds of bad interview question, in its order."""

    LOOKED_UP = auto()
    IRRELEVANT = auto()
    ONE_INSIGHT = auto()
    SEVERAL_SKILLS = auto()
    HARD_NAMES = auto()
    ONE_EXPECTED_ANSWER = auto()
    TOO_EASY = auto()


class RefusalKind(StrEnum):
    """Which suggestion was turned down."""

    TIE = auto()
    SAME_PERSON = auto()
    SAME_COMPANY = auto()

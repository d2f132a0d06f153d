"""Resume versions, debriefs, own stages, undo, merges, schools, a calendar feed.

Frozen: what a released step does never changes, so it names types by itself
and imports nothing of the package.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def exact() -> sa.String:
    """Decimal digit for digit: text where the database would keep a float."""
    return sa.String(64).with_variant(sa.Numeric(asdecimal=True), "postgresql")


def _refer(table: str, column: str, target: str) -> None:
    """Add a column that refers to a table; SQLite takes that in one statement only."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} CHAR(32) "
            f"REFERENCES {target} (id) ON DELETE SET NULL"
        )
        return
    op.add_column(table, sa.Column(column, sa.Uuid(), nullable=True))
    op.create_foreign_key(None, table, target, [column], ["id"], ondelete="SET NULL")


def upgrade() -> None:  # noqa: PLR0915 - one statement a table, column or index
    """Add them."""
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index(
        op.f("ix_calendar_feed_owner"), "calendar_feed", ["owner"], unique=False
    )
    op.create_table(
        "custom_stage",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner", "key"),
    )
    op.create_index(
        op.f("ix_custom_stage_owner"), "custom_stage", ["owner"], unique=False
    )
    op.create_table(
        "merge_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("gone_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_merge_record_gone_id"), "merge_record", ["gone_id"], unique=False
    )
    op.create_index(
        op.f("ix_merge_record_kept_id"), "merge_record", ["kept_id"], unique=False
    )
    op.create_index(
        op.f("ix_merge_record_owner"), "merge_record", ["owner"], unique=False
    )
    op.create_table(
        "refusal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner", "kind", "one_id", "other_id"),
    )
    op.create_index(op.f("ix_refusal_one_id"), "refusal", ["one_id"], unique=False)
    op.create_index(op.f("ix_refusal_other_id"), "refusal", ["other_id"], unique=False)
    op.create_index(op.f("ix_refusal_owner"), "refusal", ["owner"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner", "page", "name"),
    )
    op.create_index(op.f("ix_saved_view_owner"), "saved_view", ["owner"], unique=False)
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=10000000), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner", "sha256"),
    )
    op.create_index(
        op.f("ix_stored_file_owner"), "stored_file", ["owner"], unique=False
    )
    op.create_table(
        "undo_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_undo_step_owner"), "undo_step", ["owner"], unique=False)
    op.create_table(
        "education",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("school", sa.String(length=200), nullable=False),
        sa.Column("school_key", sa.String(length=200), nullable=False),
        sa.Column("programme", sa.String(length=200), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("cohort_size", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_education_batch_id"), "education", ["batch_id"], unique=False
    )
    op.create_index(op.f("ix_education_owner"), "education", ["owner"], unique=False)
    op.create_index(
        op.f("ix_education_person_id"), "education", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_education_school_key"), "education", ["school_key"], unique=False
    )
    op.create_table(
        "resume",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_resume_file_id"), "resume", ["file_id"], unique=False)
    op.create_index(op.f("ix_resume_owner"), "resume", ["owner"], unique=False)
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20000), nullable=False),
        sa.Column("bad_kind", sa.String(length=32), nullable=True),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["interview_round.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_question_owner"), "question", ["owner"], unique=False)
    op.create_index(
        op.f("ix_question_round_id"), "question", ["round_id"], unique=False
    )
    op.add_column("application", sa.Column("role", sa.String(length=32), nullable=True))
    op.add_column(
        "application", sa.Column("tags", sa.JSON(), server_default="[]", nullable=False)
    )
    op.add_column("application", sa.Column("excitement", sa.Integer(), nullable=True))
    op.add_column(
        "application",
        sa.Column(
            "next_step", sa.String(length=200), server_default="", nullable=False
        ),
    )
    _refer("application", "resume_id", "resume")
    op.add_column(
        "application", sa.Column("experience", sa.String(length=32), nullable=True)
    )
    op.add_column(
        "application", sa.Column("difficulty", sa.String(length=32), nullable=True)
    )
    op.add_column("application", sa.Column("process_days", sa.Integer(), nullable=True))
    op.add_column(
        "application",
        sa.Column("lesson", sa.String(length=20000), server_default="", nullable=False),
    )
    op.create_index(
        op.f("ix_application_resume_id"), "application", ["resume_id"], unique=False
    )
    op.add_column("company", sa.Column("size", sa.String(length=32), nullable=True))
    op.add_column("import_batch", sa.Column("consent_on", sa.Date(), nullable=True))
    op.add_column(
        "import_batch",
        sa.Column(
            "consent_note", sa.String(length=200), server_default="", nullable=False
        ),
    )
    op.add_column(
        "interview_round",
        sa.Column("preparation", sa.JSON(), server_default="[]", nullable=False),
    )
    op.add_column(
        "interview_round", sa.Column("hours_estimated", exact(), nullable=True)
    )
    op.add_column("interview_round", sa.Column("hours_spent", exact(), nullable=True))
    op.add_column("interview_round", sa.Column("promised_on", sa.Date(), nullable=True))
    op.add_column(
        "interview_round",
        sa.Column("debriefed_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.add_column("interview_round", sa.Column("went", sa.Integer(), nullable=True))
    op.add_column(
        "interview_round", sa.Column("experience", sa.String(length=32), nullable=True)
    )
    op.add_column(
        "interview_round", sa.Column("difficulty", sa.String(length=32), nullable=True)
    )
    op.add_column(
        "interview_round", sa.Column("result", sa.String(length=32), nullable=True)
    )
    op.add_column(
        "interview_round", sa.Column("interviewer_quality", sa.Integer(), nullable=True)
    )
    op.add_column(
        "interview_round",
        sa.Column(
            "red_flags", sa.String(length=20000), server_default="", nullable=False
        ),
    )
    op.add_column(
        "interview_round",
        sa.Column("lesson", sa.String(length=20000), server_default="", nullable=False),
    )
    op.add_column("interview_round", sa.Column("thanked_on", sa.Date(), nullable=True))
    op.add_column(
        "interview_round",
        sa.Column("is_nda", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "interview_round",
        sa.Column(
            "calendar_uid", sa.String(length=500), server_default="", nullable=False
        ),
    )
    op.add_column(
        "interview_round",
        sa.Column(
            "calendar_sequence", sa.Integer(), server_default="0", nullable=False
        ),
    )
    op.add_column(
        "interview_round",
        sa.Column(
            "calendar_recurrence",
            sa.String(length=64),
            server_default="",
            nullable=False,
        ),
    )
    op.add_column(
        "interview_round",
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index(
        op.f("ix_interview_round_calendar_uid"),
        "interview_round",
        ["calendar_uid"],
        unique=False,
    )
    op.add_column(
        "person",
        sa.Column("phone", sa.String(length=64), server_default="", nullable=False),
    )
    op.add_column(
        "person",
        sa.Column("other_emails", sa.JSON(), server_default="[]", nullable=False),
    )
    op.add_column(
        "position",
        sa.Column("team", sa.String(length=200), server_default="", nullable=False),
    )
    op.add_column("position", sa.Column("team_size", sa.Integer(), nullable=True))
    op.add_column(
        "searcher", sa.Column("rules", sa.JSON(), server_default="{}", nullable=False)
    )
    op.add_column(
        "searcher",
        sa.Column("templates", sa.JSON(), server_default="{}", nullable=False),
    )
    op.add_column(
        "searcher", sa.Column("priors", sa.JSON(), server_default="{}", nullable=False)
    )
    _refer("stage_change", "custom_stage_id", "custom_stage")
    op.add_column("stage_change", sa.Column("corrects_id", sa.Uuid(), nullable=True))
    op.add_column(
        "stage_change",
        sa.Column("retracted_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index(
        op.f("ix_stage_change_custom_stage_id"),
        "stage_change",
        ["custom_stage_id"],
        unique=False,
    )
    op.add_column(
        "task",
        sa.Column("is_pinned", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column(
        "task",
        sa.Column(
            "is_retired", sa.Boolean(), server_default=sa.false(), nullable=False
        ),
    )
    op.add_column("tie", sa.Column("times", sa.Integer(), nullable=True))
    op.drop_index(op.f("ix_tie_from_id"), table_name="tie")
    op.drop_index(op.f("ix_tie_to_id"), table_name="tie")
    op.create_index("ix_tie_from_id_to_id", "tie", ["from_id", "to_id"], unique=False)
    op.create_index("ix_tie_to_id_from_id", "tie", ["to_id", "from_id"], unique=False)

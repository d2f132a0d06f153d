"""The first schema.

Frozen: what a released step does never changes, so it names types by itself
and imports nothing of the package.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def exact() -> sa.String:
    """Decimal digit for digit: text where the database would keep a float."""
    return sa.String(64).with_variant(sa.Numeric(asdecimal=True), "postgresql")


def upgrade() -> None:  # noqa: PLR0915 - one statement a table or index
    """Make every table."""
    op.create_table(
        "company",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner", "key"),
    )
    op.create_index(op.f("ix_company_batch_id"), "company", ["batch_id"], unique=False)
    op.create_index(op.f("ix_company_owner"), "company", ["owner"], unique=False)
    op.create_table(
        "form_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_form_token_owner"), "form_token", ["owner"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("profile_url", sa.String(length=2000), nullable=False),
        sa.Column("profile_key", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.Column("is_me", sa.Boolean(), nullable=False),
        sa.Column("no_contact", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_person_batch_id"), "person", ["batch_id"], unique=False)
    op.create_index(op.f("ix_person_owner"), "person", ["owner"], unique=False)
    op.create_index("ix_person_owner_key", "person", ["owner", "key"], unique=False)
    op.create_index(
        op.f("ix_person_profile_key"), "person", ["profile_key"], unique=False
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("log", sa.Integer(), nullable=False),
        sa.Column("network", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner"),
    )
    op.create_table(
        "search_goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("anchor", sa.String(length=32), nullable=False),
        sa.Column("notice_months", sa.Integer(), nullable=False),
        sa.Column("prepare_days", sa.Integer(), nullable=False),
        sa.Column("slack_days", sa.Integer(), nullable=False),
        sa.Column("is_passive", sa.Boolean(), nullable=False),
        sa.Column("decision_days", sa.Integer(), nullable=False),
        sa.Column("process_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner"),
    )
    op.create_index(
        op.f("ix_search_goal_owner"), "search_goal", ["owner"], unique=False
    )
    op.create_table(
        "searcher",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("profile_url", sa.String(length=2000), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("region", sa.String(length=64), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("holidays", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner"),
    )
    op.create_index(op.f("ix_searcher_owner"), "searcher", ["owner"], unique=False)
    op.create_table(
        "application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=True),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("url_key", sa.String(length=2000), nullable=False),
        sa.Column("location", sa.String(length=200), nullable=False),
        sa.Column("salary", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.Column("posting", sa.String(length=200000), nullable=False),
        sa.Column("status_to_map", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_application_batch_id"), "application", ["batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_application_company_id"), "application", ["company_id"], unique=False
    )
    op.create_index(
        op.f("ix_application_owner"), "application", ["owner"], unique=False
    )
    op.create_index(
        op.f("ix_application_url_key"), "application", ["url_key"], unique=False
    )
    op.create_table(
        "company_alias",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner", "key"),
    )
    op.create_index(
        op.f("ix_company_alias_batch_id"), "company_alias", ["batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_company_alias_company_id"),
        "company_alias",
        ["company_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_company_alias_owner"), "company_alias", ["owner"], unique=False
    )
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("friend_id", sa.Uuid(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["friend_id"], ["person.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_import_batch_owner"), "import_batch", ["owner"], unique=False
    )
    op.create_table(
        "position",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_position_batch_id"), "position", ["batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_position_company_id"), "position", ["company_id"], unique=False
    )
    op.create_index(op.f("ix_position_owner"), "position", ["owner"], unique=False)
    op.create_index(
        op.f("ix_position_person_id"), "position", ["person_id"], unique=False
    )
    op.create_table(
        "tie",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("both_ways", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("provenance", sa.String(length=32), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("chance", sa.Float(), nullable=True),
        sa.CheckConstraint(
            "chance IS NULL OR (chance >= 0 AND chance <= 1)", name="tie_chance"
        ),
        sa.CheckConstraint("from_id <> to_id", name="tie_joins_two_people"),
        sa.ForeignKeyConstraint(["from_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["to_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_tie_batch_id"), "tie", ["batch_id"], unique=False)
    op.create_index(op.f("ix_tie_from_id"), "tie", ["from_id"], unique=False)
    op.create_index(op.f("ix_tie_owner"), "tie", ["owner"], unique=False)
    op.create_index(op.f("ix_tie_to_id"), "tie", ["to_id"], unique=False)
    op.create_table(
        "import_row",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=20000), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("raw", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_import_row_batch_id"), "import_row", ["batch_id"], unique=False
    )
    op.create_index(op.f("ix_import_row_owner"), "import_row", ["owner"], unique=False)
    op.create_index(
        op.f("ix_import_row_record_id"), "import_row", ["record_id"], unique=False
    )
    op.create_table(
        "interaction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("inbound", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_interaction_application_id"),
        "interaction",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_interaction_batch_id"), "interaction", ["batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_interaction_owner"), "interaction", ["owner"], unique=False
    )
    op.create_index(
        op.f("ix_interaction_person_id"), "interaction", ["person_id"], unique=False
    )
    op.create_table(
        "interview_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("format", sa.String(length=32), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=2000), nullable=False),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_interview_round_application_id"),
        "interview_round",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_interview_round_batch_id"),
        "interview_round",
        ["batch_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_interview_round_owner"), "interview_round", ["owner"], unique=False
    )
    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("base", exact(), nullable=False),
        sa.Column("bonus_target", exact(), nullable=False),
        sa.Column("bonus_payout", exact(), nullable=False),
        sa.Column("raise_rate", exact(), nullable=False),
        sa.Column("sign_on", exact(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("deadline_on", sa.Date(), nullable=True),
        sa.Column("deadline_time", sa.String(length=5), nullable=False),
        sa.Column("deadline_zone", sa.String(length=64), nullable=False),
        sa.Column("in_writing", sa.Boolean(), nullable=False),
        sa.Column("said_only", sa.JSON(), nullable=False),
        sa.Column("promises", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(length=200), nullable=False),
        sa.Column("standard_level", sa.String(length=200), nullable=False),
        sa.Column("location", sa.String(length=200), nullable=False),
        sa.Column("price_place", sa.String(length=200), nullable=False),
        sa.Column("benefits", sa.JSON(), nullable=False),
        sa.Column("refreshers", sa.JSON(), nullable=False),
        sa.Column("ratings", sa.JSON(), nullable=False),
        sa.Column("reservation", exact(), nullable=True),
        sa.Column("target", exact(), nullable=True),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_offer_application_id"), "offer", ["application_id"], unique=False
    )
    op.create_index(op.f("ix_offer_batch_id"), "offer", ["batch_id"], unique=False)
    op.create_index(op.f("ix_offer_owner"), "offer", ["owner"], unique=False)
    op.create_table(
        "referral_ask",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("company_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("insider_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["company_id"],
            ["company.id"],
        ),
        sa.ForeignKeyConstraint(["insider_id"], ["person.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_referral_ask_application_id"),
        "referral_ask",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_referral_ask_batch_id"), "referral_ask", ["batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_referral_ask_company_id"), "referral_ask", ["company_id"], unique=False
    )
    op.create_index(
        op.f("ix_referral_ask_insider_id"), "referral_ask", ["insider_id"], unique=False
    )
    op.create_index(
        op.f("ix_referral_ask_owner"), "referral_ask", ["owner"], unique=False
    )
    op.create_index(
        op.f("ix_referral_ask_person_id"), "referral_ask", ["person_id"], unique=False
    )
    op.create_table(
        "ask_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("ask_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(["ask_id"], ["referral_ask.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_ask_change_ask_id"), "ask_change", ["ask_id"], unique=False
    )
    op.create_index(op.f("ix_ask_change_owner"), "ask_change", ["owner"], unique=False)
    op.create_table(
        "stage_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_stage_change_application_id"),
        "stage_change",
        ["application_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_stage_change_batch_id"), "stage_change", ["batch_id"], unique=False
    )
    op.create_index(
        op.f("ix_stage_change_owner"), "stage_change", ["owner"], unique=False
    )
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("binned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("rule_key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_task_application_id"), "task", ["application_id"], unique=False
    )
    op.create_index(op.f("ix_task_batch_id"), "task", ["batch_id"], unique=False)
    op.create_index(op.f("ix_task_owner"), "task", ["owner"], unique=False)
    op.create_index(op.f("ix_task_rule_key"), "task", ["rule_key"], unique=False)
    op.create_table(
        "equity_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("value", exact(), nullable=False),
        sa.Column("shares_by_year", sa.JSON(), nullable=False),
        sa.Column("cadence", sa.JSON(), nullable=False),
        sa.Column("cliff_months", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("starts_month", sa.Integer(), nullable=False),
        sa.Column("haircut", exact(), nullable=True),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("company", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_equity_grant_offer_id"), "equity_grant", ["offer_id"], unique=False
    )
    op.create_index(
        op.f("ix_equity_grant_owner"), "equity_grant", ["owner"], unique=False
    )
    op.create_table(
        "deadline_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("deadline_on", sa.Date(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("granted", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=20000), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_deadline_change_offer_id"),
        "deadline_change",
        ["offer_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_deadline_change_owner"), "deadline_change", ["owner"], unique=False
    )
    op.create_table(
        "sign_on_bonus",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("amount", exact(), nullable=False),
        sa.Column("paid_month", sa.Integer(), nullable=False),
        sa.Column("window_months", sa.Integer(), nullable=False),
        sa.Column("shape", sa.String(length=32), nullable=False),
        sa.Column("leaving", sa.String(length=32), nullable=False),
        sa.Column("net_of", exact(), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_sign_on_bonus_offer_id"), "sign_on_bonus", ["offer_id"], unique=False
    )
    op.create_index(
        op.f("ix_sign_on_bonus_owner"), "sign_on_bonus", ["owner"], unique=False
    )
    op.create_table(
        "offer_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("offer_id", "number"),
    )
    op.create_index(
        op.f("ix_offer_version_offer_id"), "offer_version", ["offer_id"], unique=False
    )
    op.create_index(
        op.f("ix_offer_version_owner"), "offer_version", ["owner"], unique=False
    )
    op.create_table(
        "negotiation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("what", sa.String(length=20000), nullable=False),
        sa.Column("in_writing", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        op.f("ix_negotiation_offer_id"), "negotiation", ["offer_id"], unique=False
    )
    op.create_index(
        op.f("ix_negotiation_owner"), "negotiation", ["owner"], unique=False
    )
    op.create_table(
        "assumptions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("held", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("owner"),
    )
    op.create_index(
        op.f("ix_assumptions_owner"), "assumptions", ["owner"], unique=False
    )
    op.create_table(
        "interviewer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["round_id"], ["interview_round.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("round_id", "person_id"),
    )
    op.create_index(
        op.f("ix_interviewer_owner"), "interviewer", ["owner"], unique=False
    )
    op.create_index(
        op.f("ix_interviewer_person_id"), "interviewer", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_interviewer_round_id"), "interviewer", ["round_id"], unique=False
    )

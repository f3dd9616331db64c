"""The tables as first released, with triggers that keep acts append-only. Later steps alter; none edits this one."""

from alembic import op

from baoxue.ledger.tables import APPEND_ONLY, meta

revision = "0001"
down_revision = None


def upgrade() -> None:
    bind = op.get_bind()
    meta.create_all(bind)
    if bind.dialect.name == "sqlite":
        for table in APPEND_ONLY:
            for act in ("update", "delete"):
                op.execute(
                    f"create trigger {table}_no_{act} before {act} on {table} "
                    f"begin select raise(abort, '{table} is append-only'); end"
                )

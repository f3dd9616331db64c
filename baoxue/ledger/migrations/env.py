"""Alembic's entry: runs on the connection that the ledger hands over, in its transaction."""

from alembic import context

from baoxue.ledger.tables import meta

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=meta)
with context.begin_transaction():
    context.run_migrations()

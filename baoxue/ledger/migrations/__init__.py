"""Schema of the ledger by numbered steps (Alembic); run when a ledger is opened."""

"""Acts of a viewer: who may, is the evidence there, then the ledger."""

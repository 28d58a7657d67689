"""Fitting the pair model, and measuring claims and contests; nothing here is needed to use a ledger."""

"""What a ledger holds, for people to read."""

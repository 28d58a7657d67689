"""The page: what a ledger holds, as one HTML file that needs nothing else."""

"""Killed at random moments: nothing that was reported as done is lost, and the next run ends the same.

Five on SQLite and five on PostgreSQL; ``LEDGER_KILLS=50 pytest tests/ledger/test_ledger_killed.py`` tries fifty
on each.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

KILLING = Path(__file__).with_name("killing.py")
LIVES = 5


def test_killed_at_random_moments(where):
    kills = int(os.environ.get("LEDGER_KILLS", 5)) // LIVES * LIVES
    ran = subprocess.run(
        [sys.executable, str(KILLING), where, "4", str(kills)],
        capture_output=True,
        text=True,
        timeout=300 + 40 * kills,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    outcome = json.loads(ran.stdout)
    assert outcome["lost"] == []
    assert (outcome["kills"], outcome["states"], outcome["different"]) == (kills, kills // LIVES, 0)
    assert outcome["reported"] > kills

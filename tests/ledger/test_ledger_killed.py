"""Killed at fifty random moments: nothing that was reported as done is lost, and the next run ends the same."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

KILLING = Path(__file__).with_name("killing.py")


@pytest.mark.slow
def test_killed_at_fifty_moments(where):
    ran = subprocess.run(
        [sys.executable, str(KILLING), where, "4"], capture_output=True, text=True, timeout=1800, check=False
    )
    assert ran.returncode == 0, ran.stderr
    outcome = json.loads(ran.stdout)
    assert outcome["lost"] == []
    assert (outcome["kills"], outcome["states"], outcome["different"]) == (50, 10, 0)
    assert outcome["reported"] > 50

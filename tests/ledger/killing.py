"""A process of its own that is killed while it adds articles and derives: what it reports is read from a pipe.

It forks for each life, so that what is slow to load is loaded once; ``python killing.py LEDGER SEED KILLS`` starts a
fresh ledger after every fifth kill, and prints how each ended.
"""

import json
import os
import random
import signal
import sys
import time
from itertools import pairwise
from pathlib import Path

from sqlalchemy import create_engine
from telling import ACCUSED, LATER, READER, TEXTS, article

from attribution.ledger import Ledger
from attribution.ledger.judgements import rename_speaker
from attribution.ledger.reviews import in_force

LIVES = 5
NAMED = "سالم بن الطيب"


def articles():
    """Articles of four matters, with a correction and a second appearance among them."""
    texts = [text.replace("يوم", f"يوم {number}") for number in range(2) for text in (*TEXTS, *LATER)]
    found = [article(text, f"a{number}", publisher="صحيفة الساحل") for number, text in enumerate(texts)]
    return [*found, article(f"{texts[0]} {ACCUSED}", "a0", publisher="صحيفة الساحل"), article(texts[1], "b1")]


def live(where, report):
    """One run, from opening to deriving; every step is reported when it is done."""
    with Ledger.open(where) as ledger:
        for number, each in enumerate(articles()):
            ledger.add(each, pipeline=READER)
            report(f"article {number}")
        ledger.derive()
        report("derived")
        if not in_force(ledger.reviews()):
            state = ledger.state()
            (known,) = [one.id for one in state.speakers if one.name == "سالم الطيب"]
            ledger.review(rename_speaker(state, known, NAMED), reviewer="ليلى")
        report("reviewed")
        ledger.derive()
        report("derived again")


def killed(where, steps, pause):
    """A life that ends some seconds after it has reported so many steps; what it reported, and whether it ended
    by being killed."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reader)
        live(where, lambda done: os.write(writer, f"{done}\n".encode()))
        os._exit(0)
    os.close(writer)
    told = b""
    while told.count(b"\n") < steps and (more := os.read(reader, 4096)):
        told += more
    time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while more := os.read(reader, 4096):
        told += more
    os.close(reader)
    return told.decode().splitlines(), os.WIFSIGNALED(status)


def lost(where, reported):
    """What was reported as done and is not there."""
    if not reported:
        return []
    every = articles()
    with Ledger.open(where, create=False) as ledger:
        reviews = ledger.reviews()
        gone = [
            done
            for done in reported
            if done.startswith("article")
            and not ledger.has((one := every[int(done.split()[1])]).sha256, READER)
            and not ledger.corrected(one)
        ]
        gone += ["reviewed"] if "reviewed" in reported and not reviews else []
        gone += ["derived"] if "derived" in reported and not ledger.state().speakers else []
        return gone


def state(where):
    """All that is current, and what is broken."""
    with Ledger.open(where) as ledger:
        return ledger.state().model_dump_json(), ledger.verify().broken


def emptied(where):
    """Make the place as it was before there was a ledger."""
    if "://" not in where:
        for suffix in ("", "-wal", "-shm"):
            Path(where + suffix).unlink(missing_ok=True)
        return
    user = where.split("//")[1].split("@")[0]
    engine = create_engine(where.replace(":", "+pg8000:", 1))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {user} CASCADE")
        connection.exec_driver_sql(f"CREATE SCHEMA {user}")
    engine.dispose()


def main(where, seed, kills):
    live(None, lambda done: None)  # what is read from files once is read now
    emptied(where)
    times = [time.perf_counter()]
    live(where, lambda done: times.append(time.perf_counter()))
    wanted, lasted = state(where), [after - before for before, after in pairwise(times)]
    chance = random.Random(seed)
    outcome = {"kills": 0, "reported": 0, "lost": [], "states": 0, "different": 0}
    while outcome["kills"] < kills:
        if outcome["kills"] % LIVES == 0:
            emptied(where)
        step = chance.randrange(len(lasted))
        reported, was_killed = killed(where, step, chance.uniform(0, lasted[step]))
        outcome["kills"] += was_killed
        outcome["reported"] += len(reported)
        outcome["lost"] += lost(where, reported)
        if outcome["kills"] % LIVES == 0 and was_killed:
            live(where, lambda done: None)
            outcome["states"] += 1
            outcome["different"] += state(where) != wanted
    print(json.dumps(outcome))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:]))

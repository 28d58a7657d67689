"""What is derived is written once, and again only where it differs."""

import json
import sqlite3
from pathlib import Path

import pytest

from attribution.ledger import Ledger, Pipeline, derivation
from attribution.records import Attributed, Claim, Mention, Position, Related, Speaker, attribution_id

PACKS = Path(__file__).parents[2] / "annotations" / "packs.jsonl"
GOLD = Pipeline("gold", "1")
DERIVED = ("origin", "speaker", "mention", "voice", "claim", "position", "related")


@pytest.fixture(scope="module")
def articles():
    return [Attributed(**json.loads(line)) for line in PACKS.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def foreseeable(monkeypatch):
    """Speakers by their names, an article an origin, one claim of everything."""

    def resolve(articles):
        speakers, speaker_of = {}, {}
        for article in articles:
            for index, attribution in enumerate(article.attributions):
                if attribution.speaker:
                    name = attribution.speaker_name
                    speaker_of[article.sha256, index] = f"id of {name}"
                    mention = Mention(article=article.sha256, span=attribution.speaker)
                    speakers.setdefault(name, []).append(mention)
        found = [
            Speaker(id=f"id of {n}", name=n, aliases=(n,), mentions=tuple(m)) for n, m in speakers.items()
        ]
        return found, speaker_of

    def gather(articles, speaker_of, decided):
        positions = tuple(
            Position(
                article=article.sha256,
                attribution=attribution_id(article.sha256, attribution.cue),
                span=attribution.content[0],
                speaker_id=speaker_of.get((article.sha256, index)),
                position="denies" if attribution.stance == "deny" else "asserts",
            )
            for article in articles
            for index, attribution in enumerate(article.attributions)
            if attribution.content
        )
        related = (Related(claim="c2", why="another event"),)
        claim = Claim(
            id="c1", text="نص", contested=True, reason="denial", positions=positions, related=related
        )
        return [claim, Claim(id="c2", text="نص آخر")]

    monkeypatch.setattr(derivation, "resolve", resolve)
    monkeypatch.setattr(derivation, "gather", gather)
    monkeypatch.setattr(derivation, "origins", lambda articles: {a.sha256: a.sha256 for a in articles})


def counts(path: Path, where: str = "superseded_by IS NULL") -> dict[str, int]:
    connection = sqlite3.connect(path)
    found = {t: connection.execute(f"SELECT count(*) FROM {t} WHERE {where}").fetchone()[0] for t in DERIVED}
    connection.close()
    return found


def contents(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = list(connection.iterdump())
    connection.close()
    return found


def test_what_is_derived_comes_out(path, articles, foreseeable):
    with Ledger.open(path) as ledger:
        for article in articles[:2]:
            ledger.add(article, pipeline=GOLD)
        assert ledger.derive()
        state = ledger.state()
    contested, other = state.claims
    assert (contested.id, contested.contested, contested.reason) == ("c1", True, "denial")
    assert contested.related == (Related(claim="c2", why="another event"),)
    assert len(contested.positions) == sum(
        bool(a.content) for article in articles[:2] for a in article.attributions
    )
    assert {p.attribution for p in contested.positions} <= {a.id for a in state.attributions}
    assert (other.id, other.positions) == ("c2", ())
    times = [sum(a.speaker_id == speaker.id for a in state.attributions) for speaker in state.speakers]
    assert times == sorted(times, reverse=True)
    assert times[-1] > 0
    for speaker in state.speakers:
        for mention in speaker.mentions:
            assert mention.span.of(next(a.text for a in state.articles if a.id == mention.article))
    assert [article.origin for article in state.articles] == [article.id for article in state.articles]


def test_deriving_again_writes_nothing(path, articles, foreseeable):
    with Ledger.open(path) as ledger:
        for article in articles[:3]:
            ledger.add(article, pipeline=GOLD)
        ledger.derive()
    before = path.read_bytes()
    with Ledger.open(path) as ledger:
        assert not ledger.derive()
    assert path.read_bytes() == before


def test_only_what_differs_is_written(path, articles, foreseeable):
    with Ledger.open(path) as ledger:
        ledger.add(articles[0], pipeline=GOLD)
        ledger.derive()
        before = counts(path)
        ledger.add(articles[20], pipeline=GOLD)
        assert ledger.derive()
    assert set(counts(path, "superseded_by IS NOT NULL").values()) == {0}
    after = counts(path)
    assert after["origin"] == before["origin"] + 1
    assert after["position"] > before["position"]
    assert (after["claim"], after["related"]) == (before["claim"], before["related"])


def test_what_holds_no_longer_is_superseded(path, articles, foreseeable):
    with Ledger.open(path) as ledger:
        ledger.add(articles[0], pipeline=GOLD)
        ledger.derive()
        before = counts(path)
        ledger.add(articles[0].model_copy(update={"attributions": ()}), pipeline=Pipeline("gold", "2"))
        ledger.derive()
        state = ledger.state()
    assert state.speakers == ()
    assert state.claims[0].positions == ()
    assert counts(path, "superseded_by IS NOT NULL")["position"] == before["position"]


def test_articles_that_came_after_the_last_derivation_are_counted(path, articles, foreseeable):
    with Ledger.open(path) as ledger:
        assert ledger.pending() == 0
        ledger.add(articles[0], pipeline=GOLD)
        assert ledger.pending() == 1
        ledger.derive()
        assert ledger.pending() == 0
        ledger.add(articles[0], pipeline=GOLD)
        assert ledger.pending() == 0
        ledger.add(articles[0], pipeline=Pipeline("gold", "2"))
        ledger.add(articles[1], pipeline=GOLD)
        assert ledger.pending() == 2
        ledger.derive()
        assert ledger.pending() == 0


def test_others_can_add_meanwhile_and_what_they_add_is_pending(path, articles, foreseeable, monkeypatch):
    def slow(found):
        with Ledger.open(path) as other:
            other.add(articles[1], pipeline=GOLD)
        return {article.sha256: article.sha256 for article in found}

    with Ledger.open(path) as ledger:
        ledger.add(articles[0], pipeline=GOLD)
        with monkeypatch.context() as patched:
            patched.setattr(derivation, "origins", slow)
            assert ledger.derive()
        assert ledger.pending() == 1
        assert [article.origin is None for article in ledger.state().articles] == [False, True]
        ledger.derive()
        assert ledger.pending() == 0


def test_every_table_is_renewed_even_if_the_first_has_changed(path, articles, foreseeable):
    with Ledger.open(path) as ledger:
        ledger.add(articles[0], pipeline=GOLD)
        ledger.derive()
    assert all(counts(path).values())


def test_an_error_while_deriving_changes_nothing(path, articles, foreseeable, monkeypatch):
    with Ledger.open(path) as ledger:
        ledger.add(articles[0], pipeline=GOLD)
        ledger.derive()
        ledger.add(articles[1], pipeline=GOLD)
        before = contents(path)

        def failing(articles):
            raise KeyboardInterrupt

        monkeypatch.setattr(derivation, "origins", failing)
        with pytest.raises(KeyboardInterrupt):
            ledger.derive()
    assert contents(path) == before


def test_the_order_of_adding_and_deriving_makes_no_difference(path, articles):
    with Ledger.open(path) as in_steps, Ledger.open() as at_once:
        for article in articles[:4]:
            in_steps.add(article, pipeline=GOLD)
            in_steps.derive()
            at_once.add(article, pipeline=GOLD)
        at_once.derive()
        assert in_steps.state() == at_once.state()
        assert in_steps.state().claims

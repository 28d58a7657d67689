"""One real Doccano server for all tests that need it; its environment is kept in ``.cache`` between runs."""

import importlib.util
import itertools
import os
import secrets
import socket
from pathlib import Path

import pytest

from attribution.doccano.documents import Place, to_line
from attribution.records import Attributed

ROOT = Path(__file__).parents[2]
CACHE = Path(os.environ["XDG_CACHE_HOME"]) / "arabic-attribution"
NUMBERS = itertools.count(1)

_spec = importlib.util.spec_from_file_location("tiny_training", ROOT / "tests" / "training" / "conftest.py")
_training = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_training)
articles, encoder, gold, tiny = _training.articles, _training.encoder, _training.gold, _training.tiny


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Running:
    """The server of the session, and its accounts.

    Attributes:
        folder: Its data.
        password: Of the account ``admin``, and of all annotators.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.password = os.environ.get("ATTRIBUTION_TEST_PASSWORD") or secrets.token_urlsafe(12)
        self.port = free_port()
        self.start()

    def start(self):
        from attribution.doccano.server import serve

        self.state = serve(self.folder, "admin", self.password, port=self.port, cache=CACHE)
        return self.state

    def client(self, user="admin"):
        from attribution.doccano.client import Client

        return Client(self.state.url, user, self.password)

    def annotator(self, name):
        """The client of an account, which is made if need be."""
        from attribution.doccano.projects import add_account
        from attribution.errors import AttributionError

        try:
            add_account(self.client(), name, self.password)
        except AttributionError as error:
            assert error.code == "A715"
        return self.client(name)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """ATTRIBUTION_TEST_SERVER=FOLDER keeps it running for the next run of the tests."""
    from attribution.doccano.server import stop

    kept = os.environ.get("ATTRIBUTION_TEST_SERVER")
    running = Running(Path(kept) if kept else tmp_path_factory.mktemp("doccano"))
    yield running
    if not kept:
        stop(running.folder)


@pytest.fixture(scope="session")
def cache():
    """Where the server's environment is kept."""
    return CACHE


@pytest.fixture
def port():
    """One that nobody listens at."""
    return free_port()


@pytest.fixture
def client(server):
    return server.client()


@pytest.fixture
def name():
    """A project's name that no other test has."""
    return f"مشروع {next(NUMBERS)} {secrets.token_hex(2)}"


@pytest.fixture(scope="session")
def packs():
    """The committed packs: 32 articles."""
    lines = (ROOT / "annotations" / "packs.jsonl").read_text(encoding="utf-8").split("\n")
    return [Attributed.model_validate_json(line) for line in lines if line]


class Desk:
    """What an annotator does, by the requests that Doccano's page sends; offsets are in UTF-16 units."""

    def __init__(self, client, project):
        self.client, self.project = client, project
        self.base = f"projects/{project.id}"
        self.examples = {
            e["meta"].get("doc_id", e["id"]): e["id"] for e in client.pages(f"{self.base}/examples")
        }

    def correct(self, article):
        """Delete what is annotated and annotate the article anew, as a line of the import has it."""
        base = f"{self.base}/examples/{self.examples[article.id]}"
        for span in self.client.ask("GET", f"{base}/spans"):
            self.client.ask("DELETE", f"{base}/spans/{span['id']}")
        line = to_line(article, Place("", 0, None, None), "")
        labels, kinds = self.labels(), self.labels("relation")
        made = {}
        for e in line["entities"]:
            body = {"label": labels[e["label"]], **{k: e[k] for k in ("start_offset", "end_offset")}}
            made[e["id"]] = self.client.ask("POST", f"{base}/spans", body)["id"]
        for r in line["relations"]:
            body = {"from_id": made[r["from_id"]], "to_id": made[r["to_id"]], "type": kinds[r["type"]]}
            self.client.ask("POST", f"{base}/relations", body)

    def labels(self, kind="span"):
        return {t["text"]: t["id"] for t in self.client.ask("GET", f"{self.base}/{kind}-types")}

    def spans(self, doc):
        names = {number: text for text, number in self.labels().items()}
        found = self.client.ask("GET", f"{self.base}/examples/{self.examples[doc]}/spans")
        return [{**s, "label": names[s["label"]]} for s in found]

    def relations(self, doc):
        return self.client.ask("GET", f"{self.base}/examples/{self.examples[doc]}/relations")

    def add_span(self, doc, label, start, end):
        body = {"label": self.labels()[label], "start_offset": start, "end_offset": end}
        return self.client.ask("POST", f"{self.base}/examples/{self.examples[doc]}/spans", body)["id"]

    def relabel(self, doc, span, label):
        self.client.ask(
            "PATCH",
            f"{self.base}/examples/{self.examples[doc]}/spans/{span}",
            {"label": self.labels()[label]},
        )

    def delete_span(self, doc, span):
        self.client.ask("DELETE", f"{self.base}/examples/{self.examples[doc]}/spans/{span}")

    def relate(self, doc, first, second, kind):
        body = {"from_id": first, "to_id": second, "type": self.labels("relation")[kind]}
        self.client.ask("POST", f"{self.base}/examples/{self.examples[doc]}/relations", body)

    def comment(self, doc, text):
        self.client.ask("POST", f"{self.base}/comments?example={self.examples[doc]}", {"text": text})

    def confirm(self, *docs):
        for doc in docs:
            self.client.ask("POST", f"{self.base}/examples/{self.examples[doc]}/states")


@pytest.fixture
def desk():
    return Desk

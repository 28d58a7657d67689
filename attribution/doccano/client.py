"""All talk with a Doccano server: doccano-client's beta for session, projects and labels, REST for what it lacks.

The release of doccano-client that installs beside spaCy is 1.1.1. Its ``beta`` raises on a wrong password; its other
class does not, and loses relations. What ``beta`` lacks (import with annotations, export by route, accounts, members,
confirmation) is a request each. Doccano answers an unknown route with its page and status 200, so an answer counts only
if it is JSON.
"""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from attribution.errors import AttributionError

PAGE = 500
"""Documents asked for at a time."""
WAIT = 600.0
PATIENCE = 4
"""Times that the worker is asked; Doccano gives it 3 seconds each time."""


class Client:
    """A session of one account with one server.

    Attributes:
        url: The server's address, without a slash at its end.
        user: Whose session it is.
        beta: doccano-client's own client, logged in.
        wait: Seconds that an import or export may take; a task runs after what others have asked for.
    """

    def __init__(self, url: str, user: str = "", password: str = "") -> None:
        """Log in; without a user only ``health`` can be asked.

        Raises:
            AttributionError: A700 without a server, A701 for a wrong name or password, A702 for one that is not
                Doccano, A737 without the package.
        """
        try:
            from doccano_client.beta import DoccanoClient
        except ImportError as error:
            raise AttributionError("A737", "doccano-client") from error
        self.url, self.user, self.wait = url.rstrip("/"), user, WAIT
        self.beta = DoccanoClient(self.url)
        if user:
            self._log_in(password)

    def _log_in(self, password: str) -> None:
        import requests

        with self.of_beta():
            try:
                self.beta.login(self.user, password)
            except requests.HTTPError as error:
                if error.response is not None and error.response.status_code == 400:
                    raise AttributionError("A701", self.url, user=self.user) from None
                raise
        session = self.beta.client_session
        session.headers["X-CSRFToken"] = session.cookies.get("csrftoken") or ""

    def ask(self, method: str, path: str, body: Any = None, **kwargs: Any) -> Any:
        """One request to ``/v1/`` and its answer as JSON (None where it is empty).

        Raises:
            AttributionError: A700 without a server, A703 where the account may not, A702 for any other refusal.
        """
        response = self._send(method, path, json=body, **kwargs)
        if not response.content:
            return None
        if "json" not in response.headers.get("content-type", ""):
            raise AttributionError(
                "A702", self.url, why=f"{path} gives {response.headers.get('content-type')}"
            )
        return response.json()

    def _send(self, method: str, path: str, **kwargs: Any) -> Any:
        """One request; one that only asks is tried again where the server is too busy to answer."""
        import requests

        url = f"{self.beta.api_url}/{path}"
        for pause in (1, 3, 9, 0):
            try:
                response = self.beta.client_session.request(method, url, timeout=120, **kwargs)
            except requests.RequestException as error:
                raise AttributionError("A700", self.url) from error
            if method != "GET" or response.status_code < 500 or not pause:
                break
            time.sleep(pause)
        if response.status_code in (401, 403):
            raise AttributionError("A703", self.url, user=self.user or "nobody")
        if not response.ok:
            raise AttributionError(
                "A702", self.url, why=f"{path}: {response.status_code} {response.text[:200]}"
            )
        return response

    def health(self) -> None:
        """Ask whether database, storage and worker are well; a worker that is only busy gets some time.

        Raises:
            AttributionError: A700 without a server, A704 without its worker, A702 for any other illness.
        """
        for _ in range(PATIENCE):
            ill = self._illnesses()
            if not any("celery" in name.lower() for name in ill):
                break
        else:
            raise AttributionError("A704", self.url)
        if ill:
            raise AttributionError("A702", self.url, why=ill)

    def _illnesses(self) -> dict[str, str]:
        import requests

        try:
            response = self.beta.client_session.get(f"{self.url}/v1/health/?format=json", timeout=30)
            return {name: state for name, state in response.json().items() if state != "OK"}
        except requests.ConnectionError as error:
            raise AttributionError("A700", self.url) from error
        except (ValueError, AttributeError, requests.RequestException) as error:
            raise AttributionError("A702", self.url, why="no state of health") from error

    @contextmanager
    def of_beta(self) -> Iterator[None]:
        """Turn what doccano-client raises into the errors that ``ask`` raises."""
        import requests

        try:
            yield
        except AttributionError:
            raise
        except requests.HTTPError as error:
            if error.response is not None and error.response.status_code == 403:
                raise AttributionError("A703", self.url, user=self.user) from None
            raise AttributionError("A702", self.url, why=error) from error
        except requests.JSONDecodeError as error:
            raise AttributionError("A702", self.url, why="no JSON") from error
        except requests.RequestException as error:
            raise AttributionError("A700", self.url) from error
        except ValueError as error:
            raise AttributionError("A702", self.url, why="no JSON") from error

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        """All results of a route that answers page by page."""
        offset = 0
        while True:
            page = self.ask("GET", path, params={"limit": PAGE, "offset": offset})
            yield from page["results"]
            offset += PAGE
            if page["next"] is None:
                return

    def finished(self, task: str) -> Any:
        """Wait for an import or export and give its result.

        Raises:
            AttributionError: A704 if the worker is gone or takes too long, A705 for a task that failed.
        """
        begun, pause = time.monotonic(), 0.1
        while not (status := self.ask("GET", f"tasks/status/{task}"))["ready"]:
            if time.monotonic() - begun > self.wait:
                raise AttributionError("A704", self.url)
            time.sleep(pause)
            pause = min(pause * 1.3, 2)
        if status.get("error"):
            raise AttributionError("A705", self.url, why=status["error"])
        return status["result"]

    def upload(self, project: int, lines: list[dict[str, Any]]) -> None:
        """Import documents with their annotations; they must have been validated, the server does not check.

        Raises:
            AttributionError: A704 or A705, see ``finished``; A705 also where single lines failed.
        """
        content = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n"
        response = self._send(
            "POST",
            "fp/process/",
            files={"filepond": ("push.jsonl", content.encode("utf-8"))},
            headers={"content-type": None, "accept": "*/*"},
        )
        body = {
            "uploadIds": [response.text.strip().strip('"')],
            "format": "JSONL",
            "task": "RelationExtraction",
            "encoding": "utf_8",
        }
        result = self.finished(self.ask("POST", f"projects/{project}/upload", body)["task_id"])
        if result["error"]:
            raise AttributionError("A705", self.url, why=result["error"])

    def export(self, project: int) -> list[dict[str, Any]]:
        """All documents of a shared project with their annotations, in the order of their import.

        Raises:
            AttributionError: A704 or A705, see ``finished``.
        """
        body = {"format": "JSONL", "exportApproved": False}
        task = self.ask("POST", f"projects/{project}/download", body)["task_id"]
        self.finished(task)
        response = self._send("GET", f"projects/{project}/download?taskId={task}", headers={"accept": "*/*"})
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            text = archive.read("all.jsonl").decode("utf-8")
        return [json.loads(line) for line in text.split("\n") if line.strip()]

    def delete(self, project: int, examples: list[int]) -> None:
        """Delete documents; with no ids nothing is asked, since Doccano would delete them all."""
        if examples:
            self.ask("DELETE", f"projects/{project}/examples", {"ids": examples})

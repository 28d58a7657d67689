"""The shipped encoder: a transformer in ONNX, run by onnxruntime; it fills ``doc.tensor`` with one vector a
token.

A token in two windows has the mean of all its pieces in both, a token without pieces (white space) the
vector nought.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from spacy.util import minibatch
from tokenizers import Encoding, Tokenizer

from attribution.errors import AttributionError
from attribution.pipeline.windows import mean_rows, pieces_of_tokens, strided_spans

DEFAULT_CONFIG = {"window": 300, "stride": 252, "batch_tokens": 2048}
MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
MOST_PIECES = 512


class Encoder:
    """Runs the encoder over batches of Docs."""

    def __init__(
        self, name: str = "attribution_encoder", *, window: int, stride: int, batch_tokens: int
    ) -> None:
        """Set the windows; the weights come with ``from_disk``.

        Args:
            name: The component's name.
            window: Tokens in a window; beyond 512 pieces it is cut.
            stride: Tokens from one window's start to the next one's.
            batch_tokens: Pieces that go through the network together, at most; a bound on memory.
        """
        self.name = name
        self.window, self.stride, self.batch_tokens = window, stride, batch_tokens
        self.weights: bytes = b""
        self.tokenizer: Tokenizer | None = None
        self._session: Any = None

    def __call__(self, doc: Doc) -> Doc:
        """Encode one Doc."""
        return next(iter(self.pipe([doc])))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 8) -> Iterator[Doc]:
        """Encode a stream of Docs, ``batch_size`` at a time."""
        for docs in minibatch(stream, batch_size):
            spans = [strided_spans(doc, self.window, self.stride) for doc in docs]
            flat = [span for doc_spans in spans for span in doc_spans]
            vectors = self._encode(flat)
            for doc, doc_spans in zip(docs, spans, strict=True):
                doc.tensor = _join(doc, doc_spans, [next(vectors) for _ in doc_spans], self._width)
                yield doc

    def _encode(self, spans: Sequence[Span]) -> Iterator[tuple[Encoding, NDArray[np.float32]]]:
        """Pieces and their vectors of each window, windows of like length going together through the
        network."""
        encodings = self._tokenize([span.text for span in spans])
        order = sorted(range(len(spans)), key=lambda i: -len(encodings[i].ids))
        found: dict[int, NDArray[np.float32]] = {}
        while order:
            longest = len(encodings[order[0]].ids)
            batch, order = (
                order[: max(1, self.batch_tokens // longest)],
                order[max(1, self.batch_tokens // longest) :],
            )
            ids = np.ones((len(batch), longest), dtype=np.int64)
            mask = np.zeros((len(batch), longest), dtype=np.int64)
            for row, i in enumerate(batch):
                ids[row, : len(encodings[i].ids)] = encodings[i].ids
                mask[row, : len(encodings[i].ids)] = 1
            hidden = self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
            found.update({i: hidden[row, : len(encodings[i].ids)] for row, i in enumerate(batch)})
        return iter([(encodings[i], found[i]) for i in range(len(spans))])

    def _tokenize(self, texts: list[str]) -> list[Encoding]:
        if self.tokenizer is None:
            raise AttributionError("A201", self.name)
        self.tokenizer.enable_truncation(MOST_PIECES)
        self.tokenizer.no_padding()
        return self.tokenizer.encode_batch(texts)

    @property
    def session(self) -> Any:
        """The onnxruntime session, made when it is first needed (so that a loaded pipeline can go to
        another process)."""
        if self._session is None:
            import onnxruntime

            if not self.weights:
                raise AttributionError("A201", self.name)
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                self.weights, options, providers=["CPUExecutionProvider"]
            )
        return self._session

    @property
    def _width(self) -> int:
        return int(self.session.get_outputs()[0].shape[-1])

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_session": None}

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the network and its tokenizer."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MODEL).write_bytes(self.weights)
        if self.tokenizer is not None:
            self.tokenizer.no_truncation()
            self.tokenizer.save(str(folder / TOKENIZER), pretty=False)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Read the network and its tokenizer."""
        folder = Path(path)
        self.weights = (folder / MODEL).read_bytes()
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._session = None
        return self


def _join(
    doc: Doc, spans: Sequence[Span], encoded: Sequence[tuple[Encoding, NDArray[np.float32]]], width: int
) -> NDArray[np.float32]:
    """One vector a token from the pieces of all windows that the token lies in."""
    if not spans:
        return np.zeros((0, width), dtype="f")
    rows: list[list[NDArray[np.int64]]] = [[] for _ in range(len(doc))]
    offset = 0
    for span, (encoding, hidden) in zip(spans, encoded, strict=True):
        for token, pieces in zip(
            range(span.start, span.end), pieces_of_tokens(span, encoding.offsets), strict=True
        ):
            rows[token].append(pieces + offset)
        offset += len(hidden)
    return mean_rows(np.concatenate([hidden for _, hidden in encoded]), [np.concatenate(r) for r in rows])

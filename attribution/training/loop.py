"""The steps of a training: spaCy's loop (``spacy.training.loop.train``) cut so that it can stop and go on.

Batches, updates, evaluation and logging are spaCy's, and the numbers those of ``spacy train``; what is added is a
checkpoint every so many steps, and the way back to it.
"""

from __future__ import annotations

import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from spacy.language import Language
from spacy.schemas import ConfigSchemaTraining
from spacy.training.example import Example
from spacy.training.loop import (
    DIR_MODEL_BEST,
    DIR_MODEL_LAST,
    clean_output_dir,
    create_before_to_disk_callback,
    create_evaluation_callback,
    create_train_batches,
    subdivide_batch,
    update_meta,
)
from spacy.util import registry, resolve_dot_names
from thinc.api import constant, fix_random_seed

from attribution.errors import AttributionError
from attribution.training.checkpoint import Progress, restore, save

CHECKPOINT = "checkpoint.pt"


class Loop:
    """One training, from its first step or from a checkpoint to its last step."""

    def __init__(self, nlp: Language, out: Path, begun: dict[str, str], every: int) -> None:
        """Make what the config describes: corpora, batches, optimizer.

        Args:
            nlp: The pipeline, initialized, with the training config.
            out: Folder for ``model-best``, ``model-last`` and the checkpoint.
            begun: What goes into the checkpoint, see ``fingerprint``.
            every: Steps from one checkpoint to the next.
        """
        config = nlp.config.interpolate()
        if config["training"]["seed"] is not None:
            fix_random_seed(config["training"]["seed"])
        self.nlp, self.out, self.begun, self.every = nlp, out, begun, every
        self.settings: dict[str, Any] = registry.resolve(config["training"], schema=ConfigSchemaTraining)
        corpora = [self.settings[name] for name in ("train_corpus", "dev_corpus")]
        train_corpus, dev_corpus = resolve_dot_names(config, corpora)
        self.optimizer = self.settings["optimizer"]
        self.batches: Iterator[tuple[int, list[Example]]] = create_train_batches(
            nlp, train_corpus, self.settings["batcher"], self.settings["max_epochs"]
        )
        self.evaluate = create_evaluation_callback(nlp, dev_corpus, self.settings["score_weights"])
        self.before_to_disk = create_before_to_disk_callback(self.settings["before_to_disk"])
        dropout = self.settings["dropout"]
        self.dropouts = constant(dropout) if isinstance(dropout, float) else dropout
        self.progress = Progress()

    def run(self, checkpoint: dict[str, Any] | None, stdout: IO, stderr: IO) -> None:
        """Train to the end.

        Args:
            checkpoint: Where to go on, from ``checkpoint.read``; None: from the start, and ``model-best`` and
                ``model-last`` of an earlier training are removed.
            stdout: For the table of evaluations.
            stderr: For the progress bar.

        Raises:
            AttributionError: A532 where the corpus is not the one of the checkpoint.
            KeyboardInterrupt: Ctrl-C; the step is done and a checkpoint written before.
        """
        with self.nlp.select_pipes(disable=self.settings["frozen_components"]):
            log, finish_log = self.settings["logger"](self.nlp, stdout, stderr)
        if checkpoint:
            self._go_on(checkpoint, log)
        else:
            clean_output_dir(self.out)
        with stoppable() as stop:
            for epoch, batch in self.batches:
                if self._done():
                    break
                info = self._step(epoch, batch)
                log(info)
                if stop() or self.progress.steps % self.every == 0:
                    self._save_checkpoint()
                if stop():
                    finish_log()
                    raise KeyboardInterrupt
        finish_log()
        self._write_model(best=False)
        self._save_checkpoint()

    def _go_on(self, checkpoint: dict[str, Any], log: Callable) -> None:
        """Take up a checkpoint: batches are drawn to its step, the logger is told what it was told."""
        self.progress = Progress(**checkpoint["progress"])
        passed = islice(self.batches, self.progress.steps)
        words = sum(len(eg) for _, batch in passed for eg in batch)
        list(islice(self.dropouts, self.progress.steps))
        if words != self.progress.words:
            why = f"the corpus has {words} words in its first {self.progress.steps} steps, not {self.progress.words}"
            raise AttributionError("A532", self.out, why=why)
        for info in self.progress.evaluations:
            log(info)
        for _ in range(self.progress.steps - 1 - self.progress.evaluations[-1]["step"]):
            log(None)
        restore(checkpoint, self.nlp, self.optimizer)

    def _step(self, epoch: int, batch: list[Example]) -> dict[str, Any] | None:
        """One update; what the logger is told where it was followed by an evaluation."""
        settings, progress, step = self.settings, self.progress, self.progress.steps
        frozen = settings["frozen_components"]
        if settings["before_update"]:
            settings["before_update"](self.nlp, {"step": step, "epoch": epoch})
        drop = next(self.dropouts)
        for part in subdivide_batch(batch, settings["accumulate_gradient"]):
            self.nlp.update(
                part,
                drop=drop,
                losses=progress.losses,
                sgd=False,  # type: ignore[arg-type]
                exclude=frozen,
                annotates=settings["annotating_components"],
            )
        for name, pipe in self.nlp.pipeline:
            if name not in frozen and getattr(pipe, "is_trainable", False):
                pipe.finish_update(self.optimizer)  # type: ignore[attr-defined]
        self.optimizer.step_schedules()
        progress.steps += 1
        progress.words += sum(len(eg) for eg in batch)
        return None if step % settings["eval_frequency"] else self._evaluate(epoch, step)

    def _evaluate(self, epoch: int, step: int) -> dict[str, Any]:
        """Measure on the dev corpus, and write the model."""
        with self.nlp.use_params(self.optimizer.averages or {}):
            score, scores = self.evaluate()
        best = all(score >= before["score"] for before in self.progress.evaluations)
        kept = {name: float(value) for name, value in scores.items() if isinstance(value, int | float)}
        info = {
            "epoch": epoch,
            "step": step,
            "score": float(score),
            "other_scores": kept,
            "losses": {name: float(loss) for name, loss in self.progress.losses.items()},
        }
        self.progress.evaluations.append(info)
        self.progress.losses = {}
        with self.nlp.select_pipes(disable=self.settings["frozen_components"]):
            update_meta(self.settings, self.nlp, info)
        self._write_model(best)
        return info

    def _done(self) -> bool:
        """Whether the last step is done, or none of the last ``patience`` steps was better than one before."""
        last = self.progress.steps - 1
        if self.settings["max_steps"] and last >= self.settings["max_steps"]:
            return True
        scores = [(info["score"], -info["step"]) for info in self.progress.evaluations]
        return bool(
            self.settings["patience"] and scores and last + max(scores)[1] >= self.settings["patience"]
        )

    def _write_model(self, best: bool) -> None:
        averages = self.optimizer.averages or {}
        with self.nlp.use_params(averages), whole_folder(self.out / DIR_MODEL_LAST) as folder:
            self.before_to_disk(self.nlp).to_disk(folder)
        if best:
            with whole_folder(self.out / DIR_MODEL_BEST) as folder:
                shutil.copytree(self.out / DIR_MODEL_LAST, folder)

    def _save_checkpoint(self) -> None:
        save(self.out / CHECKPOINT, self.nlp, self.optimizer, self.progress, self.begun)


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """Gives a folder to write to, which takes the place of ``folder`` when it is complete."""
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    yield new
    if folder.exists():
        shutil.rmtree(folder)
    new.rename(folder)


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Within this the first Ctrl-C is only noted, the function that it gives says so; the second one stops at once."""
    asked = False

    def note(number: int, frame: object) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, before)
        sys.stderr.write("\nThis step is being finished and kept; Ctrl-C again stops at once.\n")

    before = signal.getsignal(signal.SIGINT)
    heard = threading.current_thread() is threading.main_thread() and before is not signal.SIG_IGN
    if heard:
        signal.signal(signal.SIGINT, note)
    try:
        yield lambda: asked
    finally:
        if heard:
            signal.signal(signal.SIGINT, before)

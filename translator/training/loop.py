"""The training loop: updates, validations, checkpoints, and taking up where a run stopped."""

from __future__ import annotations

import dataclasses
import math
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import torch
from torch import Tensor

from translator.corpus.batches import Batch, BatchPlan, BatchStream, Position, Prefetcher
from translator.errors import TranslatorError
from translator.network.seq2seq import Seq2Seq, count_parameters
from translator.training import checkpoint
from translator.training.events import Events, Progress
from translator.training.guidance import open_guidance
from translator.training.objective import cross_entropy
from translator.training.optimisation import Optimisation
from translator.training.preparation import START, Prepared
from translator.training.recipe import Precision, TrainingRecipe
from translator.training.schedule import learning_rate_share
from translator.training.validation import validate

KEEP_NEWEST = 2
MOST_SKIPPED = 20  # updates in a row without a finite gradient


def working_precision(name: Precision, device: str) -> torch.dtype:
    """The precision that "auto" means on this machine."""
    if name == "auto":
        capable = torch.cuda.is_bf16_supported() if device.startswith("cuda") else _computes_in_bfloat16()
        name = "bfloat16" if capable else "float32"
    return torch.bfloat16 if name == "bfloat16" else torch.float32


def _computes_in_bfloat16() -> bool:
    """Whether the processor multiplies in bfloat16 itself; emulated it would be slower than float32."""
    capabilities = torch.cpu.get_capabilities() if hasattr(torch.cpu, "get_capabilities") else {}
    return bool(capabilities.get("avx512_bf16") or capabilities.get("amx_bf16") or capabilities.get("bf16"))


class Trainer:
    """One run, in one folder."""

    def __init__(self, prepared: Prepared, folder: Path, events: Events) -> None:
        self.recipe: TrainingRecipe = prepared.recipe.training
        self.prepared, self.folder, self.events = prepared, folder, events
        recipe = self.recipe
        if recipe.threads:
            torch.set_num_threads(recipe.threads)
        torch.manual_seed(recipe.seed)
        network = Seq2Seq(prepared.recipe.network.config(len(prepared.tokenizer))).to(recipe.device)
        self.optimisation = Optimisation(
            network,
            precision=working_precision(recipe.precision, recipe.device),
            weight_decay=recipe.weight_decay,
            clip=recipe.clip,
            ema_decay=recipe.ema,
        )
        self.guidance = open_guidance(prepared.recipe, folder, prepared.tokenizer)
        self.update = 0
        self.position = Position()
        self.best_bleu = -1.0
        self.worse_in_a_row = 0
        self.seconds = 0.0
        self._stop = False
        self._skipped = 0
        self._window = _Window()

    # -- the run ------------------------------------------------------------------------------------------------

    def run(self) -> bool:
        """Train to the end; False if it was interrupted (a checkpoint is written, `--resume` goes on)."""
        self._resume()
        network = self.optimisation.network
        dtype = str(next(self.optimisation.worker.parameters()).dtype).removeprefix("torch.")
        self.events.started(count_parameters(network), self.update, self.recipe.updates, dtype)
        batches = Prefetcher(self._stream().batches(self.position))
        try:
            with self._stop_at_ctrl_c():
                while self.update < self.recipe.updates and not self._stop and not self._out_of_patience():
                    self._one_update(batches)
        finally:
            batches.close()
        finished = not self._stop or self.update >= self.recipe.updates
        self._save(self._newest)
        if finished and self.update % self._validate_every and not self._out_of_patience():
            self._validate()
        self.events.finished(self.update, self.best_bleu, interrupted=not finished)
        return finished

    def _one_update(self, batches: Prefetcher) -> None:
        began = time.perf_counter()
        taken = []
        for _ in range(self.recipe.accumulate):
            taken.append(batches.next())
        waited = time.perf_counter() - began
        loss, tokens = 0.0, 0
        for batch in taken:
            batch_loss, batch_tokens = self._accumulate(batch)
            loss += batch_loss
            tokens += batch_tokens
        recipe = self.recipe
        share = learning_rate_share(self.update, schedule=recipe.schedule, warmup=recipe.warmup, updates=recipe.updates)
        norm = self.optimisation.step(recipe.learning_rate * share, tokens, self.update)
        self._check_finite(norm, loss / tokens)
        self.update += 1
        self.position = taken[-1].after
        self.seconds += time.perf_counter() - began
        self._window.add(loss, tokens, norm, waited, time.perf_counter() - began)
        progress = Progress(
            self.update, recipe.updates, self.position.epoch, recipe.learning_rate * share, self.seconds
        )
        if self._window.due():
            self.events.progress(progress, self._window.take())
        if self.update % self._validate_every == 0:
            self._validate()
            self._save(self._newest)
        elif recipe.checkpoint_every and self.update % recipe.checkpoint_every == 0:
            self._save(self._newest)

    def _accumulate(self, batch: Batch) -> tuple[float, int]:
        """Forward and backward pass of one batch; the sum of true losses in nats and the number of pieces."""
        worker = self.optimisation.worker.train()
        device = self.recipe.device
        source, previous, target = (
            torch.from_numpy(part).to(device) for part in (batch.source, batch.previous, batch.target)
        )
        taught = worker.teach(source, torch.from_numpy(batch.source_lengths), previous)
        loss = cross_entropy(taught.readouts, worker.output, target, self.recipe.label_smoothing)
        objective = loss.smoothed
        if self.guidance is not None:
            objective = objective + self.guidance.loss(batch, taught.attention, self.update)
        objective.backward()  # type: ignore[no-untyped-call]
        return float(loss.negative_log_likelihood), loss.tokens

    def _check_finite(self, norm: float, loss: float) -> None:
        if math.isfinite(norm):
            self._skipped = 0
            return
        self._skipped = self._skipped + 1
        self.events.warn(f"update {self.update}: loss {loss:.3g}, gradient {norm}; the update is skipped")
        if self._skipped >= MOST_SKIPPED:
            raise TranslatorError(
                f"{MOST_SKIPPED} updates in a row had no finite gradient at update {self.update}; lower the learning "
                "rate or use --precision float32, then --resume from the last checkpoint"
            )

    # -- validation and checkpoints -----------------------------------------------------------------------------

    @property
    def _validate_every(self) -> int:
        return max(1, self.recipe.validate_every)

    @property
    def _newest(self) -> Path:
        return self.folder / "checkpoints"

    def _validate(self) -> None:
        if not self.prepared.dev:
            return
        recipe = self.recipe
        result = validate(
            self.optimisation.averaged,
            self.prepared.tokenizer,
            self.prepared.dev,
            sentences=recipe.dev_sentences,
            batch_tokens=recipe.batch_tokens,
        )
        better = result.bleu > self.best_bleu
        self.worse_in_a_row = 0 if better else self.worse_in_a_row + 1
        self.best_bleu = max(self.best_bleu, result.bleu)
        self.events.validated(self.update, result, better)
        tensors = {name: p.detach() for name, p in self.optimisation.averaged.named_parameters()}
        path = self.folder / "best" / checkpoint.checkpoint_name(self.update)
        checkpoint.write_checkpoint(path, tensors, {**self._facts(), "score": result.bleu, "loss": result.loss})
        checkpoint.keep_best(self.folder / "best", recipe.keep_best)

    def _out_of_patience(self) -> bool:
        return 0 < self.recipe.patience <= self.worse_in_a_row

    def _facts(self) -> dict[str, Any]:
        return {
            "update": self.update,
            "position": dataclasses.astuple(self.position),
            "best_bleu": self.best_bleu,
            "worse_in_a_row": self.worse_in_a_row,
            "seconds": self.seconds,
            "network": dataclasses.asdict(self.optimisation.network.config),
            "torch": torch.__version__,
        }

    def _save(self, folder: Path) -> None:
        tensors: dict[str, Tensor] = self.optimisation.tensors()
        tensors["random.cpu"] = torch.get_rng_state()
        if self.recipe.device.startswith("cuda"):
            tensors["random.cuda"] = torch.cuda.get_rng_state()
        checkpoint.write_checkpoint(folder / checkpoint.checkpoint_name(self.update), tensors, self._facts())
        checkpoint.keep_newest(folder, KEEP_NEWEST)

    def _resume(self) -> None:
        found = checkpoint.read_latest(self._newest)
        if found is None:
            if (self.folder / START).exists():
                tensors, facts = checkpoint.read_checkpoint(self.folder / START)
                self._restore(lambda: self.optimisation.begin_with(tensors), self.folder / START)
            return
        tensors, facts, warnings = found
        for warning in warnings:
            self.events.warn(f"{warning}; going on from update {facts['update']}")

        def restore() -> None:
            self.optimisation.restore(tensors)
            torch.set_rng_state(tensors["random.cpu"])
            if "random.cuda" in tensors:
                torch.cuda.set_rng_state(tensors["random.cuda"])

        self._restore(restore, self._newest)
        self.update, self.position = int(facts["update"]), Position(*facts["position"])
        self.best_bleu, self.worse_in_a_row = float(facts["best_bleu"]), int(facts["worse_in_a_row"])
        self.seconds = float(facts["seconds"])

    @staticmethod
    def _restore(restore: Callable[[], None], origin: Path) -> None:
        try:
            restore()
        except (KeyError, RuntimeError) as error:
            raise TranslatorError(
                f"the checkpoint in {origin} was made by another architecture than the recipe's: {error}"
            ) from error

    def _stream(self) -> BatchStream:
        whole, recipe = self.prepared.recipe, self.recipe
        plan = BatchPlan(
            tokens=recipe.batch_tokens,
            noise=whole.noise.rates,
            sampling=recipe.subword_sampling or None,
            seed=recipe.seed,
        )
        corpora = self.prepared.corpora
        return BatchStream(corpora, whole.data.weights or [1.0] * len(corpora), self.prepared.tokenizer, plan)

    @contextmanager
    def _stop_at_ctrl_c(self) -> Iterator[None]:
        """The first Ctrl-C (or SIGTERM) ends the run after this update, the second at once."""

        def stop(number: int, _frame: FrameType | None) -> None:
            if self._stop:
                raise KeyboardInterrupt
            self._stop = True
            self.events.warn("stopping after this update; press Ctrl-C again to stop at once")

        try:
            before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        except ValueError:  # not in the main thread: whoever runs us there handles signals
            yield
            return
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class _Window:
    """Sums since the last progress report."""

    def __init__(self, seconds: float = 10.0) -> None:
        self.every = seconds
        self._clear()

    def _clear(self) -> None:
        self.loss = self.norm = self.waited = self.busy = 0.0
        self.tokens = self.updates = 0
        self.began = time.monotonic()

    def add(self, loss: float, tokens: int, norm: float, waited: float, busy: float) -> None:
        self.loss += loss
        self.tokens += tokens
        self.norm += norm
        self.waited += waited
        self.busy += busy
        self.updates += 1

    def due(self) -> bool:
        return time.monotonic() - self.began >= self.every

    def take(self) -> dict[str, float]:
        figures = {
            "loss": self.loss / max(1, self.tokens),
            "tokens_per_second": self.tokens / max(1e-9, self.busy),
            "gradient_norm": self.norm / max(1, self.updates),
            "waiting_share": self.waited / max(1e-9, self.busy),
        }
        self._clear()
        return figures


def settle_length(prepared: Prepared) -> tuple[int, int]:
    """The run's length and validation interval in updates, where the recipe gives them in epochs."""
    whole, recipe = prepared.recipe, prepared.recipe.training
    corpora = prepared.corpora
    plan = BatchPlan(tokens=recipe.batch_tokens, seed=recipe.seed)
    stream = BatchStream(corpora, whole.data.weights or [1.0] * len(corpora), prepared.tokenizer, plan)
    batches = stream.count_batches()
    epoch = max(1, round(batches / recipe.accumulate))
    updates = recipe.updates or max(1, round(recipe.epochs * epoch))
    # An epoch of a tiny corpus is over in a blink; validating that often would be most of the work.
    return updates, recipe.validate_every or min(max(epoch, 50), updates)

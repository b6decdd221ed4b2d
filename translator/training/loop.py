"""The training loop: updates, validations, checkpoints, and taking up where a run stopped."""

from __future__ import annotations

import dataclasses
import math
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from translator import __version__
from translator.corpus.batches import Batch, BatchPlan, BatchStream, Position, Shard
from translator.corpus.pool_workers import PoolWorkers
from translator.corpus.prefetch import Prefetcher
from translator.errors import TranslatorError
from translator.machine import keep_memory
from translator.network.seq2seq import Seq2Seq, count_parameters
from translator.training import checkpoint, generators
from translator.training.distillation import open_teacher
from translator.training.distributed import ALONE, Team, threads_for, workers_for
from translator.training.events import Events, Progress
from translator.training.guidance import open_guidance, open_guides
from translator.training.handover import TOKENIZER
from translator.training.interrupt import Interrupt
from translator.training.memory import in_parts_that_fit
from translator.training.objective import cross_entropy
from translator.training.optimisation import Optimisation
from translator.training.precision import allow_tf32, check_device, working_precision
from translator.training.preparation import START, Prepared
from translator.training.recipe import TrainingRecipe
from translator.training.schedule import learning_rate_share
from translator.training.validation import Validation, validate
from translator.training.window import Window

KEEP_NEWEST = 2
MOST_SKIPPED = 20  # updates in a row without a finite gradient


class Trainer:
    """One run, in one folder; one of the run's processes, if it has several."""

    def __init__(self, prepared: Prepared, folder: Path, events: Events, team: Team = ALONE) -> None:
        self.recipe: TrainingRecipe = prepared.recipe.training
        self.prepared, self.folder, self.events, self.team = prepared, folder, events, team
        recipe = self.recipe
        self.device = team.device(recipe.device)
        check_device(self.device)
        if self.device == "cpu":
            keep_memory()
        # The working copy's parameters lie apart; cuDNN gathers them, and says so at every layer's first call.
        warnings.filterwarnings("ignore", "RNN module weights are not part of single contiguous chunk")
        if threads := threads_for(team, recipe.threads):
            torch.set_num_threads(threads)
        allow_tf32(recipe.tf32)
        generators.seed_all(recipe.seed, 0)  # the same parameters in every process
        network = Seq2Seq(prepared.recipe.network.config(len(prepared.tokenizer))).to(self.device)
        if team.rank:
            generators.seed_all(recipe.seed, team.rank)
        self.optimisation = Optimisation(
            network,
            precision=working_precision(recipe.precision, self.device),
            weight_decay=recipe.weight_decay,
            clip=recipe.clip,
            ema_decay=recipe.ema,
        )
        self.teacher = open_teacher(prepared.recipe.training, folder, self.device, self.optimisation.worker_dtype)
        self.guidance = open_guidance(prepared.recipe)
        self.guides = open_guides(prepared.recipe, folder)
        self.update = 0
        self.position = Position()
        self.best_bleu = -1.0
        self.best_rank = -math.inf
        self.worse_in_a_row = 0
        self.seconds = 0.0
        self._interrupt = Interrupt()
        self._stop = False
        self._skipped = 0
        self._window = Window()

    # -- the run ------------------------------------------------------------------------------------------------

    def run(self) -> bool:
        """Train to the end; False if it was interrupted (a checkpoint is written, `--resume` goes on)."""
        self._resume()
        with self._interrupt.listening(self._tell_of_stop):
            self._train()
        finished = not self._stop or self.update >= self.recipe.updates
        self._save(self._newest)
        if finished and self.update % self._validate_every and not self._out_of_patience():
            self._validate()
        self.events.finished(self.update, self.best_bleu, interrupted=not finished)
        return finished

    def _train(self) -> None:
        network = self.optimisation.network
        dtype = str(self.optimisation.worker_dtype).removeprefix("torch.")
        self.events.started(count_parameters(network), self.update, self.recipe.updates, dtype)
        stream = self._stream()
        count = workers_for(self.device, self.recipe.workers, self.team)
        workers = PoolWorkers(stream, self.position, count) if count else None
        batches = Prefetcher(stream.batches(self.position, workers.read if workers else None))
        try:
            while self.update < self.recipe.updates and not self._stop and not self._out_of_patience():
                self._one_update(batches)
        finally:
            stream.abandon()
            if workers:
                workers.close()
            batches.close()

    def _tell_of_stop(self) -> None:
        self.events.warn("stopping after this update; press Ctrl-C again to stop at once")

    def _one_update(self, batches: Prefetcher) -> None:
        began = time.perf_counter()
        taken = []
        for _ in range(self.recipe.accumulate):
            taken.append(batches.next())
        waited = time.perf_counter() - began
        loss, tokens = 0.0, 0
        for batch in taken:
            for batch_loss, batch_tokens in self._in_parts(batch):
                loss += batch_loss
                tokens += batch_tokens
        loss, tokens = self._add_up(loss, tokens)
        recipe = self.recipe
        share = learning_rate_share(self.update, schedule=recipe.schedule, warmup=recipe.warmup, updates=recipe.updates)
        norm = self.optimisation.step(recipe.learning_rate * share, tokens, self.update)
        self._check_finite(norm, loss / max(1, tokens))
        self.update += 1
        self.position = taken[-1].after
        self.seconds += time.perf_counter() - began
        self._window.add(loss, tokens, norm, waited, time.perf_counter() - began)
        progress = Progress(
            self.update, recipe.updates, self.position.epoch, recipe.learning_rate * share, self.seconds
        )
        if self.team.count == 1:
            self._stop = self._stop or self._interrupt.asked
        if self._window.due():
            self.events.progress(progress, self._window.take())
        if self.update % self._validate_every == 0:
            self._validate()
            self._save(self._newest)
        elif recipe.checkpoint_every and self.update % recipe.checkpoint_every == 0:
            self._save(self._newest)

    def _in_parts(self, batch: Batch) -> list[tuple[float, int]]:
        """Losses and pieces of a batch, whole or, if memory asks for it, in halves; none of an empty share of one."""
        if not len(batch.source):
            return []

        def before_split(rows: int) -> None:
            self.optimisation.discard()
            self.events.warn(
                f"update {self.update}, batch before {self._place(batch.after)}: {rows} sentence pairs are too many "
                "for memory at once; they are taken in halves (a smaller --batch-tokens would be faster)"
            )

        return list(in_parts_that_fit(batch, self._accumulate, before_split))

    def _accumulate(self, batch: Batch) -> tuple[float, int]:
        """Forward and backward pass of one batch; the sum of true losses in nats and the number of pieces."""
        worker = self.optimisation.worker.train()
        source, previous, target = (
            torch.from_numpy(part).to(self.device) for part in (batch.source, batch.previous, batch.target)
        )
        lengths = torch.from_numpy(batch.source_lengths)
        taught = worker.teach(source, lengths, previous)
        soft = None if self.teacher is None else self.teacher.predictions(source, lengths, previous)
        scale = self.optimisation.scale.value
        loss = cross_entropy(taught.readouts, worker.output, target, self.recipe.label_smoothing, scale, soft)
        objective = loss.smoothed
        if self.guidance is not None and batch.guide is not None:
            objective = objective + scale * self.guidance.loss(batch.guide, taught.attention, self.update)
        objective.backward()  # type: ignore[no-untyped-call]
        self.optimisation.collect()
        return float(loss.negative_log_likelihood), loss.tokens

    def _add_up(self, loss: float, tokens: int) -> tuple[float, int]:
        """Over all processes: losses, pieces, gradients, and whether one of them was told to stop."""
        loss, all_tokens, stops = self.team.add_up([loss, float(tokens), float(self._interrupt.asked)])
        self._stop = stops > 0
        if not self.optimisation.gradients:
            self.optimisation.gradients = self.optimisation.zeros()
        self.team.add_up_tensors(self.optimisation.gradients)
        return loss, round(all_tokens)

    def _check_finite(self, norm: float, loss: float) -> None:
        if math.isfinite(norm):
            self._skipped = 0
            return
        self._skipped = self._skipped + 1
        scale = self.optimisation.scale
        scaled = f"; the loss is scaled by {scale.value:g} from here on" if scale.active else ""
        self.events.warn(
            f"update {self.update}, after {self._place(self.position)}: loss {loss:.3g}, gradient {norm}; "
            f"the update is skipped{scaled}"
        )
        if self._skipped >= MOST_SKIPPED:
            raise TranslatorError(
                f"{MOST_SKIPPED} updates in a row had no finite gradient at update {self.update}; lower the learning "
                "rate or use --precision float32, then --resume from the last checkpoint"
            )

    @staticmethod
    def _place(position: Position) -> str:
        return f"epoch {position.epoch} pool {position.pool} batch {position.batch}"

    # -- validation and checkpoints -----------------------------------------------------------------------------

    @property
    def _validate_every(self) -> int:
        return max(1, self.recipe.validate_every)

    @property
    def _newest(self) -> Path:
        return self.folder / "checkpoints"

    def _validate(self) -> None:
        """One process validates, all know the outcome."""
        if not self.prepared.dev:
            return
        figures = [0.0, 0.0]
        result = None
        if self.team.leads:
            recipe = self.recipe
            result = validate(
                self.optimisation.averaged,
                self.prepared.tokenizer,
                self.prepared.dev,
                sentences=recipe.dev_sentences,
                batch_tokens=recipe.batch_tokens,
            )
            figures = [result.bleu, result.loss]
        bleu, loss = self.team.add_up(figures)
        rank = bleu if self.recipe.better_by == "bleu" else -loss
        better = rank > self.best_rank
        self.worse_in_a_row = 0 if better else self.worse_in_a_row + 1
        self.best_rank, self.best_bleu = max(self.best_rank, rank), max(self.best_bleu, bleu)
        if result is not None:
            self.events.validated(self.update, result, better)
            self._keep(result, rank)

    def _keep(self, result: Validation, rank: float) -> None:
        """Write this validation's parameters among the best."""
        tensors = {name: p.detach() for name, p in self.optimisation.averaged.named_parameters()}
        facts = {**self._facts(), "score": result.bleu, "loss": result.loss, "rank": rank}
        self._write(self.folder / "best" / checkpoint.checkpoint_name(self.update), tensors, facts)
        checkpoint.keep_best(self.folder / "best", self.recipe.keep_best)

    def _out_of_patience(self) -> bool:
        return 0 < self.recipe.patience <= self.worse_in_a_row

    def _facts(self) -> dict[str, Any]:
        return {
            "update": self.update,
            "position": dataclasses.astuple(self.position),
            "best_bleu": self.best_bleu,
            "best_rank": self.best_rank if math.isfinite(self.best_rank) else None,
            "worse_in_a_row": self.worse_in_a_row,
            "seconds": self.seconds,
            "network": dataclasses.asdict(self.optimisation.network.config),
            "recipe": self.prepared.recipe.to_dict(),
            "versions": versions(),
        }

    def _save(self, folder: Path) -> None:
        random_states = generators.torch_states(self.device, self.team)
        if not self.team.leads:
            return
        tensors: dict[str, Tensor] = self.optimisation.tensors() | random_states
        tensors[TOKENIZER] = torch.frombuffer(bytearray(self.prepared.tokenizer.model), dtype=torch.uint8)
        facts = {**self._facts(), "generators": generators.other_states()}
        self._write(folder / checkpoint.checkpoint_name(self.update), tensors, facts)
        checkpoint.keep_newest(folder, KEEP_NEWEST)

    def _write(self, path: Path, tensors: dict[str, Tensor], facts: dict[str, Any]) -> None:
        try:
            checkpoint.write_checkpoint(path, tensors, facts)
        except checkpoint.CannotWriteError as error:
            if self.recipe.full_disk == "stop":
                raise
            self.events.warn(f"{error}; training goes on, as the recipe says")

    def _resume(self) -> None:
        found = checkpoint.read_latest(self._newest)
        if found is None:
            if self.recipe.start_from:
                tensors, facts = checkpoint.read_checkpoint(self.folder / START)
                self._restore(lambda: self.optimisation.begin_with(tensors), self.folder / START)
            return
        tensors, facts, complaints = found
        for warning in complaints:
            self.events.warn(f"{warning}; going on from update {facts.get('update')}")

        def restore() -> None:
            self.optimisation.restore(tensors)
            generators.restore_torch(tensors, self.device, self.team, self.recipe.seed + int(facts["update"]))
            generators.restore_others(facts["generators"])
            self.update, self.position = int(facts["update"]), Position(*map(int, facts["position"]))
            if len(facts["position"]) != 3:
                raise ValueError(f"its position is {facts['position']}")
            if min(self.update, *dataclasses.astuple(self.position)) < 0:
                raise ValueError(f"it is after {self.update} updates at {self.position}")
            self.best_bleu = float(facts["best_bleu"])
            self.best_rank = -math.inf if facts["best_rank"] is None else float(facts["best_rank"])
            self.worse_in_a_row, self.seconds = int(facts["worse_in_a_row"]), float(facts["seconds"])

        self._restore(restore, self._newest)

    @staticmethod
    def _restore(restore: Callable[[], None], origin: Path) -> None:
        try:
            restore()
        except (KeyError, RuntimeError) as error:
            raise TranslatorError(
                f"the checkpoint in {origin} was made by another architecture than the recipe's: {error}"
            ) from error
        except (IndexError, OverflowError, TypeError, ValueError) as error:
            raise TranslatorError(f"the checkpoint in {origin} is damaged ({error}); delete the newest one") from error

    def _stream(self) -> BatchStream:
        shard = Shard(self.team.rank, self.team.count)
        prepared = self.prepared
        return BatchStream(prepared.corpora, prepared.tokenizer, batch_plan(prepared), shard, self.guides)


def batch_plan(prepared: Prepared) -> BatchPlan:
    """How the recipe wants batches made."""
    recipe = prepared.recipe.training
    return BatchPlan(
        tokens=recipe.batch_tokens,
        noise=prepared.recipe.noise.rates,
        sampling=recipe.subword_sampling or None,
        seed=recipe.seed,
    )


def versions() -> dict[str, str]:
    """Of what a run depends on."""
    import platform
    from importlib.metadata import version

    ours = {"translator": __version__, "python": platform.python_version()}
    return ours | {name: version(name) for name in ("torch", "numpy", "sentencepiece", "safetensors")}

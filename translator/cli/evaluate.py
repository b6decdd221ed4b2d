"""`translator evaluate`: is a model good, is it better than that one, really, and where does it fail?"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from translator.cli.completion import cells, model_names
from translator.cli.recipe_flags import attribute_docs, option_of, plain

EXAMPLES = """
Examples:

  translator evaluate --model fr-en-lstm --source test.fr --reference test.en

  translator evaluate -m fr-en-lstm -m fr-en-gru -s test.fr -r test.en --html report.html

  translator evaluate -m fr-en-lstm -s talk=a.fr -r talk=a.en -s news=b.fr -r news=b.en --noise accents,typos

  translator evaluate --hypotheses out.en --reference test.en --reference second.en --json

  translator evaluate -m fr-en-lstm --test-set wmt14/full

  translator evaluate --alignment gold.align -m fr-en-lstm --source gold.fr --reference gold.en
"""


def _with_flags(command: Callable[..., None]) -> Callable[..., None]:
    """Give the command, which takes ``**options``, a flag for every field of its options' dataclasses."""
    from translator.evaluation.scores import ScoringOptions
    from translator.evaluation.systems import SearchSettings

    own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.kind is not p.VAR_KEYWORD]
    flags = []
    for kind, panel in ((SearchSettings, "search"), (ScoringOptions, "scoring")):
        hints, docs = typing.get_type_hints(kind), attribute_docs(kind)
        for field in (f for f in kind.__dataclass_fields__.values() if f.name != "metrics"):
            annotation = option_of(field.name, panel, hints[field.name], field.default, docs.get(field.name, ""))
            flags.append(
                inspect.Parameter(field.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
            )

    def wrapper(**arguments: Any) -> None:
        given = {parameter.name: arguments[parameter.name] for parameter in own}
        options = {flag.name: plain(arguments[flag.name]) for flag in flags if arguments.get(flag.name) is not None}
        command(**given, **options)

    wrapper.__doc__ = command.__doc__
    wrapper.__signature__ = inspect.Signature(own + flags)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {p.name: p.annotation for p in own + flags}
    return wrapper


@_with_flags
def evaluate(
    model: Annotated[
        list[str] | None,
        typer.Option(
            "--model", "-m", help="A model by name, or its folder; again to compare.", autocompletion=model_names
        ),
    ] = None,
    cell: Annotated[
        list[str] | None, typer.Option(help="lstm or gru: the model of that cell.", autocompletion=cells)
    ] = None,
    hypotheses: Annotated[
        list[str] | None, typer.Option(help="Translations made before: FILE, or SET=FILE; again to compare.")
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", "-s", help="Sentences to translate: FILE, or SET=FILE.")
    ] = None,
    reference: Annotated[
        list[str] | None, typer.Option("--reference", "-r", help="References: FILE, or SET=FILE; again for more.")
    ] = None,
    test_set: Annotated[
        list[str] | None, typer.Option(help="A test set that sacreBLEU knows, as wmt14/full; fetched once.")
    ] = None,
    source_language: Annotated[str | None, typer.Option("--from", help="With --cell or --test-set (fr).")] = None,
    target_language: Annotated[str | None, typer.Option("--to", help="With --cell or --test-set (en).")] = None,
    metrics: Annotated[str, typer.Option(help="Of bleu, chrf, chrf++, ter.")] = "bleu,chrf,ter",
    published: Annotated[
        list[str] | None, typer.Option(help="Also as in papers: multi30k or moses (needs sacremoses).")
    ] = None,
    noise: Annotated[
        str, typer.Option(help="Also noisy: accents, case, capitals, punctuation, typos; + joins.", show_default=False)
    ] = "",
    rare_from: Annotated[
        list[Path] | None, typer.Option(help="Training sources to count words in, so that rare ones are known.")
    ] = None,
    resamples: Annotated[int, typer.Option(min=0, help="Of the bootstrap; 0: no intervals, no such test.")] = 1000,
    trials: Annotated[int, typer.Option(min=0, help="Of approximate randomisation; 0: none.")] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="Of resampling and noise.")] = 12345,
    examples: Annotated[int, typer.Option(min=0, help="Worst and most different sentences to show.")] = 5,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Keep translations: a file, or of several a folder.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page with plots and all sentences.")] = None,
    alignment: Annotated[
        Path | None, typer.Option(help="Score alignments against these gold links instead.", show_default=False)
    ] = None,
    tokenised: Annotated[bool, typer.Option("--tokenised", help="With --alignment: words are between spaces.")] = False,
    reverse: Annotated[bool, typer.Option("--reverse", help="With --alignment: gold has the target first.")] = False,
    **options: Any,
) -> None:
    """Score translations with sacreBLEU, compare systems, and show where they fail and how fast they are."""
    from translator.cli.evaluating import Outputs, Wishes, run_evaluation
    from translator.cli.evaluation_inputs import Inputs

    if not (model or cell or hypotheses):
        raise typer.BadParameter("give --model with --source, or --hypotheses")
    inputs = Inputs(
        models=tuple(model or ()),
        cells=tuple(cell or ()),
        hypotheses=tuple(hypotheses or ()),
        sources=tuple(source or ()),
        references=tuple(reference or ()),
        test_sets=tuple(test_set or ()),
        source_language=source_language,
        target_language=target_language,
    )
    if alignment is not None:
        from translator.cli.evaluating_alignments import evaluate_alignments

        if not (source and reference):
            raise typer.BadParameter("--alignment needs --source and --reference, the two texts")
        evaluate_alignments(
            alignment,
            Path(source[0]),
            Path(reference[0]),
            models=inputs.found_models(),
            link_files=[Path(name) for name in hypotheses or []],
            tokenised=tokenised,
            reverse=reverse,
            as_json=json,
        )
        return
    if not (reference or test_set):
        raise typer.BadParameter("give --reference, or --test-set")
    if (model or cell) and not (source or test_set):
        raise typer.BadParameter("--model needs --source, the sentences to translate")
    if json and markdown:
        raise typer.BadParameter("--json and --markdown both print to standard output; give one (--html goes with it)")
    if noise and not (model or cell):
        raise typer.BadParameter("--noise needs --model: noisy sources have to be translated")
    wishes = Wishes(
        metrics=tuple(name.strip() for name in metrics.split(",") if name.strip()),
        published=tuple(published or ()),
        noise=noise,
        rare_from=tuple(rare_from or ()),
        resamples=resamples,
        trials=trials,
        seed=seed,
        examples=examples,
    )
    run_evaluation(inputs, wishes, Outputs(output, json, markdown, html), options)

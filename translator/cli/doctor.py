"""`translator doctor`: what is installed, what it finds, and whether it works."""

from __future__ import annotations

from typing import Annotated

import typer


def doctor(
    torch: Annotated[bool, typer.Option("--torch", help="Import torch too, and say what it can do here.")] = False,
) -> None:
    """Say what is installed, which engine and models, and whether they work; exit code 1 if something is broken."""
    from translator.cli.examination import SECTIONS, examine_torch

    broken = 0
    sections = {**SECTIONS, **({"torch": examine_torch} if torch else {})}
    for title, examine in sections.items():
        typer.echo(title)
        for finding in examine():
            typer.echo(f"  {finding.mark} {finding.what}")
            if finding.remedy:
                typer.echo(f"    → {finding.remedy}")
            broken += finding.is_broken
    typer.echo(f"{broken} broken" if broken else "all well")
    if broken:
        raise typer.Exit(1)

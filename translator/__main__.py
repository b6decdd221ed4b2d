"""``python -m translator VERB`` is ``translator VERB``."""

from translator.cli.translator import main

main()

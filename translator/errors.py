"""The one exception that reaches people."""


class TranslatorError(Exception):
    """What is wrong and what to do about it, in one line.

    The command line prints the message on stderr and leaves with exit code 1; no traceback is shown.
    """

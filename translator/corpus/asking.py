"""One request to a web server, and what its failing means: try again, begin again, or give up."""

from __future__ import annotations

import http.client
import io
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import IO, Any
from urllib.parse import urlsplit

from translator.errors import TranslatorError

TEMPORARY = (408, 425, 429, 500, 502, 503, 504)  # answers worth asking again
UNSATISFIABLE = 416
UNSTEADY = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError, ssl.SSLError)  # reached, but lost


class BrokenOffError(Exception):
    """The connection failed in a way that another try may mend."""


class BeginAgainError(BrokenOffError):
    """What is here and what the server has do not belong together."""


def ask(
    url: str, headers: Mapping[str, str], *, timeout: float, guarded: bool, reached: bool
) -> http.client.HTTPResponse:
    """The answer to a GET, up to its body.

    Args:
        url: http or https.
        headers: of the request.
        timeout: seconds of silence.
        guarded: whether a checksum guards what comes, so that a redirect from https to http does no harm.
        reached: whether the server has answered before: then a failing network is worth another try.

    Raises:
        BrokenOffError: another try may mend it.
        BeginAgainError: the server has nothing in the range that was asked for.
        TranslatorError: no try will.
    """
    request = urllib.request.Request(url, headers=dict(headers))
    try:
        answer: http.client.HTTPResponse = urllib.request.build_opener(_WebOnly(guarded)).open(request, timeout=timeout)
        return answer
    except urllib.error.HTTPError as error:
        error.close()
        what = f"the server answers {error.code} {error.reason}"
        if error.code == UNSATISFIABLE and request.has_header("Range"):
            raise BeginAgainError("the server has no more of it than is here") from error
        if error.code in TEMPORARY:
            raise BrokenOffError(what) from error
        raise TranslatorError(f"{url}: {what}") from error
    except ValueError as error:  # a redirect to what is no address
        raise TranslatorError(f"{url}: {error}") from error
    except (OSError, http.client.HTTPException) as error:
        raise _meaning(getattr(error, "reason", error), url, timeout, reached) from error


def _meaning(reason: object, url: str, timeout: float, reached: bool) -> Exception:
    """What to raise for a connection that failed for this reason."""
    host = urlsplit(url).netloc
    if isinstance(reason, ssl.SSLCertVerificationError):
        return TranslatorError(f"{host} does not prove who it is: {reason.verify_message}")
    if isinstance(reason, TimeoutError):
        return BrokenOffError(f"no answer came for {timeout:g} s")
    if not reached and isinstance(reason, OSError) and not isinstance(reason, UNSTEADY):
        what = reason.strerror or str(reason)
        return TranslatorError(f"cannot reach {host} ({what}); is there a network? --mirror URL fetches from elsewhere")
    if isinstance(reason, str | http.client.InvalidURL):
        return TranslatorError(f"{url}: {reason}")
    return BrokenOffError("the connection broke off")


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects over http and https only, and from https to http only if a checksum guards the file."""

    def __init__(self, guarded: bool) -> None:
        self.guarded = guarded

    def http_error_302(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any
    ) -> http.client.HTTPResponse | None:
        """Go where the answer points, without reading its body, which may be endless."""
        fp.close()
        answer: http.client.HTTPResponse | None = super().http_error_302(req, io.BytesIO(), code, msg, headers)
        return answer

    http_error_301 = http_error_303 = http_error_307 = http_error_308 = http_error_302

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url).scheme, urlsplit(newurl).scheme
        if new not in ("http", "https") or (old == "https" and new == "http" and not self.guarded):
            raise TranslatorError(f"{req.full_url} redirects to {newurl}, which is refused")
        return super().redirect_request(req, fp, code, msg, headers, newurl)

"""Small rules that hold for every request."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from annotations.client_address import client_address
from annotations.connections import BUSY
from annotations.services.record import audit
from annotations.web.loading import problem

#: As annotations/extraction/charset.py has them, without NUL; a form feed is one, too.
CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: The disk, or our share of it, is full.
FULL = (errno.ENOSPC, errno.EDQUOT)
#: Types of answers that are words of ours.
PAGES = ("text/html", "application/json", "application/ld+json", "application/atom+xml", "application/xml", "text/css")
NEXT = Callable[[HttpRequest], HttpResponse]


class ForbiddenInputMiddleware:
    """Answers 400 to a NUL byte in an address or cookie, which PostgreSQL has no place for, and to odd charsets."""

    def __init__(self, get_response: NEXT) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8").lower().strip('"')
        given = (request.path, request.META.get("QUERY_STRING", ""), *request.COOKIES.values())
        if any(map(_holds_nul, given)) or charset not in ("utf-8", "utf8"):
            return render(request, "errors/400.html", status=400)
        return self.get_response(request)


def _holds_nul(words: str) -> bool:
    return "\x00" in words or "%00" in words


class CleanInputMiddleware:
    """Takes control characters out of what forms send: XML and mail headers can't hold them, and nobody types them.

    NUL is left in, for fields to refuse it by name. Where files can't be put down as they come, that is said here.
    """

    def __init__(self, get_response: NEXT) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.POST  # noqa: B018 -- what was sent is read now, large files to the disk
        except OSError as exc:
            if exc.errno not in FULL:
                raise
            for handler in request.upload_handlers:  # what there is of the file makes room again at once
                if file := getattr(handler, "file", None):
                    file.close()
            return render(request, "errors/507.html", status=507)
        if request.method == "POST" and any(CONTROLS.search(v) for values in request.POST.lists() for v in values[1]):
            cleaned = request.POST.copy()
            for name, values in request.POST.lists():
                cleaned.setlist(name, [CONTROLS.sub("", value) for value in values])
            cleaned._mutable = False
            request.POST = cleaned  # type: ignore[assignment]
        return self.get_response(request)


class BusyMiddleware:
    """Says in words that somebody else is changing the same thing, where waiting and trying again was not enough."""

    def __init__(self, get_response: NEXT) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError) or not isinstance(exception.__cause__, BUSY):
            return None
        words = gettext(
            "Somebody else is changing the same thing at this moment. Nothing of yours was written: try again."
        )
        if request.headers.get("HX-Request") == "true":
            return problem(request, words)
        return render(request, "errors/busy.html", {"words": words}, status=503)


class CompressedPagesMiddleware(GZipMiddleware):
    """Compresses pages, with Django's guard against BREACH; what is kept or comes in pieces goes as it is."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in PAGES:
            return response
        return super().process_response(request, response)


class OriginMiddleware:
    """What people do is written into the history with the address they did it from."""

    def __init__(self, get_response: NEXT) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = audit.origin.set(f"web {client_address(request)}")
        try:
            return self.get_response(request)
        finally:
            audit.origin.reset(token)


class LanguageMiddleware:
    """The language a person chose in the profile wins over the browser's.

    Without a session nobody is asked who it is, so that pages for everybody stay the same for every cache.
    """

    def __init__(self, get_response: NEXT) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            language = getattr(request.user, "language", "")
            if language in dict(settings.LANGUAGES):
                translation.activate(language)
                request.LANGUAGE_CODE = language
        return self.get_response(request)


class SignInMiddleware:
    """Turns the redirect to the log-in page into 401 for htmx, so that no page lands inside a card.

    The page then says that the person was logged out and keeps what was typed.
    """

    def __init__(self, get_response: NEXT) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        to_log_in = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
        if to_log_in and request.headers.get("HX-Request") == "true":
            return HttpResponse(gettext("You are logged out."), status=401)
        return response

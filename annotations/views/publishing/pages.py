"""Pages for everybody: they know nothing of who asks, so that any cache may keep them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, get_language_bidi

from annotations.models import Newsroom
from annotations.presenters.publishing.newsroom import Identity, identity_of
from annotations.services.record import public_pages

View = Callable[..., HttpResponse]
#: Whoever keeps a page asks whether it is still the same, so that a correction is seen at once.
CACHE_CONTROL = "public, max-age=0, must-revalidate"
#: Of files whose address names their content.
FOREVER = "public, max-age=31536000, immutable"


def etag_of(content: bytes) -> str:
    """A mark of what is answered, for who asks whether it is still the same."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def public_page(template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """`template` without a request, so that no session is looked at: log-in, messages and CSRF are for other pages."""
    own: Identity = identity_of(Newsroom.objects.current())
    everybody = {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "newsroom": own,
        "LANGUAGE_CODE": get_language(),
        "LANGUAGE_BIDI": get_language_bidi(),
    }
    return HttpResponse(render_to_string(template, everybody | context), status=status)


def _canonical(request: HttpRequest) -> str:
    """The one address of what is asked: `/kept/01/` is `/kept/1/`. Else there were no end of pages to keep."""
    match = request.resolver_match
    if match is None:
        return request.path
    query = request.META.get("QUERY_STRING", "")
    path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
    return f"{path}?{query}" if query and unquote(path) != request.path else path


def for_everybody(view: View) -> View:
    """Draws a page once until something changes that it may tell (public_pages in services); 304 for who holds it.

    An address with a question in it is drawn each time: there is no end of them.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if unquote(canonical := _canonical(request)) != request.path:
            return HttpResponsePermanentRedirect(canonical)
        key = public_pages.key_of(request.path, get_language() or "")
        response: HttpResponse | None = None if request.GET else public_pages.kept(key)
        if response is None:
            response = view(request, *args, **kwargs)
            if response.status_code == 200:
                response.setdefault("ETag", etag_of(response.content))
                response.setdefault("Cache-Control", CACHE_CONTROL)
                if not request.GET:
                    public_pages.keep(key, response)
        unchanged = get_conditional_response(request, etag=response.get("ETag"), response=response)
        return unchanged or response

    return answer

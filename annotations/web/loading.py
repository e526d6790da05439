"""How every view begins: who may come in, and the row they asked for.

Views never write `Model.objects`: `find` starts at `visible_to(user)`, so that a page can't show what its
list would not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control

from annotations.coded import Coded
from annotations.models import Blob, User
from annotations.review.permissions import Permission, Refused, can
from annotations.services.store import blobs
from annotations.wording.sentences import sentence_of

#: Pages with forms that are about no one row.
LISTS = ("newsroom_checklist", "newsroom_labels", "notifications", "outbox", "people", "profile", "queue", "removals")
View = Callable[..., HttpResponseBase]
M = TypeVar("M", bound=Model)
Q_co = TypeVar("Q_co", covariant=True)


def needs(permission: Permission) -> Callable[[View], View]:
    """Log-in first, then the permission: 403 without it. Pages behind it are never kept by a cache."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not can(person(request), permission):
                raise PermissionDenied
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_store=True)
            return response

        checked.needs = permission  # type: ignore[attr-defined]
        return checked

    return decorate


def post_only(page: str) -> Callable[[View], View]:
    """An address that only takes POST sends a GET (a reload, a log-in in between) to the page the form is on."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            if request.method in ("GET", "HEAD"):
                return redirect(page) if page in LISTS else redirect(page, kwargs["pk"])
            return HttpResponseNotAllowed(["POST"])

        return checked

    return decorate


def person(request: HttpRequest) -> User:
    """The person logged in; views behind `needs` always have one."""
    assert isinstance(request.user, User)  # noqa: S101 - `needs` ran before
    return request.user


class _Guarded(Protocol[Q_co]):
    def visible_to(self, user: Any, /) -> Q_co: ...


class _Seen(Protocol[Q_co]):
    """A model whose manager knows who may see which rows."""

    @property
    def objects(self) -> _Guarded[Q_co]: ...


def visible(model: _Seen[Q_co], request: HttpRequest) -> Q_co:
    """The rows of `model` that the person may see."""
    return model.objects.visible_to(request.user)


def find(model: type[M], request: HttpRequest, pk: int, *related: str) -> M:
    """One such row, with `related` rows joined; 404 for any other."""
    guarded: Any = model  # each model that is asked for has such a manager
    row: M | None = visible(guarded, request).select_related(*related).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def first_error(exc: Coded | ValidationError) -> str:
    """What a service's refusal says, as one sentence."""
    return exc.messages[0] if isinstance(exc, ValidationError) else sentence_of(exc)


def problem(request: HttpRequest, words: str) -> HttpResponse:
    """422 with `words` as a notice of its own: the part of the page that asked stays as it is."""
    response = render(request, "components/problem.html", {"problem": words}, status=422)
    response["HX-Reswap"] = "none"
    return response


def put_errors(form: Any, exc: ValidationError | Refused) -> None:
    """What a service refused into the form it was made in, beside the field where it names one."""
    if isinstance(exc, Refused):
        form.add_error(None, first_error(exc))
    elif hasattr(exc, "error_dict"):
        for name, errors in exc.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)
    else:
        form.add_error(None, exc)


def stored_file(blob: Blob | None) -> File[Any]:
    """The bytes of a blob as a file, for the caller to close; 404 for none, and where the store has them no more."""
    try:
        if blob is not None:
            return blobs.opened(blob)
    except FileNotFoundError as exc:
        raise Http404 from exc
    raise Http404


def stored_bytes(blob: Blob | None) -> bytes:
    """The same as bytes."""
    with stored_file(blob) as whole:
        return bytes(whole.read())

"""Front door, health, help."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.i18n import JavaScriptCatalog

from annotations.presenters.newsroom.components import samples
from annotations.review.permissions import Permission
from annotations.web.loading import needs, person

log = structlog.get_logger("annotations.health")
HELP_PAGES = {
    "checker": _("For checkers"),
    "editor": _("For editors"),
    "admin": _("For admins"),
    "reader": _("For readers"),
}


@needs(Permission.READ)
def home(request: HttpRequest) -> HttpResponse:
    """Where work starts: articles for a checker, people for an admin, the dashboard for others."""
    places = {"checker": "articles", "admin": "people"}
    return redirect(places.get(person(request).role, "dashboard"))


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """Database and migrations must be right (else 503); a broker that is down is "degraded", still 200."""
    try:
        executor = MigrationExecutor(connection)
        behind = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "down"}, status=503)
    if behind:
        return JsonResponse({"status": "unavailable", "database": "not migrated"}, status=503)
    broker = "up" if _broker_answers() else "down"
    return JsonResponse({"status": "ok" if broker == "up" else "degraded", "database": "up", "broker": broker})


def _broker_answers() -> bool:
    from kombu import Connection
    from kombu.exceptions import OperationalError

    options = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
    try:
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=1, transport_options=options) as broker:
            broker.ensure_connection(max_retries=1, timeout=1)
        return True
    except (OperationalError, OSError) as exc:
        log.warning("broker_down", error=type(exc).__name__)
        return False


def help_index(request: HttpRequest) -> HttpResponse:
    return render(request, "help/index.html", {"pages": HELP_PAGES})


def help_page(request: HttpRequest, page: str) -> HttpResponse:
    if page not in HELP_PAGES:
        raise Http404
    if page == "reader":
        return redirect("about", "methods")
    return render(request, f"help/{page}.html", {"pages": HELP_PAGES, "page": page})


@needs(Permission.MANAGE_NEWSROOM)
def components(request: HttpRequest) -> HttpResponse:
    """Each component of our pages in every state, for those who change how they look."""
    return render(request, "help/components.html", samples())


@require_safe
@cache_control(public=True, max_age=3600)
def catalog(request: HttpRequest, language: str) -> HttpResponseBase:
    """The words of the scripts in one language; the language stands in the address, so any cache may keep it."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with translation.override(language):
        return JavaScriptCatalog.as_view(packages=["annotations"])(request)

"""The health page of fetching."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.presenters.evidence.fetch_health import DAYS
from annotations.presenters.evidence.fetch_health import fetch_health as figures
from annotations.review.permissions import Permission
from annotations.web.loading import needs


@require_safe
@needs(Permission.SEE_FIGURES)
def fetch_health(request: HttpRequest) -> HttpResponse:
    return render(request, "sources/health.html", {"health": figures(), "days": DAYS})

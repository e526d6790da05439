"""What every page needs: the newsroom's name, the navigation, what the person may do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from annotations.models import ClaimReview, Notification
from annotations.review.permissions import Permission, can
from annotations.review.states import Status

#: What htmx may do (https://htmx.org/docs/#config): it evaluates nothing, runs no scripts of answers, asks our own host
#: alone; answers of 409 and 422 are shown in their place, others of 4xx and 5xx are told of.
HTMX_CONFIG = json.dumps({
    "allowEval": False, "allowScriptTags": False, "includeIndicatorStyles": False, "selfRequestsOnly": True,
    "historyCacheSize": 0, "defaultSettleDelay": 0, "timeout": 20_000,
    "responseHandling": [
        {"code": "204", "swap": False}, {"code": "[23]..", "swap": True}, {"code": "409", "swap": True},
        {"code": "422", "swap": True}, {"code": "[45]..", "swap": False, "error": True},
    ],
})  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A tab of the head, by the name of its route, and whether the page belongs to it."""

    route: str
    words: str
    is_here: bool


#: {route: its words, and how the routes of the pages in it begin}.
SECTIONS = {
    "dashboard": (_("Dashboard"), ("dashboard",)),
    "queue": (_("Queue"), ("queue",)),
    "articles": (_("Articles"), ("article",)),
    "claims": (_("Claims"), ("claim",)),
    "reviews": (_("Reviews"), ("review",)),
    "sources": (_("Sources"), ("source", "evidence", "snapshot", "fetch_health")),
}
MANAGED = {"people": (_("People"), ("people",)), "newsroom": (_("Newsroom"), ("newsroom",))}


def sections(here: str, *, can_manage: bool) -> list[Section]:
    """The tabs of those who are logged in, on the page of route `here`."""
    shown = SECTIONS | MANAGED if can_manage else SECTIONS
    return [Section(route, str(words), here.startswith(begins)) for route, (words, begins) in shown.items()]


def site(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html. The count of waiting reviews costs one query, only where it is drawn."""
    user = getattr(request, "user", None)
    here = (request.resolver_match and request.resolver_match.url_name) or ""
    everybody = {"route_name": here, "htmx_config": HTMX_CONFIG, "site_name": settings.SITE_NAME}
    if user is None or not user.is_authenticated:
        return everybody | {"single_sign_on": bool(getattr(settings, "SOCIALACCOUNT_PROVIDERS", {}))}
    can_manage = can(user, Permission.MANAGE_PEOPLE)
    return everybody | {
        "sections": sections(here, can_manage=can_manage),
        "mfa": "allauth.mfa" in settings.INSTALLED_APPS,
        "can_write": can(user, Permission.WRITE),
        "can_decide": can(user, Permission.DECIDE),
        "can_manage": can_manage,
        "unread_notices": SimpleLazyObject(lambda: Notification.objects.visible_to(user).unread().count()),
        "waiting_reviews": SimpleLazyObject(lambda: _waiting(user)),
    }


def _waiting(user: Any) -> int:
    return ClaimReview.objects.visible_to(user).filter(status=Status.IN_REVIEW).not_by(user).count()

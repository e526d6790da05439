"""What every page needs: the newsroom's name, the navigation, what the person may do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from annotations.models import ClaimReview, Notification
from annotations.review.permissions import Permission, can
from annotations.review.states import Status


def site(request: HttpRequest) -> dict[str, Any]:
    """Context for base.html. The count of waiting reviews costs one query, only where it is drawn."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {
            "site_name": settings.SITE_NAME,
            "single_sign_on": bool(getattr(settings, "SOCIALACCOUNT_PROVIDERS", {})),
        }
    return {
        "site_name": settings.SITE_NAME,
        "mfa": "allauth.mfa" in settings.INSTALLED_APPS,
        "can_write": can(user, Permission.WRITE),
        "can_decide": can(user, Permission.DECIDE),
        "can_manage": can(user, Permission.MANAGE_PEOPLE),
        "unread_notices": SimpleLazyObject(lambda: Notification.objects.visible_to(user).unread().count()),
        "waiting_reviews": SimpleLazyObject(lambda: _waiting(user)),
    }


def _waiting(user: Any) -> int:
    return ClaimReview.objects.visible_to(user).filter(status=Status.IN_REVIEW).not_by(user).count()

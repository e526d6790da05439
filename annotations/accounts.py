"""How allauth is bent to a newsroom: nobody signs up, people are invited."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from annotations.client_address import client_address
from annotations.models import User

#: Names the person who has logged in with this browser, signed.
KNOWN = "known_browser"
KNOWN_SECONDS = 365 * 24 * 3600


class ClosedSignupAdapter(DefaultAccountAdapter):
    """No open sign-up; rate limits count the address behind our own proxies; links lead to SITE_URL, never to Host."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _, token = key.partition("-")
        return f"{settings.SITE_URL}{reverse('account_reset_password_from_key', args=[uid, token])}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        site = SimpleNamespace(domain=urlsplit(settings.SITE_URL).netloc, name=settings.SITE_NAME)
        super().send_mail(template_prefix, email, {**context, "current_site": site})

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Remember that this person logs in with this browser."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        response.set_signed_cookie(
            KNOWN, str(user.pk), max_age=KNOWN_SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted by account; those from a browser the person has used before by themselves.

        So whoever types wrong passwords elsewhere shuts nobody out of their own browser.
        """
        key = super()._get_login_attempts_cache_key(request, **credentials)
        name = str(credentials.get("username") or "")
        known = request.get_signed_cookie(KNOWN, default="", max_age=KNOWN_SECONDS)
        person = User.objects.filter(username__iexact=name).values_list("pk", flat=True).first() if known else None
        return f"known:{key}" if person is not None and known == str(person) else key

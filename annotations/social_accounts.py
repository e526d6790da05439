"""OpenID Connect (only where OPENID_CONNECT_URL is set): known people only."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitedOnlySocialAdapter(DefaultSocialAccountAdapter):
    """A log-in by OpenID Connect works for accounts that an invitation made, matched by their address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

"""How allauth is bent to a newsroom: nobody signs up, people are invited."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from annotations.client_address import client_address


class ClosedSignupAdapter(DefaultAccountAdapter):
    """No open sign-up; rate limits count the address behind our own proxies."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

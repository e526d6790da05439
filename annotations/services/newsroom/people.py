"""People join by invitation; an admin sets their role and closes their account."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from annotations.models import Invitation, Role, User
from annotations.models.newsroom.invitation import token_hash
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.record import audit, mails


@transaction.atomic
def invite(*, by: User, email: str, role: str) -> tuple[Invitation, str]:
    """An invitation and its link, which is e-mailed and can be shown once. Raises ValidationError."""
    check_can(by, Permission.MANAGE_PEOPLE)
    if User.objects.filter(email__iexact=email, is_active=True).exists():
        raise ValidationError({"email": _("Somebody with this address has an account already.")})
    # A new invitation makes the earlier ones to the same address useless.
    Invitation.objects.usable().filter(email__iexact=email).update(withdrawn_at=timezone.now())
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        role=role,
        token_sha256=token_hash(token),
        invited_by=by,
        expires_at=timezone.now() + timedelta(days=settings.INVITATION_DAYS),
    )
    link = f"{settings.SITE_URL}/invitations/{token}/"
    with translation.override(settings.LANGUAGE_CODE):  # whoever gets it has no language with us yet
        named = str(Role(role).label).lower()
    mails.send(
        to=email,
        subject=f"You are invited to {settings.SITE_NAME}",
        body=(
            f"{by} invites you to join {settings.SITE_NAME} as {named}.\n\n"
            f"Choose a username and a password here:\n{link}\n\n"
            f"The link works once, for {settings.INVITATION_DAYS} days.\n"
        ),
    )
    audit.record(by=by, verb="person.invited", chain=by, about=invitation, data={"role": role})
    return invitation, link


@transaction.atomic
def withdraw_invitation(*, by: User, invitation: Invitation) -> None:
    check_can(by, Permission.MANAGE_PEOPLE)
    Invitation.objects.usable().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())
    audit.record(by=by, verb="person.invitation_withdrawn", chain=by, about=invitation)


@transaction.atomic
def accept_invitation(*, token: str, username: str, display_name: str, password: str) -> User:
    """The new account. Raises Refused when the link was used, withdrawn or is too old."""
    invitation = Invitation.objects.select_for_update().usable().with_token(token).first()
    if invitation is None:
        raise Refused("invitation_used")
    user = User.objects.create_user(
        username=username,
        email=invitation.email,
        password=password,
        display_name=display_name,
        role=invitation.role,
    )
    invitation.used_at, invitation.used_by = timezone.now(), user
    invitation.save(update_fields=["used_at", "used_by"])
    audit.record(by=user, verb="person.joined", chain=user, data={"role": user.role})
    return user


@transaction.atomic
def change_person(*, by: User, person: User, role: str, is_active: bool) -> User:
    """Set somebody's role, close or reopen the account. An admin can't do it to themselves."""
    check_can(by, Permission.MANAGE_PEOPLE)
    if person.pk == by.pk:
        raise Refused("own_account")
    before = {"role": person.role, "is_active": person.is_active}
    after = {"role": role, "is_active": is_active}
    if before != after:
        person.role, person.is_active = role, is_active
        person.save(update_fields=["role", "is_active"])
        audit.record(by=by, verb="person.changed", chain=person, data={"before": before, "after": after})
    return person


@transaction.atomic
def edit_profile(*, person: User, display_name: str, single_keys: bool, language: str) -> User:
    names = ("display_name", "single_keys", "language")
    before = audit.values_of(person, names)
    person.display_name, person.single_keys, person.language = display_name, single_keys, language
    person.save(update_fields=["display_name", "single_keys", "language"])
    data = {"before": before, "after": audit.values_of(person, names)}
    audit.record(by=person, verb="person.profile_edited", chain=person, data=data)
    return person

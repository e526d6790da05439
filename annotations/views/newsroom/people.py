"""People and invitations (admins), accepting one, one's own profile."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from annotations.forms.newsroom.accounts import AcceptForm, InviteForm, NoticesForm, PersonForm, ProfileForm
from annotations.models import Invitation, User
from annotations.presenters.words.apart import apart
from annotations.review.permissions import Permission, Refused
from annotations.services.newsroom import people as services
from annotations.services.record import notifications
from annotations.web.loading import first_error, needs, person, post_only, put_errors


def _page(request: HttpRequest, *, form: InviteForm, status: int = 200, **extra: object) -> HttpResponse:
    rows = [(u, PersonForm(initial={"role": u.role, "is_active": u.is_active}, auto_id=f"u{u.pk}-%s"))
            for u in User.objects.order_by("-is_active", "display_name", "username")]  # fmt: skip
    invitations = Invitation.objects.usable().select_related("invited_by").order_by("-pk")
    return render(
        request,
        "people/list.html",
        {"rows": rows, "invitations": invitations, "form": form, **extra},
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, open invitations; POST invites somebody and shows the link once."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _invitation, link = services.invite(by=person(request), **form.cleaned_data)
            return _page(request, form=InviteForm(), link=link, invited=form.cleaned_data["email"])
        except ValidationError as exc:
            put_errors(form, exc)
    return _page(request, form=form, status=422 if form.errors else 200)


@post_only("people")
@needs(Permission.MANAGE_PEOPLE)
def person_change(request: HttpRequest, pk: int) -> HttpResponse:
    somebody = User.objects.filter(pk=pk).first()
    form = PersonForm(request.POST)
    if somebody is None or not form.is_valid():
        raise Http404
    try:
        services.change_person(by=person(request), person=somebody, **form.cleaned_data)
        messages.success(request, _("%(person)s was changed.") % {"person": apart(somebody)})
    except Refused as exc:
        messages.error(request, first_error(exc))
    return redirect("people")


@post_only("people")
@needs(Permission.MANAGE_PEOPLE)
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = Invitation.objects.filter(pk=pk).first()
    if invitation is None:
        raise Http404
    services.withdraw_invitation(by=person(request), invitation=invitation)
    messages.success(request, _("The invitation was withdrawn."))
    return redirect("people")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation's link: choose a username and a password."""
    found = Invitation.objects.usable().with_token(token).first()
    if found is None:
        return render(request, "people/invitation_gone.html", status=404)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = services.accept_invitation(token=token, **form.cleaned_data)
        except Refused:
            return render(request, "people/invitation_gone.html", status=404)
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("home")
    context = {"form": form, "invitation": found}
    return render(request, "people/invitation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ)
def profile(request: HttpRequest) -> HttpResponse:
    user = person(request)
    initial = {"display_name": user.display_name, "single_keys": user.single_keys, "language": user.language}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.edit_profile(person=user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("profile")
    context = {"form": form, "notices": NoticesForm(person=user, auto_id="notice-%s")}
    return render(request, "people/profile.html", context, status=422 if form.errors else 200)


@post_only("profile")
@needs(Permission.READ)
def profile_notices(request: HttpRequest) -> HttpResponse:
    """What I am told, and how."""
    form = NoticesForm(request.POST, person=person(request))
    if form.is_valid():
        notifications.choose(person=person(request), choices=form.cleaned_data)
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("Choose for each kind how you are told."))
    return redirect("profile")

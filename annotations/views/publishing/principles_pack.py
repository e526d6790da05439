"""The principles pack: days and size asked for, a ZIP given."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.exports.principles_pack import pack
from annotations.forms.publishing.principles_pack import PackForm
from annotations.review.permissions import Permission
from annotations.web.loading import needs


@require_safe
@needs(Permission.SEE_FIGURES)
def principles_pack(request: HttpRequest) -> HttpResponse:
    """The form; with days in the address, the file."""
    form = PackForm(request.GET or None)
    if not request.GET or not form.is_valid():
        return render(request, "dashboard/pack.html", {"form": form}, status=422 if form.errors else 200)
    values = form.cleaned_data
    response = HttpResponse(pack(values["first"], values["last"], values["sample"]), content_type="application/zip")
    name = f"principles-pack-{values['first']}-{values['last']}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""Every address of the site: our own in annotations/urls.py, allauth's below /accounts/."""

from django.urls import include, path

urlpatterns = [
    path("", include("annotations.urls")),
    path("accounts/", include("allauth.urls")),
]

handler400 = "annotations.views.errors.bad_request"
handler403 = "annotations.views.errors.forbidden"
handler404 = "annotations.views.errors.not_found"
handler500 = "annotations.views.errors.server_error"

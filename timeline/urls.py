"""One line per audience; each has its own namespace and module in events.urls."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("events.urls.public")),
    path("api/v1/", include("events.urls.api")),
    path("curate/", include("events.urls.curate")),
    path("accounts/", include("events.urls.accounts")),
    path("admin/", admin.site.urls),
]

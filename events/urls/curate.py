"""/curate/: the desk of the editors."""

from django.urls import URLPattern

app_name = "curate"

urlpatterns: list[URLPattern] = []

"""Addresses for everybody."""

from django.urls import path

from events.views import public

app_name = "public"

urlpatterns = [
    path("", public.timeline, name="timeline"),
    path("about/", public.about, name="about"),
    path("healthz", public.healthz, name="healthz"),
    path("readyz", public.readyz, name="readyz"),
]

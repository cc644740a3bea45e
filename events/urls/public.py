"""Addresses for everybody."""

from django.urls import path

from events.views import public

app_name = "public"

urlpatterns = [
    path("", public.timeline, name="timeline"),
    path("go/", public.jump, name="jump"),
    path("about/", public.about, name="about"),
    path("events/<int:event_id>/", public.event, name="event_by_number"),
    path("events/<int:event_id>/<slug:slug>/", public.event, name="event"),
    path("articles/<int:article_id>/", public.article, name="article"),
    path("events.csv", public.events_csv, name="events_csv"),
    path("events.jsonl", public.events_jsonl, name="events_jsonl"),
    path("healthz", public.healthz, name="healthz"),
    path("readyz", public.readyz, name="readyz"),
]

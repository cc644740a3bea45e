"""/accounts/: signing in and out, the second factor, one's sessions. The names are allauth's own: its pages link to each other."""

from allauth.account import views
from django.urls import include, path

from events.views.accounts import invitation

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("invitation/<str:token>/", invitation, name="account_invitation"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

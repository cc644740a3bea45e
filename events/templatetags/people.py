"""Who is signed in, asked without touching the session of those who have none."""

from django import template
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from django.template.context import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def signed_in(context: Context) -> AbstractBaseUser | None:
    """The person signed in, or None. A request without a session cookie is answered without asking the session."""
    request: HttpRequest | None = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user: AbstractBaseUser | AnonymousUser = request.user
    return user if isinstance(user, AbstractBaseUser) else None

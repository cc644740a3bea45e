"""What a form of the desk sent after the session had run out: carried through signing in, and offered again. Nothing of it acts by itself.

The sign-in page carries it signed. Only with a right password does it enter a session, so strangers fill no table; it stands
there for a day, or until its form is sent.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils import timezone

KEY: Final = "unsent"
"""Its name in the sign-in form and in the session."""
DAY: Final = 24 * 60 * 60
LONGEST: Final = 7_500_000
"""Characters, packed: the longest text that is taken in (5 MB) fits, and so does a sign-in form that carries it."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """What was sent to which address: each field with its values; files are named, not kept. `at` is in seconds since 1970."""

    path: str
    fields: Mapping[str, list[str]]
    files: tuple[str, ...] = ()
    at: float = 0

    @property
    def data(self) -> QueryDict:
        """The fields as a form sends them."""
        data = QueryDict(mutable=True)
        for name, values in self.fields.items():
            data.setlist(name, list(values))
        return data


def sent_by(request: HttpRequest) -> Unsent | None:
    """What a form sent with this request; None where it sent nothing but its token."""
    fields = {name: [str(value) for value in values] for name, values in request.POST.lists()}
    fields.pop("csrfmiddlewaretoken", None)
    files = tuple(str(file.name) for file in request.FILES.values() if isinstance(file, UploadedFile))
    if not fields and not files:
        return None
    return Unsent(request.path, fields, files, timezone.now().timestamp())


def sealed(unsent: Unsent) -> str:
    """It as a signed text for the sign-in form; "" where it is too long to be carried."""
    text = signing.dumps(asdict(unsent), salt=KEY, compress=True)
    return text if len(text) <= LONGEST else ""


def opened(text: str) -> Unsent | None:
    """What a signed text carries; None where this site did not sign it, or more than a day ago."""
    try:
        return Unsent(**signing.loads(text, salt=KEY, max_age=DAY))
    except signing.BadSignature:
        return None


def take_over(request: HttpRequest) -> None:
    """Keep in the session what the sign-in form carries, if anything."""
    if sent := opened(request.POST.get(KEY, "")):
        keep(request, sent)


def keep(request: HttpRequest, unsent: Unsent) -> None:
    """Keep it in the session of somebody who is signed in."""
    request.session[KEY] = asdict(unsent)


def kept(request: HttpRequest) -> Unsent | None:
    """What the session keeps, if it is not older than a day."""
    known: dict[str, Any] | None = request.session.get(KEY)
    if known is None or known["at"] < timezone.now().timestamp() - DAY:
        return None
    return Unsent(**known)


def forget(request: HttpRequest) -> None:
    """Let go of what the session keeps."""
    request.session.pop(KEY, None)

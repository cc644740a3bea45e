"""All settings, from the environment; a clone runs with none set. docs/settings.md tells each."""

import os
import secrets
import sys
import time
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))
TESTING = "pytest" in sys.modules


def env_bool(name: str, *, default: bool) -> bool:
    """The variable as a truth value; refuses what is neither yes nor no."""
    value = os.environ.get(name, "")
    if value.lower() in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return default if value == "" else value.lower() in ("1", "true", "yes", "on")
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no: set it to 1 or 0.")


def env_number(name: str, *, default: int) -> int:
    """The variable as a whole number from 0; refuses what is none."""
    value = os.environ.get(name, "") or str(default)
    if not value.isdecimal() or len(value) > 9:
        raise ImproperlyConfigured(f"{name}={value!r} is no whole number: set it to {default}, for example.")
    return int(value)


def env_list(name: str, *, default: str) -> list[str]:
    """The comma-separated variable as a list without empty entries."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def database(url: str) -> dict[str, Any]:
    """Django's settings of one database from its address; "" is SQLite in var/."""
    if not url:
        return sqlite(VAR / "dateline.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"A database at {parts.scheme!r} is not supported: use postgres://… in DATABASE_URL (and REPLICA_URL), or leave it unset."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite with a write-ahead log, writers queued at BEGIN, and every commit on disk before it is acknowledged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pragmas = (
        "journal_mode=WAL",
        "synchronous=FULL",
        "journal_size_limit=27103364",
        "cache_size=-20000",
        "temp_store=MEMORY",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
        },
    }


def secret_key() -> str:
    """SECRET_KEY, else one made once in var/secret_key that all processes share."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    VAR.mkdir(parents=True, exist_ok=True)
    path = VAR / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return written_key(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    return written_key(path)


def written_key(path: Path) -> str:
    """The key in a file, waited for while another process, that started at the same moment, writes it."""
    for _ in range(100):
        if key := path.read_text(encoding="ascii").strip():
            return key
        time.sleep(0.02)
    raise ImproperlyConfigured(f"{path} is empty: delete it, and a key is made anew.")


def task_backend(name: str) -> str:
    """Who does the work in the background: "database" (a worker, the default), or "immediate" (whoever asks for it, as in tests)."""
    backends = {
        "database": "django_tasks_db.DatabaseBackend",
        "immediate": "django.tasks.backends.immediate.ImmediateBackend",
    }
    name = name or ("immediate" if TESTING else "database")
    if name not in backends:
        raise ImproperlyConfigured(f"TASKS={name!r} is neither database nor immediate.")
    return backends[name]


def extraction_backend(name: str) -> str:
    """Who looks for names in an article: "rules" (the default), or "spacy" beside them. `manage.py check` says whether it is installed."""
    if name not in ("", "rules", "spacy"):
        raise ImproperlyConfigured(f"EXTRACTION_BACKEND={name!r} is neither rules nor spacy.")
    return name or "rules"


DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = secret_key()

LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", default="127.0.0.1,localhost,[::1]")
HTTPS = env_bool("HTTPS", default=not set(ALLOWED_HOSTS) <= LOOPBACK)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "events.apps.EventsConfig",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "events.views.refusals.Refusals",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "timeline.urls"
WSGI_APPLICATION = "timeline.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
if REPLICA := os.environ.get("REPLICA_URL", ""):
    DATABASES["replica"] = database(REPLICA)
DATABASE_ROUTERS = ["events.models.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "curate:home"
ACCOUNT_ADAPTER = "events.views.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "public:timeline"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,10/15m/key"}  # of codes; passwords are counted by AXES_ below
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Dateline"
MFA_TOTP_TOLERANCE = 1
SECOND_FACTOR = env_bool("SECOND_FACTOR", default=False)
"""Whether editors must have a second factor before they reach the desk."""
TWO_PERSONS = env_bool("TWO_PERSONS", default=False)
"""Whether what one editor accepts waits as a draft until another publishes it."""
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
LEAFLET = Path(str(find_spec("leaflet").origin)).parent / "static/leaflet"  # type: ignore[union-attr]  # locked, so it is there
# Only its script and sheet are used: as an app django-leaflet asks for GDAL, which a map of points needs not.
STATICFILES_DIRS = [BASE_DIR / "static", ("leaflet", LEAFLET)]
COLLECTION = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
COLLECTED = "collectstatic" in sys.argv or ((COLLECTION / "staticfiles.json").exists() and not TESTING)
STATIC_ROOT = COLLECTION if COLLECTED else None  # without a collection whitenoise serves from the finders
WHITENOISE_USE_FINDERS = not COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG and not TESTING
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "timeline.storage.HashedStorage" if COLLECTED else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_bool("TRUST_PROXY", default=False) else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "events.views.curate.access.stale"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = VAR if VAR.is_dir() else None  # a file to import may be larger than /tmp, which often is memory

METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
"""What /metrics asks for; "" leaves it to who asks from this machine."""
PUBLIC_MAX_AGE = env_number("PUBLIC_MAX_AGE", default=0)
"""Seconds for which anybody may show a public answer again without asking whether it is still right."""
KEPT_ANSWERS_MB = 0 if TESTING else env_number("KEPT_ANSWERS_MB", default=16)
"""Megabytes of public answers that each process keeps."""

CORPORA = Path(os.environ.get("CORPORA", BASE_DIR.parent / "shared"))
"""Where tests and benchmarks find measuring data; absent, they skip with a message."""

TASKS = {"default": {"BACKEND": task_backend(os.environ.get("TASKS", ""))}}

EXTRACTION_BACKEND = extraction_backend(os.environ.get("EXTRACTION_BACKEND", ""))

JOBS_KEPT_DAYS = env_number("JOBS_KEPT_DAYS", default=30)
"""Days for which a job that is done is kept; failed ones three times as long, all of them for 0."""

DESK_GOAL = env_number("DESK_GOAL", default=120)
"""Decisions a day that an editor aims at; 0 for none."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}

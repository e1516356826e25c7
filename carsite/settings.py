"""Every setting, in reading order. The environment decides; nonsense in it stops the start."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from carsite.env import env_bool, env_int, env_list, env_origin, env_path, env_str, secret_key
from carsite.photo_storage import photo_storage

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything that is not code: database, media, search index, mail, logs and the secret.
DATA = env_path("DATA", BASE_DIR / "data")
PORT = env_int("PORT", 8000, low=1, high=65535)
DEBUG = env_bool("DEBUG")

# --- The site -------------------------------------------------------------------------------
SITE_NAME = env_str("SITE_NAME", "Koppeling")
SITE_URL = env_origin("SITE_URL", f"http://127.0.0.1:{PORT}")
LOOPBACK = urlsplit(SITE_URL).hostname in {"127.0.0.1", "localhost", "::1"}
SECURE = SITE_URL.startswith("https://")
if not (LOOPBACK or SECURE):
    raise ImproperlyConfigured("SITE_URL must be https:// unless the site is on this machine.")

SECRET_KEY = secret_key(DATA, required=not LOOPBACK)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", urlsplit(SITE_URL).hostname or "")
if LOOPBACK:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Proxies between the visitor and us whose X-Forwarded-For entry can be believed; 0 = none.
PROXY_COUNT = env_int("PROXY_COUNT", 0, high=5)

# --- Apps -----------------------------------------------------------------------------------
INSTALLED_APPS = [
    "articles",
    "listings",
    "carsite",
    "adminsortable2",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "lucide",
    "simple_history",
    "carsite.admin_site.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
# It makes the queue's tables, and 3 MB of every process. What serves pages can do without
# (carsite/wsgi.py): there a job is asked for, and shown, by SQL.
if env_bool("QUEUE_APP", default=True):
    INSTALLED_APPS.append("procrastinate.contrib.django")
MIDDLEWARE = [
    "carsite.middleware.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "carsite.middleware.Policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "carsite.middleware.Compressed",
    "listings.middleware.Visits",
    "carsite.middleware.Unchanged",
    "carsite.middleware.PathLanguage",
    "django.middleware.common.CommonMiddleware",
    "listings.middleware.Kept",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "carsite.middleware.DeskMessages",
    "django_htmx.middleware.HtmxMiddleware",
    "carsite.middleware.desk_history",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "carsite.urls"
WSGI_APPLICATION = "carsite.wsgi.application"
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
                "carsite.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Database -------------------------------------------------------------------------------
if env_str("DATABASE_URL"):
    DATABASES = {"default": dj_database_url.parse(env_str("DATABASE_URL"))}
else:
    DATABASES = {
        "default": {
            "ENGINE": "carsite.embedded",  # starts our own PostgreSQL at the first connection
            "NAME": "site",
            "HOST": str(DATA),  # the engine finds socket folder, user and port in it
            "CONN_HEALTH_CHECKS": True,  # a killed server comes back with the next request
            "OPTIONS": {},
        }
    }
# One pool per process; Django then wants CONN_MAX_AGE 0.
if DATABASES["default"]["ENGINE"] in {"carsite.embedded", "django.db.backends.postgresql"}:
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": env_int("DATABASE_POOL", 8, low=1, high=100),
        "timeout": 10,
    }

# --- Language and time ----------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

# --- Files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
PHOTO_STORAGE, PHOTO_ORIGINS = photo_storage()
STORAGES = {
    "default": PHOTO_STORAGE,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Only names with a content hash are served, and source maps are not worth 10 s of brotli.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
FILE_UPLOAD_PERMISSIONS = 0o644
# Photos are at most 15 MB each and the desk sends several at once; fields stay small.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 60

# --- Login ----------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
# A code from one's telephone at both desks, beside the password.
SECOND_FACTOR = env_bool("SECOND_FACTOR")
if SECOND_FACTOR:
    place = MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware")
    MIDDLEWARE.insert(place + 1, "django_otp.middleware.OTPMiddleware")
OTP_TOTP_ISSUER = SITE_NAME
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_IPWARE_PROXY_COUNT = PROXY_COUNT
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"

# --- Safety ---------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE and PROXY_COUNT else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *PHOTO_ORIGINS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Added in the admin: the editor's import map is an inline script, its style sheet an inline style.
ADMIN_CSP = {"script-src": [NONCE], "style-src": [NONCE]}

# --- Mail -----------------------------------------------------------------------------------
EMAIL_BACKEND = env_str("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST = env_str("EMAIL_HOST", "localhost")
EMAIL_PORT = env_int("EMAIL_PORT", 25, low=1, high=65535)
EMAIL_HOST_USER = env_str("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env_str("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env_str("DEFAULT_FROM_EMAIL", f"{SITE_NAME} <redactie@koppeling.example>")

# --- Search ---------------------------------------------------------------------------------
# Seconds that a web process may answer from the index before it looks at the change log again.
SEARCH_LOOK_SECONDS = 1.0
SEARCH_PAGE_SIZE = 24
# Up to so many public cars a web process builds its index itself, in a moment; beyond that
# it maps one that ``build_index`` stored under DATA, which it starts when one is due.
SEARCH_BUILD_HERE_ROWS = env_int("SEARCH_BUILD_HERE_ROWS", 20_000, low=0)
SEARCH_INDEX = env_path("SEARCH_INDEX", DATA / "index")

# Days that the change log keeps what is no history of prices and states; a week at least.
CHANGE_LOG_DAYS = 90

# Pages and pieces of pages that were rendered are kept until something they show changes.
KEEP_PIECES = env_bool("KEEP_PIECES", default=True)

# --- Background work ------------------------------------------------------------------------
WORK_THREADS = env_int("WORK_THREADS", 2, low=1, high=16)  # quick jobs at once
# The rooms' tasks need none of procrastinate's code; the worker finds them itself.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""

# --- Registers ------------------------------------------------------------------------------
# RDW's open data. On this machine alone ``make run`` names a stand-in that it starts itself.
RDW_URL = env_str("RDW_URL", "https://opendata.rdw.nl/resource/")
RDW_APP_TOKEN = env_str("RDW_APP_TOKEN")  # with one, RDW allows more questions
RDW_TIMEOUT_SECONDS = 4.0  # for all that is asked about one plate

# --- Feeds ----------------------------------------------------------------------------------
# Also plain http addresses of feeds and their photos: anybody on the way may change what comes.
FETCH_HTTP = env_bool("FETCH_HTTP", default=False)

# --- Contact form ---------------------------------------------------------------------------
LEADS_PER_HOUR = 10  # from one address
LEAD_RETENTION_DAYS = 365

# --- Logs -----------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "carsite.logs.JsonFormatter"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": env_str("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.server": {"handlers": ["stdout"], "level": "INFO", "propagate": False},
        "axes": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
    },
}

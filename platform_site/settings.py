"""The one settings file: read from the environment, with defaults that are safe.

Every variable is listed in docs/architecture.md; tests override in tests/settings.py.
"""

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy, gettext_noop
from environs import Env
from whitenoise.compress import Compressor

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))

# Safety -----------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HTTPS = SITE_URL.startswith("https://")
# How many proxies in front of us append to X-Forwarded-For. 0 trusts the socket's address only.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_FAILURE_VIEW = "platform_site.core.errors.csrf_failure"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# The house --------------------------------------------------------------------------------
_NAME = env.str("PLATFORM_NAME", gettext_noop("Social Protection Platform"))
# A name of the host's own stands as it is; ours is translated.
PLATFORM_NAME = gettext_lazy(_NAME)
HOST_NAME = env.str("HOST_NAME", "")
HOST_ADDRESS = env.str("HOST_ADDRESS", "")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "contact@platform.example")
DEMO_MAILBOX = env.str("DEMO_MAILBOX", "")

INSTALLED_APPS = [
    "platform_site.home",
    "workspaces",
    "countries",
    "resources",
    "glossary",
    "forums",
    "news",
    "platform_site.people",
    "platform_site.themes",
    "platform_site.programmes",
    "platform_site.indicators",
    "platform_site.organisations",
    "platform_site.notifications",
    "platform_site.search",
    "platform_site.moderation",
    "platform_site.discussions",
    "platform_site.activity",
    "platform_site.files",
    "platform_site.pages",
    "platform_site.access",
    "platform_site.accounts",
    "platform_site.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "taggit",
    "platform_site.accounts.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "platform_site.files.middleware.BodyLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "platform_site.accounts.middleware.ReaderMiddleware",
    "platform_site.accounts.middleware.LimitMiddleware",
    "platform_site.core.middleware.CacheControlMiddleware",
]

ROOT_URLCONF = "platform_site.urls"
WSGI_APPLICATION = "platform_site.wsgi.application"
FORM_RENDERER = "platform_site.core.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "platform_site.core.context.house",
                "platform_site.notifications.context.inbox",
            ],
        },
    },
]

# Where things are kept ---------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        env.str("DATABASE_URL", "postgres:///social_protection_platform"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
DATABASES["default"].setdefault("OPTIONS", {}).update(
    connect_timeout=2,
    # A slow query, a held lock or a forgotten transaction ends with an error, never with a hang.
    options=(
        "-c statement_timeout=30000 -c lock_timeout=5000"
        " -c idle_in_transaction_session_timeout=60000"
    ),
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Source maps, which nobody downloads, would take nine tenths of the time of collectstatic.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "platform_site.core.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_ROOT = env.str("MEDIA_ROOT", str(VAR_DIR / "media"))
# No address leads there: files go out through the gate alone (platform_site.files.views).
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["platform_site.files.uploads.BoundedUploadHandler"]
FILE_LARGEST = env.int("FILE_LARGEST_MB", 25) * 1024 * 1024
FILE_LARGEST_PER_DAY = env.int("FILE_LARGEST_PER_DAY_MB", 250) * 1024 * 1024

# Languages --------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
# The languages of the interface, each complete: tests/translations fails where one is not.
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_SAMESITE = "Lax"

# People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
# The address is unique without regard to case, by a constraint the check does not look at.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "platform_site.notifications.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "signup": "platform_site.accounts.forms.SignUp",
    "login": "platform_site.accounts.forms.SignIn",
    "reset_password": "platform_site.accounts.forms.ResetPassword",
    "add_email": "platform_site.accounts.forms.ChangeEmail",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "platform_site.accounts.models.display_name"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
# Only in the browser that signed up: there the person goes on to where they wanted to be.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# One address for each person; a new one takes its place when it is confirmed.
ACCOUNT_CHANGE_EMAIL = True
# A screen left open is not enough to take an account over.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "platform_site.accounts.tokens.ResetTokens"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# allauth's limiter counts in the cache, which may be away: ours counts in PostgreSQL.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_FORMS = {
    "authenticate": "platform_site.accounts.forms.SecondStep",
    "reauthenticate": "platform_site.accounts.forms.SecondStepAgain",
    "add_webauthn": "platform_site.accounts.keys.AddKey",
    "login_webauthn": "platform_site.accounts.keys.SignInWithKey",
    "authenticate_webauthn": "platform_site.accounts.keys.SecondStepWithKey",
    "reauthenticate_webauthn": "platform_site.accounts.keys.SecondStepAgainWithKey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = _NAME
# A phone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
# Browsers offer passkeys without HTTPS on localhost only; everywhere else it must be HTTPS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Staff need a second step to enter the administration. In bin/demo (whose mails are kept in
# DEMO_MAILBOX) they do not, so that the demo's moderators can be tried with a password alone.
ADMIN_REQUIRES_MFA = env.bool("ADMIN_REQUIRES_MFA", not DEMO_MAILBOX)

# Mail and background ----------------------------------------------------------------------
EMAIL_URL = urlsplit(env.str("EMAIL_URL", "smtp://127.0.0.1:25"))
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": EMAIL_URL.hostname,
            "port": EMAIL_URL.port or 25,
            "username": EMAIL_URL.username or "",
            "password": EMAIL_URL.password or "",
            "use_tls": EMAIL_URL.scheme == "smtp+tls",
            "use_ssl": EMAIL_URL.scheme == "smtps",
            "timeout": 30,
        },
    }
}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{_NAME} <{CONTACT_EMAIL}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The mailbox to which mails come back that cannot be delivered, each to an address of its own
# (bounces+…@…): `manage.py receive_bounces` reads it. Empty: they come back to the sender.
BOUNCE_ADDRESS = env.str("BOUNCE_ADDRESS", "")

CELERY_BROKER_URL = env.str(
    "CELERY_BROKER_URL",
    REDIS_URL.replace("unix://", "redis+socket://").replace("?db=", "?virtual_host="),
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "socket_timeout": 5}
CELERY_TASK_TIME_LIMIT = 120
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep-deliveries": {
        "task": "notifications.sweep",
        "schedule": 30.0,
        # While no worker runs, one sweep waits for it, not one for each half minute.
        "options": {"expires": 60},
    },
    "daily-digests": {"task": "notifications.prepare_digests", "schedule": 300.0},
    "sweep-limits": {"task": "accounts.sweep_limits", "schedule": 3600.0},
    "searches-again": {"task": "notifications.read_searches_again", "schedule": 86400.0},
    "remind-of-events": {"task": "news.remind_of_events", "schedule": 900.0},
    "sweep-files": {"task": "files.sweep", "schedule": 3600.0},
    "known-words": {"task": "search.refresh_lexicon", "schedule": 3600.0},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
}

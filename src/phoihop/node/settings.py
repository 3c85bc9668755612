"""Django settings of a node. All that differs between installations stands in node.toml."""

from __future__ import annotations

import os

from phoihop.node.configuration import (
    HTTPS_VARIABLE,
    LEDGER_FILE_VARIABLE,
    READ_ONLY_VARIABLE,
    Agency,
    Configuration,
    ConfigurationFault,
    Profile,
    content,
    home,
    postgresql_database,
    read_configuration,
    sqlite_database,
    verifier_script,
)

HOME = home()
CONTENT = content()
VERIFIER_SCRIPT = verifier_script()


def _configuration() -> Configuration:
    """The installation's configuration; before `init` a blank one, so that the command line can start."""
    try:
        return read_configuration(HOME)
    except ConfigurationFault:
        if (HOME / "node.toml").exists():
            raise
        agency = Agency("M-QK3-CT", "m-qk3-ct/work")
        return Configuration("", Profile.OFFLINE, agency.body, "m-qk3-ct/registry", (agency,))


NODE = _configuration()
SECRET_FILE = HOME / "keys" / "django.secret"
SECRET_KEY = SECRET_FILE.read_text(encoding="ascii").strip() if SECRET_FILE.exists() else "not initialised"
DEBUG = False
ALLOWED_HOSTS = list(NODE.hosts)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
    "phoihop.ui",
    "phoihop.access",
    "phoihop.ledger",
    "phoihop.norms",
    "phoihop.registry",
    "phoihop.programme",
    "phoihop.intake",
    "phoihop.shell",
    "phoihop.node",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "phoihop.access.web.middleware.ActorMiddleware",
    "phoihop.shell.web.middleware.FrameMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "phoihop.node.urls"
WSGI_APPLICATION = "phoihop.node.wsgi.application"
FORM_RENDERER = "phoihop.ui.forms.UiRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "phoihop.ui.context.frame",
            ],
            "builtins": ["template_partials.templatetags.partials", "phoihop.ui.templatetags.ui"],
        },
    },
]

# `replay` and `serve --as-known` put another ledger file in the place of the node's own.
LEDGER_FILE = os.environ.get(LEDGER_FILE_VARIABLE, str(HOME / "ledger.sqlite3"))
READ_ONLY = bool(os.environ.get(READ_ONLY_VARIABLE))

if NODE.database and NODE.local_database and LEDGER_FILE_VARIABLE not in os.environ:
    DATABASES = {
        "default": postgresql_database(NODE.database),
        "local": postgresql_database(NODE.local_database),
    }
else:
    DATABASES = {
        "default": sqlite_database(LEDGER_FILE),
        "local": sqlite_database(HOME / "local.sqlite3"),
    }
DATABASE_ROUTERS = ["phoihop.node.routing.KeepRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "phoihop.access.backend.AccountBackend",
    "phoihop.access.backend.CodeBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "access:login"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "access/locked.html"
AXES_USERNAME_FORM_FIELD = "login"
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["secret_code", "old", "new", "again"]  # besides "password"
# Otherwise a stranger could keep a name locked for ever by going on guessing.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False

# Cookies that leave a browser only by HTTPS, and browsers that ask for nothing else for half a year.
HTTPS = NODE.behind_https_proxy or bool(os.environ.get(HTTPS_VARIABLE))
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 180 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NODE.behind_https_proxy else None
# Longer than any session lives (access.session ends it after 8 hours, earlier when idle): a form that is sent
# on the next morning must still be known as its writer's, so that its words can be kept.
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_HANDLERS = ["phoihop.intake.web.uploads.BoundedMemoryUpload"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # locking by name only is meant: one address serves a whole agency
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

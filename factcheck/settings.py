"""Settings, all from the environment (README.md has the table). DEBUG stays off everywhere."""

from csp.constants import NONE, SELF

from factcheck.environment import BASE_DIR, VAR_DIR, env, read_env_file
from factcheck.logs import logging_config

read_env_file()

BASE_DIR = BASE_DIR
SECRET_KEY = env.str("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = env.str("SITE_NAME", "Harbour Check")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Networks (CIDR) of reverse proxies whose X-Forwarded-For is believed.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])

INSTALLED_APPS = [
    "annotations",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "factcheck.staticfiles.NeededStaticFiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.forms",
    "django_htmx",
    "template_partials",
    "django_filters",
    "csp",
    "allauth",
    "allauth.account",
]
MIDDLEWARE = [
    "factcheck.logs.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "annotations.middleware.CompressedPagesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "annotations.middleware.ForbiddenInputMiddleware",
    "annotations.middleware.CleanInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "annotations.middleware.LanguageMiddleware",
    "annotations.middleware.OriginMiddleware",
    "annotations.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "annotations.middleware.BusyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "annotations.presenters.newsroom.site.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.l10n",
                "template_partials.templatetags.partials",
            ],
        },
    },
]

# --- database -------------------------------------------------------------------------------------
if env.str("DATABASE_URL", ""):
    DATABASES = {"default": env.db_url("DATABASE_URL")}
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"].setdefault("OPTIONS", {})
    # lock_timeout also bounds a migration that would otherwise queue behind a long reader.
    # A page asks for thirty rows of many: helpers that read ahead for it, or code compiled for it, cost more.
    DATABASES["default"]["OPTIONS"]["options"] = (
        "-c lock_timeout=2000 -c timezone=UTC -c max_parallel_workers_per_gather=0 -c jit=off"
    )
    if env.bool("DATABASE_POOL", default=False):
        DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 12, "timeout": 5}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "annotations.User"

# --- cache, broker, workers -----------------------------------------------------------------------
CACHES = {
    "default": env.cache_url("CACHE_URL")
    if env.str("CACHE_URL", "")
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    CACHES["default"]["BACKEND"] = "factcheck.cache.GuardedRedisCache"
    CACHES["default"]["OPTIONS"] = {"socket_timeout": 1, "socket_connect_timeout": 1}
CACHES["default"]["KEY_PREFIX"] = env.str("CACHE_PREFIX", "factcheck")
#: Pages for readers, apart from counts and limits: however many they are, they push nothing of those out.
CACHES["pages"] = {**CACHES["default"], "KEY_PREFIX": f"{CACHES['default']['KEY_PREFIX']}-pages"}
if CACHES["pages"]["BACKEND"].endswith("DatabaseCache"):
    CACHES["pages"] |= {"LOCATION": "cache_pages", "OPTIONS": {"MAX_ENTRIES": 2000}}
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", "")
CELERY_TASK_TIME_LIMIT = env.int("WORKER_TASK_SECONDS", default=90)
CELERY_TASK_SOFT_TIME_LIMIT = CELERY_TASK_TIME_LIMIT - 10
#: Between two looks for work that nobody took; a lease is so much longer than a task may run.
SWEEP_SECONDS = env.int("WORKER_SWEEP_SECONDS", default=15)

#: Of the web server, `manage.py serve`; 0 for one of each core, four at the most.
WEB_PROCESSES = env.int("WEB_PROCESSES", default=0)

# --- copies, fetching -----------------------------------------------------------------------------
MEDIA_ROOT = env.str("BLOB_DIR", str(VAR_DIR / "blobs"))
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {
        "BACKEND": env.str("BLOB_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("BLOB_STORAGE_OPTIONS", default={}),
    },
    "staticfiles": {"BACKEND": "factcheck.staticfiles.ModuleManifestStorage"},
}
# Each line opens a network that would be refused: loopback for tests, an intranet archive, …
FETCH_ALLOWED_NETWORKS = env.list("FETCH_ALLOWED_NETWORKS", default=[])
FETCH_MAX_BYTES = env.int("FETCH_MAX_BYTES", default=20_000_000)
FETCH_MAX_SECONDS = env.float("FETCH_MAX_SECONDS", default=30.0)
FETCH_FIRST_BYTE_SECONDS = env.float("FETCH_FIRST_BYTE_SECONDS", default=15.0)
#: Outside archives are off until these are set (annotations/archives/).
WAYBACK_KEY = env.str("WAYBACK_KEY", "")
WAYBACK_URL = env.str("WAYBACK_URL", "https://web.archive.org")
MEMENTO_URL = env.str("MEMENTO_URL", "")
#: An authority that stamps each day (RFC 3161), and a PEM file of certificates to verify its signatures with.
MARKUP_PUSH_URL = env.str("MARKUP_PUSH_URL", "")
MARKUP_PUSH_TOKEN = env.str("MARKUP_PUSH_TOKEN", "")
TIMESTAMP_URL = env.str("TIMESTAMP_URL", "")
TIMESTAMP_ROOTS = env.str("TIMESTAMP_ROOTS", "")
FETCH_CONTACT = env.str("FETCH_CONTACT", f"{SITE_URL}/help/")
FETCH_HOST_PAUSE_SECONDS = env.float("FETCH_HOST_PAUSE_SECONDS", default=1.0)
#: Whether cited pages can be opened in a browser: "yes", "no", or as a Chromium is found on this machine or not.
CAPTURE = env.str("CAPTURE", "")
CAPTURE_MAX_SECONDS = env.float("CAPTURE_MAX_SECONDS", default=60.0)
CAPTURE_MAX_MEGABYTES = env.int("CAPTURE_MAX_MEGABYTES", default=1500)
CAPTURE_MAX_BYTES = env.int("CAPTURE_MAX_BYTES", default=60_000_000)
#: Chromium locks each page in; without that, only in a container which holds nothing else.
CAPTURE_SANDBOX = env.bool("CAPTURE_SANDBOX", default=True)
#: Video and sound: what one file may have, whoever brings it, and the time that yt-dlp may take for one.
RECORDING_MAX_BYTES = env.int("RECORDING_MAX_BYTES", default=1_000_000_000)
RECORDING_MAX_SECONDS = env.float("RECORDING_MAX_SECONDS", default=900.0)
#: Whether workers may take recordings with yt-dlp: "yes", "no", or as it is installed or not.
RECORD = env.str("RECORD", "")
#: Whether words in pictures are read by tesseract: "yes", "no", or as it is installed or not; in which languages
#: ("eng+deu", empty for those that are installed), and how many pages of a document.
OCR = env.str("OCR", "")
OCR_LANGUAGES = env.str("OCR_LANGUAGES", "")
OCR_MAX_PAGES = env.int("OCR_MAX_PAGES", default=50)
PARSE_MAX_SECONDS = env.float("PARSE_MAX_SECONDS", default=20.0)
# Of address space: 140 of them are libraries that are never touched, so less than 500 MB is held.
PARSE_MAX_MEGABYTES = env.int("PARSE_MAX_MEGABYTES", default=600)
ARTICLE_MAX_CHARS = env.int("ARTICLE_MAX_CHARS", default=2_000_000)
ARTICLE_MAX_PARAGRAPHS = env.int("ARTICLE_MAX_PARAGRAPHS", default=20_000)
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", default=20_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# --- people ---------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_ADAPTER = "annotations.accounts.ClosedSignupAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "annotations.forms.newsroom.accounts.LoginForm"}
ACCOUNT_PREVENT_ENUMERATION = True
# Per minute, hour or day; by address (ip), by account (key) or by signed-in person (user).
ACCOUNT_RATE_LIMITS = {
    "login": env.str("RATE_LOGIN", "60/m/ip"),
    "login_failed": env.str("RATE_LOGIN_FAILED", "20/m/ip,8/5m/key"),
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
INVITATION_DAYS = 7
#: What strangers may do, by address of the sender or by fact-check: a number in a minute, hour or day (m, h, d).
LIMITS = {
    "report_by_address": env.str("LIMIT_REPORTS", "5/h"),
    "expert_by_link": env.str("LIMIT_EXPERT_ANSWERS", "10/h"),
    "expert_openings": env.str("LIMIT_EXPERT_OPENINGS", "60/h"),
    "report_of_check": env.str("LIMIT_REPORTS_OF_CHECK", "40/h"),
}
if env.bool("MFA", default=False):
    INSTALLED_APPS += ["allauth.mfa"]
    MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
if env.str("OPENID_CONNECT_URL", ""):
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_ADAPTER = "annotations.social_accounts.InvitedOnlySocialAdapter"
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "EMAIL_AUTHENTICATION": True,
            "EMAIL_AUTHENTICATION_AUTO_CONNECT": True,
            "APPS": [
                {
                    "provider_id": "newsroom",
                    "name": env.str("OPENID_CONNECT_NAME", "newsroom account"),
                    "client_id": env.str("OPENID_CONNECT_CLIENT_ID"),
                    "secret": env.str("OPENID_CONNECT_SECRET"),
                    "settings": {"server_url": env.str("OPENID_CONNECT_URL")},
                }
            ],
        }
    }

# --- mail -----------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "factcheck@localhost")

# --- language, time -------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "annotations/locale"]
#: Each by its own name.
LANGUAGES = [("en", "English"), ("es", "Español"), ("ar", "العربية")]
USE_TZ = True
TIME_ZONE = env.str("NEWSROOM_TIME_ZONE", "UTC")

# --- security -------------------------------------------------------------------------------------
HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "annotations.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        # A kept page in its sandbox; nothing else of ours lets itself be framed.
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
    }
}

FORM_RENDERER = "annotations.forms.renderer.Renderer"
LOGGING_CONFIG = None
LOGGING = logging_config(env.str("LOG_LEVEL", "INFO"))

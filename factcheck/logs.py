"""Logs as JSON lines with a request id, and nothing in them that should not be.

Only method, path (no query string), status and duration of a request are written: forms, drafts,
passwords and tokens never reach a log line.
"""

import logging
import logging.config
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
log = structlog.get_logger("factcheck.request")

# A path under one of these ends in a secret.
SECRET_PATHS = re.compile(r"^(/invitations/|/expert/|/accounts/password/reset/key/)[^/]+")


def bind_request_id(value: str | None) -> str:
    """Make `value` (or a new id) the request id of every log line that follows in this context."""
    request_id = value if value and REQUEST_ID.match(value) else uuid.uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request_id)
    return request_id


def current_request_id() -> str | None:
    """The request id of this context, None outside a request or task."""
    return structlog.contextvars.get_contextvars().get("request_id")


def loggable_path(path: str) -> str:
    """`path` with the secret part of an invitation or password link blotted out."""
    return SECRET_PATHS.sub(r"\1[secret]", path)


class RequestIdMiddleware:
    """Gives each request an id (a proxy's X-Request-ID when well-formed) and logs one line a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = bind_request_id(request.headers.get("X-Request-ID"))
        request.request_id = request_id  # type: ignore[attr-defined]
        started = time.monotonic()
        response = self.get_response(request)
        response["X-Request-ID"] = request_id
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        quiet = request.path in ("/healthz", "/readyz") or request.path.endswith("/changes/")
        if not quiet or level == logging.ERROR:
            log.log(
                level,
                "request",
                method=request.method,
                path=loggable_path(request.path),
                status=response.status_code,
                ms=round((time.monotonic() - started) * 1000, 1),
            )
        return response


def _blot_exception_locals(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Django passes the request object along with its error records: only its path may be written."""
    record = event.get("_record")
    if record is not None and hasattr(record, "request"):
        event["path"] = loggable_path(getattr(record.request, "path", ""))
    return event


def logging_config(level: str) -> dict[str, Any]:
    """The LOGGING dictionary, and structlog set up to write through it."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*shared, _blot_exception_locals],
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    }
    config = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "celery": {"level": "WARNING"},
            "kombu": {"level": "WARNING"},
            "trafilatura": {"level": "CRITICAL"},
            "readability": {"level": "CRITICAL"},
        },
    }
    logging.config.dictConfig(config)
    return config

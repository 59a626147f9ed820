"""What every answer forbids the browser that gets it: to load, show, keep or tell more than our pages need."""

from __future__ import annotations

from flask import Flask, Response, request

_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Whatever a browser could do for a page, but for writing to the clipboard, which the copy buttons do. Only names
# that Chromium knows: it warns of others.
_NEVER_USED = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "captured-surface-control", "clipboard-read"),
    *("compute-pressure", "digital-credentials-get", "display-capture", "encrypted-media", "fullscreen", "gamepad"),
    *("geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "interest-cohort"),
    *("keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment"),
    *("picture-in-picture", "private-state-token-issuance", "private-state-token-redemption"),
    *("publickey-credentials-create", "publickey-credentials-get", "screen-wake-lock", "serial"),
    *("speaker-selection", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking"),
)
_A_YEAR = 365 * 24 * 3600
_READING = frozenset({"GET", "HEAD"})


def close(app: Flask, *, forms_go_to: str = "'self'") -> None:
    """Pages, files and errors alike; `forms_go_to` is where a form of the pages may lead, as the policy names it."""
    closed = {
        **_HEADERS,
        "Content-Security-Policy": _content_policy(forms_go_to),
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NEVER_USED),
    }

    @app.after_request
    def forbid(response: Response) -> Response:
        response.headers.update(closed)
        if request.is_secure:
            # Said without TLS, browsers pass over it, and an onion service has none.
            response.headers["Strict-Transport-Security"] = f"max-age={_A_YEAR}"
        if request.method not in _READING or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response


def _content_policy(forms_go_to: str) -> str:
    return (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
        f"form-action {forms_go_to}; base-uri 'none'; frame-ancestors 'none'"
    )

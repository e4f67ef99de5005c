"""The WSGI application: the baked site first, then Django for what is dynamic."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.config.settings")
_django = get_wsgi_application()

from django.conf import settings  # noqa: E402 - settings are read once Django is set up

from gongkai.web.portal.serving import SiteServer  # noqa: E402 - as above

# Styles come from the running version (WhiteNoise); the copies in the site are for other web servers.
application = SiteServer(
    _django,
    settings.SITE_DIR,
    left_out=("/static/", "/desk/", "/api/"),
    dynamic=("apply", "track", "calculator"),
)

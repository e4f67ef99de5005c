"""Settings, urls and servers: composes; nobody imports it."""

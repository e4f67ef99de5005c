"""What the rule books say about the catalogue and about publication."""

from __future__ import annotations

from datetime import date

from gongkai.core.regime.binding import Binding
from gongkai.core.regime.ruled import Ruled
from gongkai.core.regime.values_release import Category, Channel, Contact, Forbidden, Look
from gongkai.core.regime.values_review import RecordField
from gongkai.core.terms import Role


class ReleaseRules(Ruled):
    """Every answer is as of the day asked."""

    def categories(self, on: date) -> Binding[tuple[Category, ...]]:
        """In the order of the rule book; the public ones and the internal ones."""
        found = self.binding("catalogue.categories", on)
        return found.with_value(found.value.categories)

    def channels(self, on: date) -> Binding[tuple[Channel, ...]]:
        found = self.binding("publication.channels", on)
        return found.with_value(found.value.channels)

    def index_number_template(self, on: date) -> Binding[str]:
        """A `str.format` template with {organ_code}, {year}, {month}, {serial}."""
        found = self.binding("catalogue.index_number", on)
        return found.with_value(found.value.template)

    def release_approval(self, on: date) -> Binding[Role] | None:
        """Who approves the content before it goes out; None where the chain's last signature is enough."""
        found = self.find("publication.approval", on)
        return found.with_value(found.value.roles[0]) if found else None

    def publishers(self, on: date) -> Binding[tuple[Role, ...]]:
        found = self.binding("publication.publishers", on)
        return found.with_value(found.value.roles)

    def release_register_fields(self, on: date) -> Binding[tuple[RecordField, ...]]:
        found = self.binding("publication.register", on)
        return found.with_value(found.value.fields)

    def website_forbidden(self, on: date) -> Binding[tuple[Forbidden, ...]] | None:
        found = self.find("publication.forbidden", on)
        return found.with_value(found.value.items) if found else None

    def contact(self, on: date) -> Binding[Contact]:
        """What the guide tells of the disclosure body; 未公布 where nobody says."""
        return self.binding("catalogue.contact", on)

    def look(self, on: date) -> Binding[Look]:
        return self.binding("catalogue.look", on)

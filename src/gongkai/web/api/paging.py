"""Questions in addresses: every one optional, none unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, field_validator

from gongkai.core.requests.typed import clean_line
from gongkai.core.terms import Refusal
from gongkai.web.api.faults import Faulty
from gongkai.web.api.given import LARGEST_ID, cleaned_by, fault

LONGEST = 500
LAST_PAGE = 100_000


class Asked(BaseModel):
    """What may be asked of a list; a page beyond the last is the last."""

    model_config = ConfigDict(frozen=True)

    page: int = Field(1, title="第几页", ge=1, le=LAST_PAGE)

    @field_validator("*", mode="before")
    @classmethod
    def _as_typed(cls, value: Any) -> Any:
        return cleaned_by(clean_line, LONGEST, value)

    @staticmethod
    def words(title: str, *, why: str = "") -> Any:
        """A text to look for; "" lets everything through."""
        return Field("", title=title, description=why or None, max_length=100)

    @staticmethod
    def an_id(title: str) -> Any:
        """The number of a row; without one everything is let through."""
        return Field(None, title=title, ge=1, le=LARGEST_ID)


class OneOf:
    """A text that is one of a few keys, or "" for all: `Annotated[str, *OneOf("状态", titles).rules]`."""

    def __init__(self, title: str, titles: Mapping[str, str]) -> None:
        self._titles = dict(titles)
        note = "，".join(f"{key} {said}" for key, said in self._titles.items()) + "。不写是全部。"
        schema = {"type": "string", "title": title, "description": note, "enum": ["", *self._titles]}
        self.rules = (AfterValidator(self._known), WithJsonSchema(schema))

    def _known(self, value: str) -> str:
        if value and value not in self._titles:
            raise fault("literal_error", f"应为 {'、'.join(self._titles)} 之一")
        return value


def only_known(request: HttpRequest, asked: type[BaseModel]) -> None:
    """Faulty for a question that is not one: a slip in a filter must not show everything."""
    strange = [name for name in request.GET if name not in asked.model_fields]
    if strange:
        accepted = f"可以用的有：{'、'.join(asked.model_fields)}。"
        raise Faulty(
            [
                (
                    clean_line(name)[:LONGEST],
                    Refusal("extra_forbidden", f"「{clean_line(name)[:40]}」不认识。", None, accepted),
                )
                for name in strange
            ]
        )

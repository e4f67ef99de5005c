"""Addresses of the desk."""

from __future__ import annotations

from django.urls import path, register_converter

from gongkai.web.desk import (
    act_view,
    calendar,
    files,
    internal,
    item_edit,
    item_list,
    item_page,
    letters,
    login,
    organisation,
    oversight,
    register,
    request_act_view,
    request_case,
    request_days,
    request_files,
    request_import,
    request_new,
    request_register,
    rules,
    screening,
    screening_acts,
    screening_sides,
    switches,
    work,
)


class Digest:
    """A digest in 64 hexadecimal digits."""

    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Digest, "digest")

urlpatterns = [
    path("", work.my_desk),
    path("login/", login.log_in),
    path("logout/", login.log_out),
    path("type/", switches.switch_type),
    path("look.css", switches.look),
    path("items/", item_list.item_list),
    path("items/new/", item_edit.new_item),
    path("items/<int:item_id>/", item_page.item_page),
    path("items/<int:item_id>/revise/", item_edit.revise),
    path("items/<int:item_id>/renew/", item_edit.renew),
    path("items/<int:item_id>/screening/", screening.screening_page),
    path("items/<int:item_id>/screening/find/", screening.find),
    path("items/<int:item_id>/screening/preview/", screening_sides.preview),
    path("items/<int:item_id>/screening/compare/", screening_sides.compare),
    path("editions/<int:edition_id>/answer_finding/", screening_acts.answer_finding),
    path("editions/<int:edition_id>/mark_text/", screening_acts.mark_text),
    path("editions/<int:edition_id>/drop_mark/", screening_acts.drop_mark),
    path("editions/<int:edition_id>/redact/", screening_acts.redact),
    path("editions/<int:edition_id>/<slug:verb>/", act_view.try_act),
    path("files/<int:edition_id>/<digest:digest>/", files.download),
    path("register/", register.register),
    path("register/<slug:kind>/", register.export),
    path("overdue/", work.overdue),
    path("oversight/", oversight.oversight),
    path("calendar/", calendar.calendar),
    path("calendar/<int:year>/", calendar.calendar),
    path("organisation/", organisation.organisation),
    path("organisation/<slug:verb>/", organisation.change),
    path("organisation/<slug:verb>/<int:subject>/", organisation.change),
    path("rules/", rules.rules),
    path("internal/", internal.internal_list),
    path("requests/", request_register.register),
    path("requests/new/", request_new.new_request),
    path("requests/due/", request_register.due),
    path("requests/load/", request_register.load),
    path("requests/export/<slug:kind>/", request_register.export),
    path("requests/import/", request_import.import_page),
    path("requests/import/template.xlsx", request_import.import_template),
    path("requests/<int:request_id>/", request_case.show_case),
    path("requests/<int:request_id>/days/", request_days.days),
    path("requests/<int:request_id>/days.json", request_days.days_json),
    path("requests/<int:request_id>/look/", request_files.look),
    path("requests/<int:request_id>/files/<int:file_id>/", request_files.applicant_file),
    path("requests/<int:request_id>/letters/<int:letter_id>/<slug:kind>/", request_files.letter),
    path("requests/<int:request_id>/<slug:verb>/", request_act_view.try_act),
    path("letters/", letters.letter_list),
    path("letters/<slug:kind>/", letters.letter_wording),
    path("internal/<int:publication_id>/", internal.internal_page),
]

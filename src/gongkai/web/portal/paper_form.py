"""The empty application form to print and fill in by hand, as Word and as PDF."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from gongkai.core.requests.form import FORM_WANTED, TITLES, WAY_WANTED
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.gateways.paper.application_form import FormField, FormSheet, form_docx, form_pdf
from gongkai.gateways.paper.typesetting import NoChineseFont
from gongkai.queries.portal.frame import Frame
from gongkai.web import clock
from gongkai.web.portal.personal import framed
from gongkai.web.portal.track_files import TYPES, download

_ON_PAPER = {name: title for name, title in WAY_WANTED.items() if name != "online"}
"""Who applies on paper takes the reply elsewhere than on the page of a sending she did not make."""


@require_safe
def paper_form(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """The form of an organ; 404 for the PDF on a machine that cannot print Chinese."""
    _, frame = framed(slug, clock.now().date())
    sheet = form_sheet(frame)
    try:
        content = form_docx(sheet) if kind == "docx" else form_pdf(sheet)
    except NoChineseFont as error:
        raise Http404 from error
    return download(content, f"政府信息公开申请表（{frame.name}）.{kind}", TYPES[kind])


def form_sheet(frame: Frame) -> FormSheet:
    """The fields of the form on the web, in the same order, and what a rule book asks on top of them."""
    asked = {field.id for field in frame.lawbook.request_form(frame.on).value.fields if field.required}
    return FormSheet(
        organ=f"{frame.name}{frame.acceptance_unit}",
        fields=(
            FormField(TITLES["kind"], choices=tuple(kind.title for kind in ApplicantKind)),
            FormField(TITLES["name"]),
            FormField("证件种类", "identity" in asked, choices=tuple(kind.title for kind in IdentityKind)),
            FormField(TITLES["identity"], "identity" in asked),
            FormField("联系方式", hint="电话、电子邮箱、通信地址，至少写一项", lines=2),
            FormField(TITLES["representative"], False, "单位申请时填写"),
            FormField(TITLES["description"], hint="写明哪一年、哪个地方、关于什么事的什么材料", lines=6),
            FormField("文件名称、文号、日期", False, "知道的请写，能找得更快", lines=2),
            FormField(TITLES["purpose"], False, "可以不填，不影响办理"),
        ),
        provision=tuple(FORM_WANTED.values()),
        delivery=tuple(_ON_PAPER.values()),
        notes=_notes(frame),
    )


def _notes(frame: Frame) -> tuple[str, ...]:
    lawbook, contact = frame.lawbook, frame.contact
    matter = "一份申请表只写一件事。" if lawbook.request_form(frame.on).value.one_matter else ""
    reply = lawbook.clock_rule("requests.reply", frame.on)
    shortest = (
        f"能当场答复的当场答复；不能的，自收到申请之日起{reply.limits[0].limit.title}内答复。"
        if reply
        else ""
    )
    where = (
        f"当面递交或者寄到{contact.address}"
        if contact.address != "未公布"
        else f"当面递交或者寄到{frame.name}"
    )
    phone = f"，电话{contact.phone}" if contact.phone != "未公布" else ""
    return tuple(
        note
        for note in (
            f"{matter}写得越具体，找得越快。",
            f"请{where}{frame.acceptance_unit}{phone}，邮寄的请在信封上注明“政府信息公开申请”。请附身份证明的复印件。",
            shortest,
        )
        if note
    )

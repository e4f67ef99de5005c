"""Taking in documents as drafts, many at a time."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from gongkai.actions.catalogue import register_item
from gongkai.core.catalogue import AttachedFile, Draft
from gongkai.core.organs import Standing
from gongkai.core.terms import Actor, DisclosureClass, Provenance, Refusal, Refused, system_actor
from gongkai.gateways.files import FileStore
from gongkai.gateways.paper.paper import Paper
from gongkai.gateways.paper.text import clean
from gongkai.records.models import Edition, Organ, Unit

IMPORTER = system_actor("importer", "批量导入")


def import_paper(
    who: Standing | Actor,
    paper: Paper,
    source: tuple[str, bytes],
    *,
    organ: Organ,
    unit: Unit,
    moment: datetime,
    reasons: str = "批量导入时初步拟定，待经办人核定。",
) -> Edition:
    """Register one document as a draft, its class proposed as proactive until the handler has looked at it.

    `source` is the file's name and bytes, which are kept. What others made counts as obtained from them
    (naiman-housing:disclosure.1). Raises Refused where it lacks what a header needs.
    """
    if paper.formed_on is None:
        reason = "没有找到成文日期。"
        raise Refused(Refusal("no_date", reason, None, "请在文件中写明成文日期，或者在网页上登记并填写。"))
    store = FileStore(settings.FILES_DIR)
    name, content = source
    obtained = bool(paper.issuer) and paper.issuer != organ.name
    draft = Draft(
        title=paper.title,
        formed_on=paper.formed_on,
        proposed_class=DisclosureClass.PROACTIVE,
        class_reasons=reasons,
        body_html=paper.html,
        body_text=paper.text,
        doc_number=paper.doc_number.text if paper.doc_number else "",
        issuer=paper.issuer or organ.name,
        subject=paper.subject,
        summary=paper.summary,
        provenance=Provenance.OBTAINED if obtained else Provenance.MADE,
        obtained_from=paper.issuer if obtained else "",
        source_name=clean(name)[-200:],
        source_digest=store.put(content),
        attachments=tuple(
            AttachedFile(clean(attached)[-200:], store.put(data), len(data))
            for attached, data in paper.attachments
        ),
    )
    return register_item(who, draft, organ=organ, responsible_unit=unit, moment=moment)

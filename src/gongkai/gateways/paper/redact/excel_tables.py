"""Tables within a sheet: their bands and heads come along; filters, formulas and queries do not."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.redact.excel_cells import Grid, span
from gongkai.gateways.paper.redact.scribe import Scribe


def copied_table(root: Element, grid: Grid, number: int, scribe: Scribe) -> Element | None:
    """The table anew, named after its number; None where its heads cannot serve as names any more."""
    ends = span(attribute(root, "ref"))
    columns = [one for one in root.iter() if local(one) == "tableColumn"]
    if ends is None or not columns:
        return None
    (top, left), _ = ends
    headed = attribute(root, "headerRowCount") != "0"
    names = [scribe.finish(grid.text((top, left + at))) for at in range(len(columns))]
    if not headed:
        names = [f"列{at}" for at in range(1, len(columns) + 1)]
    # A head and the name of its column must be the same, or the file is taken for damaged.
    if len(set(names)) != len(names) or not all(names):
        return None
    space = root.tag.rpartition("}")[0] + "}"
    given = {
        "id": str(number),
        "name": f"Table{number}",
        "displayName": f"Table{number}",
        "ref": attribute(root, "ref"),
    }
    for key in ("headerRowCount", "totalsRowCount", "totalsRowShown"):
        if attribute(root, key):
            given[key] = attribute(root, key)
    made = Element(root.tag, given)
    if headed and any(local(one) == "autoFilter" for one in root):
        SubElement(
            made,
            f"{space}autoFilter",
            ref=attribute(next(one for one in root if local(one) == "autoFilter"), "ref"),
        )
    listed = SubElement(made, f"{space}tableColumns", count=str(len(names)))
    for at, name in enumerate(names, 1):
        SubElement(listed, f"{space}tableColumn", id=str(at), name=name)
    for one in root:
        if local(one) == "tableStyleInfo" and attribute(one, "name").isascii():
            SubElement(made, one.tag, dict(one.attrib))
    return made

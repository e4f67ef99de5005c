"""OFD: pictures come along as far as they are seen, seals as pictures, and the words under a seal stay."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

import pytest
from PIL import Image, ImageDraw
from tests.support.papers.ofds import SPACE, ofd, text
from tests.support.papers.pictures import jpeg, plain, png
from tests.support.papers.zips import xml
from tests.support.uncaged import uncage

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.extract.xmltext import local
from gongkai.gateways.paper.redact import Redacted, clean

pytestmark = pytest.mark.clause("secrecy.12")
DAY = date(2026, 11, 20)
SIGNED = "原件有电子签名；文件改动以后签名不再有效，已经去掉。"
SHOWN = "印章只作为图形保留，不再具有签名的效力。"


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def seal() -> Image.Image:
    """A red ring on clear ground."""
    picture = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((5, 5, 55, 55), outline=(255, 0, 0, 255), width=4)
    return picture


def pictured(picture: bytes, matrix: str = "40 0 0 30 0 0", boundary: str = "30 60 40 30", after: str = "",
             before: str = "") -> bytes:  # fmt: skip
    resources = (
        f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="8" Type="Image" Format="PNG">'
        "<ofd:MediaFile>章.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    image = f'<ofd:ImageObject ID="6" ResourceID="8" Boundary="{boundary}" CTM="{matrix}"/>'
    return ofd(
        before + image + after,
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        others={"Doc_0/DocumentRes.xml": xml(resources), "Doc_0/Res/章.png": picture},
    )


def stamped(value: bytes) -> bytes:
    """A file with a signature whose seal holds such a picture (GB/T 38540, as far as it matters here)."""
    held = b"\x04\x82" + len(value).to_bytes(2, "big") + value
    signature = (
        f"<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>"
        '<ofd:StampAnnot ID="1" PageRef="1" Boundary="30 30 20 20" Clip="0 0 10 20"/></ofd:SignedInfo>'
        "<ofd:SignedValue>SignedValue.dat</ofd:SignedValue></ofd:Signature>"
    )
    return ofd(
        body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        others={
            "Doc_0/Signs/Signatures.xml": xml(
                f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
            ),
            "Doc_0/Signs/Sign_0/Signature.xml": xml(signature),
            "Doc_0/Signs/Sign_0/Seal.esl": b"\x30\x82\x01\x00\x16\x03png" + held + "局长王五".encode(),
        },
    )


def made_of(data: bytes) -> Redacted:
    return clean(data, "a.ofd", today=DAY)


def images(data: bytes) -> list[dict[str, str]]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root: Element = fromstring(archive.read("Doc_0/Pages/Page_0/Content.xml"))
    kept = ("Boundary", "CTM")
    return [
        {key: one.attrib[key] for key in kept}
        for one in root.iter()
        if local(one) in ("ImageObject", "CompositeObject")
    ]


def picture_in(data: bytes, name: str = "image1.png") -> Image.Image:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return Image.open(BytesIO(archive.read(f"Doc_0/Res/{name}")))


def test_the_seal_of_a_signature_stays_as_a_picture_and_the_signature_goes() -> None:
    made = made_of(stamped(png(seal())))
    assert images(made.data) == [{"Boundary": "30 30 10 20", "CTM": "20 0 0 20 0 0"}]
    assert picture_in(made.data).convert("RGBA").tobytes() == seal().tobytes()
    assert made.notes == (SIGNED, SHOWN)
    with zipfile.ZipFile(BytesIO(made.data)) as archive:
        assert not [name for name in archive.namelist() if "Sign" in name]
        assert not [name for name in archive.namelist() if "王五".encode() in archive.read(name)]


def test_the_white_ground_of_a_seal_becomes_clear() -> None:
    flat = Image.new("RGB", seal().size, "white")
    flat.paste(seal(), (0, 0), seal())
    drawn = picture_in(made_of(stamped(jpeg(flat))).data)
    assert (drawn.getpixel((30, 30)), drawn.getpixel((7, 30))[3]) == ((255, 255, 255, 0), 255)  # type: ignore[index] # RGBA


def test_a_seal_drawn_as_an_ofd_stays_as_a_drawing() -> None:
    made = made_of(stamped(ofd(text(5, 20, "某某局"))))
    assert images(made.data) == [{"Boundary": "30 30 10 20", "CTM": "0.095 0 0 0.067 0 0"}]
    drawn = [part for part in extract(made.data, "a.ofd").parts if "某某局" in part.text]
    assert [(part.id, part.kind) for part in drawn] == [("Doc_0/DocumentRes.xml!图形里的文字", PartKind.BODY)]
    assert made.notes == (SIGNED, SHOWN)


def test_a_seal_that_cannot_be_made_out_is_told() -> None:
    made = made_of(stamped(b"unknown"))
    lost = "有 1 枚印章的图形取不出来，没有保留；需要印章的，请在改好的文件上重新盖章。"
    assert (images(made.data), made.notes) == ([], (SIGNED, lost))


def test_words_under_a_seal_stay_and_words_under_a_photograph_go() -> None:
    words = text(35, 70, "二〇二六年")
    under_seal = pictured(png(seal()), before=words)
    assert [
        part.id for part in extract(under_seal, "a.ofd").parts if part.kind is PartKind.COVERED_TEXT
    ] == []
    assert "二〇二六年" in extract(made_of(under_seal).data, "a.ofd").parts[1].text
    under_photograph = pictured(png(plain()), before=words)
    assert "二〇二六年" in {part.text for part in extract(under_photograph, "a.ofd").parts}
    assert "二〇二六年" not in str(extract(made_of(under_photograph).data, "a.ofd").parts)


def test_what_lies_under_a_bar_is_painted_over_in_the_picture() -> None:
    bar = (
        '<ofd:PathObject ID="7" Boundary="30 60 20 30" Fill="true"><ofd:FillColor Value="255 0 0"/>'
        "<ofd:AbbreviatedData>M 0 0 L 20 0 L 20 30 L 0 30 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    made = picture_in(made_of(pictured(png(Image.new("RGB", (40, 30), "blue")), after=bar)).data)
    assert (made.size, made.getpixel((5, 15)), made.getpixel((35, 15))) == (
        (40, 30),
        (255, 0, 0),
        (0, 0, 255),
    )


def test_what_is_cut_off_a_picture_does_not_come_along() -> None:
    made = made_of(pictured(png(Image.new("RGB", (80, 30), "blue")), matrix="80 0 0 30 -40 0")).data
    assert (picture_in(made).size, images(made)) == (
        (40, 30),
        [{"Boundary": "30 60 40 30", "CTM": "40 0 0 30 0 0"}],
    )


def test_pictures_off_the_page_or_wholly_covered_do_not_come_along() -> None:
    cover = (
        '<ofd:PathObject ID="7" Boundary="20 50 90 90" Fill="true">'
        "<ofd:AbbreviatedData>M 0 0 L 90 0 L 90 90 L 0 90 C</ofd:AbbreviatedData></ofd:PathObject>"
    )
    for data in (pictured(png(plain()), boundary="300 60 40 30"), pictured(png(plain()), after=cover)):
        with zipfile.ZipFile(BytesIO(made_of(data).data)) as archive:
            assert [name for name in archive.namelist() if "image" in name] == []

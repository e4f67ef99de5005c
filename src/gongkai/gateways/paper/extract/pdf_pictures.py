"""Pictures on PDF pages handed on for text recognition, and whole pages whose text is no text."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.pdf_scene import IMAGE, PATH, TEXT, Painted, Scene
from gongkai.gateways.paper.extract.picture import HUGE, hand_on
from gongkai.gateways.paper.paper import Unreadable

_DOTS_PER_INCH = 250
_SMALL = 20
_OUTLINES = 300
_FEW = 8


class Pictures:
    """The pictures of one page, each once and as it is kept, not as it is shown: what a bar covers is still in it."""

    def __init__(self, page: Any, scene: Scene, gathering: Gathering, *, name: str, kind: PartKind) -> None:
        self._page, self._scene = page, scene
        self._gathering, self._name, self._kind = gathering, name, kind

    def hand_on(self, without_text: bool, doubtful: bool) -> None:
        """`without_text`: nothing on the page is readable text; `doubtful`: its letters do not say what they show."""
        images = self._scene.of_kind(IMAGE)
        for at, image in enumerate(images, 1):
            try:
                self._image(image, f"{self._name}!图片{at}")
            except Unreadable as error:
                self._gathering.cannot(f"{self._name}!图片{at}", error.sentence)
        paths = len(self._scene.of_kind(PATH))
        alone = len(images) == 1 and len(self._scene.objects) == 1
        drawn = len(images) > 0 or paths >= _FEW or bool(self._scene.of_kind(TEXT))
        if doubtful or (without_text and drawn and not alone) or paths >= _OUTLINES:
            try:
                self._whole(keep_text=doubtful)
            except Unreadable as error:
                self._gathering.cannot(f"{self._name}!页面图像", error.sentence)

    def _image(self, image: Painted, name: str) -> None:
        width, height = ctypes.c_uint(), ctypes.c_uint()
        if not pdfium_c.FPDFImageObj_GetImagePixelSize(image.handle, width, height):
            raise Unreadable(DAMAGED)
        if min(width.value, height.value) < _SMALL:
            return
        if width.value * height.value > self._gathering.limits.pixels:
            raise Unreadable(HUGE)
        bitmap = pdfium_c.FPDFImageObj_GetBitmap(image.handle)
        if not bitmap:
            raise Unreadable("页上的图片解不开，读不出其中的文字。")
        picture = pdfium.PdfBitmap.from_raw(bitmap).to_pil().convert("L")
        held = pdfium_c.FS_MATRIX()
        pdfium_c.FPDFPageObj_GetMatrix(image.handle, held)
        hand_on(_upright(picture, held), name, self._gathering, self._kind)

    def _whole(self, keep_text: bool) -> None:
        """The page as it is seen; unless its letters are doubtful, without those that could be read as text."""
        width, height = self._page.get_size()
        scale = _DOTS_PER_INCH / 72
        if width * height * scale * scale > self._gathering.limits.pixels:
            raise Unreadable(HUGE)
        if width < 1 or height < 1:
            return
        if not keep_text:
            for one in self._scene.of_kind(TEXT):
                if pdfium_c.FPDFPage_RemoveObject(self._page.raw, one.handle):
                    pdfium_c.FPDFPageObj_Destroy(one.handle)
        picture = self._page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
        hand_on(picture, f"{self._name}!页面图像", self._gathering, self._kind)


def _upright(picture: Image.Image, matrix: Any) -> Image.Image:
    """Turned as the page turns it, by quarters; scanners store pages on their side or upside down."""
    if abs(matrix.b) + abs(matrix.c) > abs(matrix.a) + abs(matrix.d):
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        if matrix.b < 0:
            picture = picture.transpose(Image.Transpose.ROTATE_180)
        return picture
    if matrix.a < 0:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if matrix.d < 0:
        picture = picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    return picture

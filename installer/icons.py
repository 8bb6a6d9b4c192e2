"""The program's own icon in the sizes and forms that desktops want, drawn from ``resources/icons/app.svg``."""

from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path

from installer.programs import HOME

SVG = HOME / "resources/icons/app.svg"
SIZES = (16, 24, 32, 48, 64, 128, 256)


def png(size: int) -> bytes:
    """A square picture, transparent around it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    return bytes(buffer.data().data())


def write_theme(folder: Path) -> None:
    """Below the folder of an icon theme (freedesktop.org, Icon Theme Specification)."""
    for size in SIZES:
        file = folder / f"{size}x{size}/apps/agent-desktop.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(png(size))
    drawing = folder / "scalable/apps/agent-desktop.svg"
    drawing.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SVG, drawing)


def ico() -> bytes:
    """All sizes in one file for Windows, as PNGs (which it reads since Vista)."""
    pictures = [(size, png(size)) for size in SIZES]
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    for size, data in pictures:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return head + b"".join(data for _, data in pictures)

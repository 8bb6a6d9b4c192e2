"""How a page of the manual looks: air, lines that are not too long, tables, and pictures no wider than the text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QImage,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from agent_desktop.ui.tokens import Colours
from agent_desktop.ui.typography import body_px

SIDE = 28
AIR = 12
COLUMN = 680
"""The widest column of text in pixels: longer lines are hard to follow."""

PICTURE = 400
"""The widest picture in pixels: the window is tall, and the words about it should be seen too."""

LINE_HEIGHT = 138.0
BETWEEN = 10.0
INDENT = 20.0
HEADINGS = {1: (1.7, 20.0), 2: (1.35, 30.0), 3: (1.1, 18.0)}
"""Size relative to the body, and the space above, for each level of heading."""


class ManualPage(QTextBrowser):
    """Keeps the line at the top there when it is made wider or narrower."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(INDENT)
        self._opened_at = 0
        self._fitting = False

    def show_at(self, position: int) -> None:
        """Have a place of the text at the top of what is seen, and the cursor there."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self._opened_at = position
        self._to_top(position)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt scrolls until the cursor is seen at all; its line is to be at the top."""
        super().showEvent(event)
        self._to_top(self._opened_at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays readable; what was at the top stays there."""
        if self._fitting:  # new margins resize what is between them
            super().resizeEvent(event)
            return
        top = self.cursorForPosition(QPoint(0, AIR + 2)).position() if self.isVisible() else self._opened_at
        spare = max(0, self.width() - 2 * SIDE - COLUMN - self.verticalScrollBar().width())
        self._fitting = True
        self.setViewportMargins(SIDE + spare // 2, 0, SIDE + spare - spare // 2, 0)
        self._fitting = False
        super().resizeEvent(event)
        self._to_top(top)

    def _to_top(self, position: int) -> None:
        block = self.document().findBlock(position)
        edge = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(edge) - AIR)


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """The paragraphs of a document, those in tables included."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def dress(document: QTextDocument, colours: Colours) -> None:
    """Give a document that was read from Markdown its look; once more for other colours."""
    all_at_once = QTextCursor(document)
    all_at_once.beginEditBlock()  # else it would be laid out anew after each of some thousand changes
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, colours)
    for block in blocks(document):
        cursor = QTextCursor(block)
        in_table = cursor.currentTable() is not None
        cursor.setBlockFormat(_block_format(block, in_table=in_table))
        if block.blockFormat().headingLevel():
            look = QTextCharFormat()
            look.setProperty(QTextCharFormat.Property.FontPixelSize, round(body_px() * _heading(block)[0]))
            look.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(look)
        _dress_pieces(block, colours)
    all_at_once.endEditBlock()


def _heading(block: QTextBlock) -> tuple[float, float]:
    return HEADINGS.get(block.blockFormat().headingLevel(), HEADINGS[3])


def _block_format(block: QTextBlock, *, in_table: bool) -> QTextBlockFormat:
    look = QTextBlockFormat(block.blockFormat())
    look.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    look.setBottomMargin(0 if in_table else BETWEEN / 2 if block.textList() else BETWEEN)
    look.setTopMargin(0)
    if look.headingLevel():
        look.setTopMargin(_heading(block)[1])
        look.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
    return look


def _dress_table(table: QTextTable, colours: Colours) -> None:
    look = table.format().toTableFormat()
    look.setCellPadding(7)
    look.setCellSpacing(0)
    look.setBorder(1)
    look.setBorderCollapse(True)
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderBrush(QBrush(QColor(colours.line)))
    look.setTopMargin(4)
    look.setBottomMargin(16)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(look)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        head = cell.format()
        head.setBackground(QColor(colours.sunken))
        cell.setFormat(head)


def _fitted(document: QTextDocument, name: str) -> int:
    """Have a picture scaled well, since Qt's text would leave out lines of it; gives its width on the page."""
    place = document.baseUrl().resolved(QUrl(name))
    image = QImage(place.toLocalFile())
    width = min(image.width(), PICTURE)
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    if image.width() > width * ratio:
        image = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
    image.setDevicePixelRatio(image.width() / max(1, width))
    document.addResource(QTextDocument.ResourceType.ImageResource.value, place, image)
    return width


def _dress_pieces(block: QTextBlock, colours: Colours) -> None:
    """Keys and what is typed stand out; a picture is no wider than the column."""
    cursor = QTextCursor(block.document())
    pieces = block.begin()
    found: list[tuple[int, int, QTextCharFormat]] = []
    while not pieces.atEnd():
        piece = pieces.fragment()
        look = piece.charFormat()
        if look.isImageFormat():
            picture = look.toImageFormat()
            picture.setWidth(_fitted(block.document(), picture.name()))
            found.append((piece.position(), piece.length(), picture))
        elif look.fontFixedPitch():
            look.setBackground(QColor(colours.sunken))
            found.append((piece.position(), piece.length(), look))
        elif look.isAnchor():
            look.setForeground(QColor(colours.accent.fill))
            found.append((piece.position(), piece.length(), look))
        pieces += 1
    for position, length, look in found:
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(look)

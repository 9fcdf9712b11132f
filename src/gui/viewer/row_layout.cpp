#include "row_layout.h"

#include <json/utf8.h>

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int TabColumns = 4;
constexpr char16_t ControlPictures = 0x2400;
constexpr char16_t DeletePicture = 0x2421;

bool isInvisible(char32_t character)
{
    // What would turn the order of a row around, or hide in it (Unicode bidirectional controls).
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069) ||
           character == 0x200E || character == 0x200F || character == 0x2028 || character == 0x2029;
}

QColor colourOf(json::PieceKind kind, const theme::Colours &colours)
{
    switch (kind) {
    case json::PieceKind::Key:
        return colours.codeKey;
    case json::PieceKind::String:
        return colours.codeString;
    case json::PieceKind::Number:
        return colours.codeNumber;
    case json::PieceKind::Word:
        return colours.codeWord;
    case json::PieceKind::Address:
        return colours.secondaryText;
    default:
        return colours.text;
    }
}

} // namespace

QString displayText(std::string_view bytes, std::vector<int> *positions)
{
    QString text;
    text.reserve(static_cast<qsizetype>(bytes.size()));
    if (positions)
        positions->assign(bytes.size() + 1, 0);
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = json::sequenceLength(bytes, i);
        const auto position = static_cast<int>(text.size());
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (length == 0) {
            text += QChar(QChar::ReplacementCharacter);
        } else if (length == 1) {
            if (byte == 0x7F)
                text += QChar(DeletePicture);
            else
                text += QChar(static_cast<char16_t>(byte < 0x20 && byte != '\t' ? ControlPictures + byte : byte));
        } else {
            const QString character = QString::fromUtf8(bytes.data() + i, static_cast<qsizetype>(length));
            text += isInvisible(character.toUcs4().value(0)) ? QString(QChar(QChar::ReplacementCharacter)) : character;
        }
        for (std::size_t k = 0; positions && k < std::max<std::size_t>(length, 1); ++k)
            (*positions)[i + k] = position;
        i += std::max<std::size_t>(length, 1);
    }
    if (positions)
        positions->back() = static_cast<int>(text.size());
    return text;
}

RowLayout::RowLayout(json::Row row, const QFont &font, const theme::Colours &colours)
    : m_row(std::move(row))
{
    m_layout.setText(displayText(m_row.text, &m_positions));
    m_layout.setFont(font);
    m_layout.setCacheEnabled(true);
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    option.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(QLatin1Char(' ')) * TabColumns);
    m_layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const json::Piece &piece : m_row.pieces) {
        QTextLayout::FormatRange range;
        range.start = m_positions[piece.begin];
        range.length = m_positions[piece.end] - range.start;
        range.format.setForeground(colourOf(piece.kind, colours));
        if (range.length > 0 && piece.kind != json::PieceKind::Made)
            formats.append(range);
    }
    m_layout.setFormats(formats);
    m_layout.beginLayout();
    m_layout.createLine();
    m_layout.endLayout();
}

qreal RowLayout::width() const
{
    return m_layout.lineCount() > 0 ? m_layout.lineAt(0).naturalTextWidth() : 0;
}

int RowLayout::positionOf(json::Offset offset) const
{
    return m_positions[std::min<std::size_t>(json::columnOf(m_row, offset), m_positions.size() - 1)];
}

json::Offset RowLayout::offsetOf(int position) const
{
    const auto at = std::lower_bound(m_positions.begin(), m_positions.end(), position);
    return json::offsetOf(m_row, static_cast<std::uint32_t>(std::min(at, m_positions.end() - 1) - m_positions.begin()));
}

qreal RowLayout::xOf(json::Offset offset) const
{
    return m_layout.lineCount() > 0 ? m_layout.lineAt(0).cursorToX(positionOf(offset)) : 0;
}

qreal RowLayout::xOfEnd() const
{
    return m_layout.lineCount() > 0 ? m_layout.lineAt(0).cursorToX(static_cast<int>(text().size())) : 0;
}

json::Offset RowLayout::offsetAt(qreal x) const
{
    return m_layout.lineCount() > 0 ? offsetOf(m_layout.lineAt(0).xToCursor(x)) : m_row.source.begin;
}

bool RowLayout::isBehind(qreal x) const
{
    return m_layout.lineCount() == 0 || m_layout.lineAt(0).xToCursor(x) >= static_cast<int>(text().size());
}

std::optional<json::Offset> RowLayout::nextCaret(json::Offset offset) const
{
    for (int at = positionOf(offset); at < static_cast<int>(text().size());) {
        at = m_layout.nextCursorPosition(at);
        const json::Offset next = offsetOf(at);
        if (next > offset)
            return next;
    }
    return std::nullopt;
}

std::optional<json::Offset> RowLayout::previousCaret(json::Offset offset) const
{
    for (int at = positionOf(offset); at > 0;) {
        at = m_layout.previousCursorPosition(at);
        const json::Offset previous = offsetOf(at);
        if (previous < offset)
            return previous;
    }
    return std::nullopt;
}

void RowLayout::paintGround(QPainter &painter, QPointF at, std::span<const json::Range> ranges, const QColor &colour,
                            qreal height) const
{
    if (m_layout.lineCount() == 0)
        return;
    const QTextLine line = m_layout.lineAt(0);
    for (const json::Range &range : ranges) {
        for (const json::Piece &piece : m_row.pieces) {
            const json::Offset begin = std::max(range.begin, piece.source);
            const json::Offset end = std::min(range.end, piece.source + piece.sourceSize);
            if (piece.sourceSize == 0 || end <= begin)
                continue;
            const bool isHex = piece.kind == json::PieceKind::HexDigit;
            const qreal left = line.cursorToX(positionOf(begin));
            const qreal right =
                line.cursorToX(isHex ? m_positions[piece.end]
                                     : m_positions[piece.begin + static_cast<std::size_t>(end - piece.source)]);
            painter.fillRect(QRectF(at.x() + left, at.y(), right - left, height), colour);
        }
    }
}

void RowLayout::paint(QPainter &painter, QPointF at) const
{
    m_layout.draw(&painter, at);
}

} // namespace smc::gui

// One row of a body as it is painted: its text in the theme's colours, and the way between its bytes and the screen.
#pragma once

#include "../theme.h"

#include <json/rows.h>

#include <QString>
#include <QTextLayout>

#include <span>
#include <vector>

class QPainter;

namespace smc::gui {

/// Bytes as they can be shown: what is no UTF-8 as U+FFFD, control characters as their pictures (U+2400 and on).
/// `positions`, where it is given, gets for each byte (and for the end) the place in the string that shows it.
QString displayText(std::string_view bytes, std::vector<int> *positions = nullptr);

class RowLayout
{
public:
    RowLayout(json::Row row, const QFont &font, const theme::Colours &colours);

    const json::Row &row() const { return m_row; }
    QString text() const { return m_layout.text(); }
    qreal width() const;

    /// Pixels from the row's left edge.
    qreal xOf(json::Offset offset) const;
    qreal xOfEnd() const;
    json::Offset offsetAt(qreal x) const;
    /// True where `x` is behind the row's last character.
    bool isBehind(qreal x) const;

    /// Characters, in the text.
    int positionOf(json::Offset offset) const;
    json::Offset offsetOf(int position) const;
    /// The next place of the caret in the row; none at its end, or its beginning.
    std::optional<json::Offset> nextCaret(json::Offset offset) const;
    std::optional<json::Offset> previousCaret(json::Offset offset) const;

    /// Behind the bytes of `ranges`, in `colour`.
    void paintGround(QPainter &painter, QPointF at, std::span<const json::Range> ranges, const QColor &colour,
                     qreal height) const;
    void paint(QPainter &painter, QPointF at) const;

private:
    json::Row m_row;
    std::vector<int> m_positions; ///< For each byte of the row's text.
    QTextLayout m_layout;
};

} // namespace smc::gui

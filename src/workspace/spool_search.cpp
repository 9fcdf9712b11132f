#include "spool_search.h"

#include <QFile>

#include <utility>

namespace smc::workspace {

namespace {

constexpr qint64 PieceBytes = 8 << 20; // Some hundredths of a second.

} // namespace

SpoolSearch::SpoolSearch(const std::string &text)
    : m_text(QByteArray::fromStdString(text).toLower())
{
}

SpoolSearch::Look SpoolSearch::look(const QString &path)
{
    const qint64 from = std::exchange(m_at, 0);
    if (m_text.pattern().size() >= PieceBytes)
        return Look::Missing; // Nobody looks for that much: pieces would not get on.
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(from))
        return Look::Missing;
    const QByteArray piece = file.read(PieceBytes).toLower();
    if (m_text.indexIn(piece) >= 0)
        return Look::Found;
    if (piece.size() < PieceBytes)
        return Look::Missing;
    m_at = from + piece.size() - (m_text.pattern().size() - 1); // The text may stand across the border.
    return Look::GoOn;
}

} // namespace smc::workspace

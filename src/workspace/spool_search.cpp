#include "spool_search.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace smc::workspace {

namespace {

constexpr qint64 PieceBytes = 8 << 20; // Some hundredths of a second.

} // namespace

SpoolSearch::SpoolSearch(const std::string &text)
    : m_text(QByteArray::fromStdString(text).toLower())
    , m_overlap(m_text.pattern().size() - 1)
{
    const auto isOutsideAscii = [](char byte) { return static_cast<unsigned char>(byte) > 0x7f; };
    if (std::none_of(text.begin(), text.end(), isOutsideAscii))
        return;
    m_letters.emplace(QString::fromStdString(text), Qt::CaseInsensitive);
    // The other case of a letter may take up more bytes: in UTF-8 three at most for each unit of UTF-16.
    m_overlap = 3 * m_letters->pattern().size();
}

bool SpoolSearch::isIn(const QByteArray &piece) const
{
    return m_letters ? m_letters->indexIn(QString::fromUtf8(piece)) >= 0 : m_text.indexIn(piece.toLower()) >= 0;
}

SpoolSearch::Look SpoolSearch::look(const QString &path)
{
    const qint64 from = std::exchange(m_at, 0);
    if (m_overlap >= PieceBytes)
        return Look::Missing; // Nobody looks for that much: pieces would not get on.
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !file.seek(from))
        return Look::Missing;
    const QByteArray piece = file.read(PieceBytes);
    if (isIn(piece))
        return Look::Found;
    if (piece.size() < PieceBytes)
        return Look::Missing;
    m_at = from + piece.size() - m_overlap;
    return Look::GoOn;
}

} // namespace smc::workspace

#include "kept_columns.h"

#include <algorithm>
#include <utility>

namespace smc::gui {

namespace {

constexpr qsizetype MostEntries = 50;
constexpr std::size_t MostText = 1 << 20;
constexpr int MostLineHeight = 1000;
constexpr char BetweenEntries = ';';
constexpr char BetweenParts = ' ';

} // namespace

KeptColumns KeptColumns::read(const std::string &text)
{
    KeptColumns kept;
    if (text.size() > MostText)
        return kept;
    for (const QByteArray &entry : QByteArray::fromStdString(text).split(BetweenEntries)) {
        const QList<QByteArray> parts = entry.split(BetweenParts);
        if (parts.size() != 4)
            continue;
        const Columns columns{parts[1], parts[2].toInt(), QByteArray::fromBase64(parts[3])};
        if (columns.lineHeight > 0 && columns.lineHeight < MostLineHeight)
            kept.keep(QString::fromUtf8(QByteArray::fromBase64(parts[0])), columns);
    }
    return kept;
}

std::string KeptColumns::text() const
{
    QList<QByteArray> entries;
    for (const Entry &entry : m_entries)
        entries.append(QList<QByteArray>{entry.what.toUtf8().toBase64(), entry.columns.names,
                                         QByteArray::number(entry.columns.lineHeight), entry.columns.state.toBase64()}
                           .join(BetweenParts));
    return entries.join(BetweenEntries).toStdString();
}

void KeptColumns::keep(const QString &what, Columns columns)
{
    m_entries.removeIf([&](const Entry &entry) { return entry.what == what; });
    m_entries.append({what, std::move(columns)});
    if (m_entries.size() > MostEntries)
        m_entries.removeFirst();
}

std::optional<KeptColumns::Columns> KeptColumns::of(const QString &what, const QByteArray &names) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) { return entry.what == what; });
    if (found == m_entries.end() || found->columns.names != names)
        return {};
    return found->columns;
}

} // namespace smc::gui

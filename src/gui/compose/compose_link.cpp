#include "compose_link.h"

#include <QRegularExpression>

namespace smc::gui {

QString SavedLink::text() const
{
    return QStringLiteral("saved:") + path;
}

std::optional<SavedLink> SavedLink::parse(const QString &text)
{
    const QString begin = SavedLink().text();
    return text.startsWith(begin) ? std::optional(SavedLink{text.mid(begin.size())}) : std::nullopt;
}

QString ComposeLink::text() const
{
    return QStringLiteral("entry:%1:%2-%3").arg(entryId).arg(place.begin).arg(place.end);
}

std::optional<ComposeLink> ComposeLink::parse(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^entry:([0-9]{1,18}):([0-9]{1,9})-([0-9]{1,9})$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    return ComposeLink{match.captured(1).toLongLong(), {match.captured(2).toUInt(), match.captured(3).toUInt()}};
}

} // namespace smc::gui

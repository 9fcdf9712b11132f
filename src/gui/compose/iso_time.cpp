#include "iso_time.h"

#include "../text.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

namespace smc::gui {

namespace {

constexpr std::size_t LongestTime = 80;

/// 2001 to 2286: smaller numbers are no times of events.
constexpr qint64 LeastSeconds = 1'000'000'000;
constexpr qint64 MostSeconds = 9'999'999'999;

QDateTime sinceEpoch(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber)
        return {};
    if (number >= LeastSeconds && number <= MostSeconds)
        return QDateTime::fromSecsSinceEpoch(number, Qt::UTC);
    if (number >= LeastSeconds * 1000 && number <= MostSeconds * 1000)
        return QDateTime::fromMSecsSinceEpoch(number, Qt::UTC);
    return {};
}

/// "Sat Jan 31 2026 12:00:00 GMT+0100 (Central European Standard Time)"
QDateTime fromJavaScript(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^(\\w{3} \\w{3} \\d{2} \\d{4} \\d{2}:\\d{2}:\\d{2}) GMT([+-])(\\d{2})(\\d{2})( \\(.*\\))?$"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    QDateTime time = QLocale::c().toDateTime(match.captured(1), QStringLiteral("ddd MMM dd yyyy HH:mm:ss"));
    time.setTimeSpec(Qt::UTC);
    const int offset = (match.captured(3).toInt() * 60 + match.captured(4).toInt()) * 60;
    return time.addSecs(match.captured(2) == QLatin1String("-") ? offset : -offset);
}

QDateTime fromPattern(const QString &text)
{
    for (const char *pattern : {"yyyy-MM-dd HH:mm:ss.zzz", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm",
                                "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm", "yyyy/MM/dd", "dd.MM.yyyy HH:mm:ss",
                                "dd.MM.yyyy HH:mm", "dd.MM.yyyy", "yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd'T'HHmmss"}) {
        QDateTime time = QLocale::c().toDateTime(text, QString::fromLatin1(pattern));
        if (!time.isValid())
            continue;
        time.setTimeSpec(Qt::UTC);
        return time;
    }
    return {};
}

} // namespace

std::string iso8601From(std::string_view text)
{
    if (text.empty() || text.size() > LongestTime)
        return {};
    QString trimmed = fromUtf8(text).trimmed();
    QDateTime time = sinceEpoch(trimmed);
    if (!time.isValid())
        time = fromJavaScript(trimmed);
    if (!time.isValid()) {
        static const QRegularExpression zone(QStringLiteral(" (UTC|Z|GMT)$"));
        time = fromPattern(QString(trimmed).remove(zone));
    }
    if (!time.isValid())
        time = QDateTime::fromString(trimmed, Qt::RFC2822Date).toUTC();
    return time.isValid() ? toUtf8(time.toUTC().toString(Qt::ISODateWithMs)) : std::string();
}

} // namespace smc::gui

#include "entry_words.h"

#include "../text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::activity)
};

QDateTime utc(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace

QString timeInWords(std::int64_t ms)
{
    const QDateTime local = utc(ms).toLocalTime();
    const QString clock = local.toString(QStringLiteral("HH:mm:ss"));
    if (local.date() == QDate::currentDate())
        return clock;
    return QLocale().toString(local.date(), QLocale::ShortFormat) + QLatin1Char(' ') + clock;
}

QString timeInUtc(std::int64_t ms)
{
    return utc(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz 'UTC'"));
}

QString durationInWords(std::int64_t ms)
{
    if (ms < 0)
        return {};
    if (ms < 1000)
        return Words::tr("%1 ms").arg(ms);
    return Words::tr("%1 s").arg(QLocale().toString(static_cast<double>(ms) / 1000.0, 'f', 1));
}

QString callInWords(std::string_view callType)
{
    QString call = fromUtf8(callType);
    if (call.isEmpty())
        return QStringLiteral("–");
    call[0] = call[0].toUpper();
    return call;
}

} // namespace smc::gui

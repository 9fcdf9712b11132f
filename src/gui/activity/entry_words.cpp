#include "entry_words.h"

#include "../text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace smc::gui {

namespace {

struct Entry
{
    std::string_view verdict;
    theme::Tone tone;
    const char *word;
};

using theme::Tone;

constexpr std::array Words = {
    Entry{"delivered", Tone::Success, QT_TRANSLATE_NOOP("smc::gui::activity", "Delivered")},
    Entry{"duplicate", Tone::Info, QT_TRANSLATE_NOOP("smc::gui::activity", "Duplicate")},
    Entry{"answered", Tone::Success, QT_TRANSLATE_NOOP("smc::gui::activity", "Answered")},
    Entry{"partlyrefused", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::activity", "Partly refused")},
    Entry{"refused", Tone::Danger, QT_TRANSLATE_NOOP("smc::gui::activity", "Refused")},
    Entry{"notfound", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::activity", "Not found")},
    Entry{"unknown", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::activity", "Not known")},
    Entry{"unclear", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::activity", "Unclear")},
    Entry{"notsent", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::activity", "Not sent")},
    Entry{"unreachable", Tone::Danger, QT_TRANSLATE_NOOP("smc::gui::activity", "Unreachable")},
    Entry{"cancelled", Tone::Neutral, QT_TRANSLATE_NOOP("smc::gui::activity", "Cancelled")},
    Entry{"discarded", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::activity", "Discarded")},
    Entry{"invalid", Tone::Danger, QT_TRANSLATE_NOOP("smc::gui::activity", "Not valid")},
    Entry{"planned", Tone::Neutral, QT_TRANSLATE_NOOP("smc::gui::activity", "Planned")},
};

QString words(const char *text)
{
    return QCoreApplication::translate("smc::gui::activity", text);
}

std::string plain(std::string_view verdict)
{
    std::string result;
    for (const char c : verdict) {
        if (c != '_')
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

QDateTime utc(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace

VerdictWord verdictWord(std::string_view verdict)
{
    const std::string name = plain(verdict);
    for (const Entry &entry : Words) {
        if (entry.verdict == name)
            return {entry.tone, words(entry.word)};
    }
    return {Tone::Neutral, fromUtf8(verdict)};
}

const std::vector<std::string> &historyVerdicts()
{
    static const std::vector<std::string> verdicts = {"Delivered",   "Answered",  "PartlyRefused", "Refused", "Unclear",
                                                      "Unreachable", "Cancelled", "Discarded",     "Invalid"};
    return verdicts;
}

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
        return words("%1 ms").arg(ms);
    return words("%1 s").arg(QLocale().toString(static_cast<double>(ms) / 1000.0, 'f', 1));
}

QString sizeInWords(std::int64_t bytes)
{
    if (bytes < 1024)
        return words("%1 B").arg(std::max<std::int64_t>(bytes, 0));
    const QLocale locale;
    const double kilobytes = static_cast<double>(bytes) / 1024.0;
    const auto number = [&locale](double value) { return locale.toString(value, 'f', value < 9.95 ? 1 : 0); };
    if (kilobytes < 999.5)
        return words("%1 KB").arg(number(kilobytes));
    if (kilobytes / 1024.0 < 999.5)
        return words("%1 MB").arg(number(kilobytes / 1024.0));
    return words("%1 GB").arg(number(kilobytes / 1024.0 / 1024.0));
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

#include "text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <iterator>

namespace smc::gui {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui)
};
} // namespace

QStringList fromUtf8(const std::vector<std::string> &texts)
{
    QStringList result;
    result.reserve(static_cast<qsizetype>(texts.size()));
    for (const std::string &text : texts)
        result.append(fromUtf8(std::string_view(text)));
    return result;
}

std::vector<std::string> toUtf8(const QStringList &texts)
{
    std::vector<std::string> result;
    result.reserve(static_cast<std::size_t>(texts.size()));
    std::transform(texts.begin(), texts.end(), std::back_inserter(result),
                   [](const QString &text) { return text.toStdString(); });
    return result;
}

QString dataSize(std::uint64_t bytes)
{
    if (bytes < 1024)
        return bytes == 1 ? Words::tr("1 byte") : Words::tr("%1 bytes").arg(bytes);
    const double kilobytes = static_cast<double>(bytes) / 1024.0;
    const auto number = [](double value) { return QLocale().toString(value, 'f', value < 9.95 ? 1 : 0); };
    if (kilobytes < 999.5)
        return Words::tr("%1 KB").arg(number(kilobytes));
    if (kilobytes / 1024.0 < 999.5)
        return Words::tr("%1 MB").arg(number(kilobytes / 1024.0));
    return Words::tr("%1 GB").arg(number(kilobytes / 1024.0 / 1024.0));
}

QString escaped(std::string_view text)
{
    return fromUtf8(text).toHtmlEscaped();
}

} // namespace smc::gui

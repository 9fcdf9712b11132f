#include "text.h"

#include <QLocale>

#include <algorithm>
#include <iterator>

namespace smc::gui {

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
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeTraditionalFormat);
}

QString escaped(std::string_view text)
{
    return fromUtf8(text).toHtmlEscaped();
}

} // namespace smc::gui

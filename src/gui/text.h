// Between the engine's UTF-8 and Qt's strings: QString begins here.
#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

/// Bytes that are no UTF-8 come out as U+FFFD.
inline QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline std::string toUtf8(const QString &text)
{
    return text.toStdString();
}

QStringList fromUtf8(const std::vector<std::string> &texts);
std::vector<std::string> toUtf8(const QStringList &texts);

/// "13 bytes", "3.4 KB", "300 MB", in powers of 1024: the size of what is to be read or kept.
QString dataSize(std::uint64_t bytes);

/// `text` with <, >, & and quotes made harmless, for labels that show rich text.
QString escaped(std::string_view text);

} // namespace smc::gui

// Looking for a text in an answer that lies in a file of its own, a piece at a time. Inside of the room only.
#pragma once

#include <QByteArrayMatcher>
#include <QString>
#include <QStringMatcher>

#include <optional>
#include <string>

namespace smc::workspace {

class SpoolSearch
{
public:
    /// Letters match in either case, as in the history itself.
    explicit SpoolSearch(const std::string &text);

    enum class Look { Found, Missing, GoOn };
    /// Looks through the next piece of the file: call it until it says something else than GoOn, then with the next
    /// one. A file that can't be read holds nothing.
    Look look(const QString &path);

private:
    bool isIn(const QByteArray &piece) const;

    QByteArrayMatcher m_text;
    std::optional<QStringMatcher> m_letters; ///< Where the text holds more than ASCII.
    qint64 m_overlap = 0;                    ///< What two pieces share: the text may stand across their border.
    qint64 m_at = 0;                         ///< What the next piece begins with.
};

} // namespace smc::workspace

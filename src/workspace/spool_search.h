// Looking for a text in an answer that lies in a file of its own, a piece at a time. Inside of the room only.
#pragma once

#include <QByteArrayMatcher>
#include <QString>

#include <string>

namespace smc::workspace {

class SpoolSearch
{
public:
    /// ASCII letters match in either case, as in the history itself.
    explicit SpoolSearch(const std::string &text);

    enum class Look { Found, Missing, GoOn };
    /// Looks through the next piece of the file: call it until it says something else than GoOn, then with the next
    /// one. A file that can't be read holds nothing.
    Look look(const QString &path);

private:
    QByteArrayMatcher m_text;
    qint64 m_at = 0; ///< What the next piece begins with.
};

} // namespace smc::workspace

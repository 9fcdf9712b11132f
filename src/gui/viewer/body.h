// A body to look at: bytes in memory, or a file that stays on disk.
#pragma once

#include <base/error.h>

#include <QFile>
#include <QString>

#include <memory>
#include <string>
#include <string_view>

namespace smc::gui {

/// Shared by the view and its workers; the bytes stay as long as one of them is at it.
class Body
{
public:
    static std::shared_ptr<const Body> fromText(std::string text);

    /// Maps the file, read-only: nothing of it is loaded but what is looked at. The file must keep its length as long
    /// as the body is in use, as those of the workspace do. Code: body_unreadable.
    static Result<std::shared_ptr<const Body>> fromFile(const QString &path);

    std::string_view bytes() const { return m_bytes; }

    Body(const Body &) = delete;
    Body &operator=(const Body &) = delete;

private:
    Body() = default;

    std::string m_text;
    QFile m_file;
    std::string_view m_bytes;
};

} // namespace smc::gui

#include "body.h"

#include "../text.h"

#include <QCoreApplication>

namespace smc::gui {

std::shared_ptr<const Body> Body::fromText(std::string text)
{
    const std::shared_ptr<Body> body(new Body);
    body->m_text = std::move(text);
    body->m_bytes = body->m_text;
    return body;
}

Result<std::shared_ptr<const Body>> Body::fromFile(const QString &path)
{
    const std::shared_ptr<Body> body(new Body);
    body->m_file.setFileName(path);
    const auto unreadable = [&body] {
        return fail("body_unreadable", toUtf8(QCoreApplication::translate("smc::gui::Body", "%1 can't be read. %2")
                                                  .arg(body->m_file.fileName(), body->m_file.errorString())));
    };
    if (!body->m_file.open(QIODevice::ReadOnly))
        return unreadable();
    const qint64 size = body->m_file.size();
    if (size > 0) {
        const uchar *mapped = body->m_file.map(0, size);
        if (mapped == nullptr)
            return unreadable();
        body->m_bytes = {reinterpret_cast<const char *>(mapped), static_cast<std::size_t>(size)};
    }
    return body;
}

} // namespace smc::gui

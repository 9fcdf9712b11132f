#include "session.h"

#include "files.h"

#include <QFile>

namespace smc::workspace {

Session::Session(const std::string &directory)
{
    if (!makeDirectory(directory))
        return;
    const QString file = QString::fromStdString(directory) + QStringLiteral("/session.lock");
    const bool wasThere = QFile::exists(file);
    m_lock = std::make_unique<QLockFile>(file);
    // Age says nothing: a console may be open for days. Whether its process lives does.
    m_lock->setStaleLockTime(0);
    if (m_lock->tryLock(0))
        m_before = wasThere ? Before::EndedBadly : Before::EndedWell;
    else if (m_lock->error() == QLockFile::LockFailedError)
        m_before = Before::Running;
}

} // namespace smc::workspace

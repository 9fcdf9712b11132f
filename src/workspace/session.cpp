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
    // A console may be open for days, and its lock is good all the time: the system doesn't let go of the file. One
    // that was killed while it made the lock, or whose parent has not looked yet, leaves a lock that counts until it is
    // this old.
    m_lock->setStaleLockTime(2000);
    if (m_lock->tryLock(0))
        m_before = wasThere ? Before::EndedBadly : Before::EndedWell;
    else if (m_lock->error() == QLockFile::LockFailedError)
        m_before = Before::Running;
}

} // namespace smc::workspace

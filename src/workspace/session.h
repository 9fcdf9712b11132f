// Who works on a workspace now, and whether the one before ended as it should.
#pragma once

#include <base/error.h>

#include <QLockFile>

#include <memory>
#include <string>

namespace smc::workspace {

/// Holds `session.lock` in the workspace while it lives. A process that is killed leaves the file behind, which says so
/// to the next one.
class Session
{
public:
    enum class Before {
        EndedWell,
        EndedBadly, ///< It was killed, or crashed.
        Running,    ///< Another process has the workspace; this one has not.
    };

    /// Takes the workspace in `directory`, which is made where it does not exist, unless another process has it. Where
    /// the lock can't be written, nothing is known of others, and Before is EndedWell.
    explicit Session(const std::string &directory);

    Before before() const { return m_before; }

private:
    std::unique_ptr<QLockFile> m_lock;
    Before m_before = Before::EndedWell;
};

} // namespace smc::workspace

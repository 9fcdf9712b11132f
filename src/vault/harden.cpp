#include "harden.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace smc::vault {

Result<void> hardenProcess()
{
#ifdef Q_OS_UNIX
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0)
        return fail("harden_failed", "The system refused to switch off core dumps for this program.");
#endif
#ifdef Q_OS_LINUX
    // A core dump that goes to a pipe (systemd-coredump, apport) takes no notice of the limit, but of this.
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return fail("harden_failed", "The system refused to close this program's memory to others.");
#endif
    return {};
}

} // namespace smc::vault

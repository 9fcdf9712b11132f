#include "slow_disk.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <thread>

namespace {

std::atomic<std::chrono::milliseconds> delay{};

void beSlow()
{
    std::this_thread::sleep_for(delay.load());
}

} // namespace

void smc::gui::slowDown(std::chrono::milliseconds eachWait)
{
    delay = eachWait;
}

// The program's own come before those of the C library, for the libraries too.
extern "C" int fsync(int descriptor)
{
    beSlow();
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

extern "C" int fdatasync(int descriptor)
{
    beSlow();
    return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}
#else
void smc::gui::slowDown(std::chrono::milliseconds) {}
#endif

#include "interrupt.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace smc::workspace {

namespace {

volatile std::sig_atomic_t wakeDescriptor = -1;

/// Only what a signal handler may do: one byte into the pipe, and the next signal has its usual effect.
void wake(int signal)
{
    const char byte = 0;
    if (::write(wakeDescriptor, &byte, 1) < 0)
        ::_exit(128 + signal);
    std::signal(signal, SIG_DFL);
}

} // namespace

Interrupt::Interrupt(std::function<void()> callback)
    : m_callback(std::make_shared<const std::function<void()>>(std::move(callback)))
{
    if (::pipe(m_pipe) != 0)
        return;
    for (const int end : m_pipe) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
        m_notifier->setEnabled(false);
        // What is called may end this very object, so that it must not be called from within the notifier.
        const auto call = [weak = std::weak_ptr(m_callback)] {
            if (const auto live = weak.lock())
                (*live)();
        };
        QMetaObject::invokeMethod(QCoreApplication::instance(), call, Qt::QueuedConnection);
    });
    wakeDescriptor = m_pipe[1];
    std::signal(SIGINT, wake);
    std::signal(SIGTERM, wake);
}

Interrupt::~Interrupt()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    wakeDescriptor = -1;
    m_notifier.reset();
    for (const int end : m_pipe) {
        if (end >= 0)
            ::close(end);
    }
}

} // namespace smc::workspace

// What the main thread computes, which does not depend on what else the machine has to do.
#pragma once

#include <QtGlobal>

#include <ctime>

namespace smc::gui {

/// The processor's time of this thread so far. Always 0 where there is no such clock: nothing is found to take long.
inline qint64 computedMs()
{
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<qint64>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
#else
    return 0;
#endif
}

/// Of one event, in processor time: what an optimised build must keep, and what others may take.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr qint64 MostComputedMs = 400;
#elif defined(__OPTIMIZE__)
inline constexpr qint64 MostComputedMs = 50;
#else
inline constexpr qint64 MostComputedMs = 100;
#endif

/// The longest of several steps.
class LongestStep
{
public:
    template <typename Step>
    void take(Step step)
    {
        const qint64 before = computedMs();
        step();
        m_ms = qMax(m_ms, computedMs() - before);
    }
    qint64 ms() const { return m_ms; }

private:
    qint64 m_ms = 0;
};

} // namespace smc::gui

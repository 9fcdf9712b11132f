// Steps of work in the real window, each with the longest time in which it could not paint: a table of what the main
// thread computed at worst, and of what the clock said. Only the former is held against a limit: a test must not fail
// because another program was busy. Where a step is over it, the whole work is done again, since a machine may also be
// slow for a moment: what fails is a step that was over the limit each time.
#pragma once

#include "watchdog.h"
#include "window_bench.h"

#include <gui/appearance/appearance.h>

#include <QAction>
#include <QMap>
#include <QTest>
#include <QTimer>

#include <cstdio>

namespace smc::gui {

/// As the person's hand does it: from an event, so that the watchdog sees it.
template <typename Work>
void inATurn(Work work)
{
    bool isDone = false;
    QTimer::singleShot(0, qApp, [&] {
        work();
        isDone = true;
    });
    QTRY_VERIFY(isDone);
}

inline void show(WindowBench &bench, PageId page)
{
    inATurn([&] { bench.window().showPage(page); });
    QTRY_COMPARE(bench.window().currentPage()->id(), page);
}

inline void trigger(WindowBench &bench, const char *action)
{
    inATurn([&] { bench.action(action).trigger(); });
}

enum class Held { ToTheLimit, ToNothing };

/// The steps of one go through the daily work that were over the limit, and what they did.
using TooLong = QMap<QString, QString>;

inline TooLong &tooLong()
{
    static TooLong steps;
    return steps;
}

/// Runs `work`, lets what follows settle, and prints the longest event in it.
template <typename Work>
void step(const char *name, Work work, Held held = Held::ToTheLimit)
{
    watched().watch();
    work();
    QTest::qWait(150);
    QVERIFY2(watched().events() > 0, name);
    const auto &longest = watched().longest();
    const auto &busiest = watched().busiest();
    std::printf("  %-46s %8lld ms %8lld ms  %s\n", name, static_cast<long long>(busiest.computedMs),
                static_cast<long long>(longest.ms), busiest.what.constData());
    std::fflush(stdout);
    if (held == Held::ToTheLimit && busiest.computedMs > MostComputedMs)
        tooLong().insert(QString::fromLatin1(name), QStringLiteral("one event computed for %1 ms, more than %2 ms: %3")
                                                        .arg(busiest.computedMs)
                                                        .arg(MostComputedMs)
                                                        .arg(QString::fromLatin1(busiest.what)));
}

/// Both are steps of their own.
inline void changeLooks(WindowBench &bench)
{
    step("change to dark and back", [&] {
        trigger(bench, "window.schemeDark");
        QTest::qWait(50);
        trigger(bench, "window.schemeLight");
    });
    step("enlarge the text and back", [&] {
        inATurn([&] { bench.window().appearance().setZoom(150); });
        QTest::qWait(50);
        inATurn([&] { bench.window().appearance().setZoom(100); });
    });
}

/// Does `work` up to three times, until no step of it was over the limit each time; fails with those that were.
template <typename Work>
void holdToTheLimit(Work work)
{
    constexpr int Goes = 3;
    TooLong always;
    for (int go = 0; go < Goes; ++go) {
        tooLong().clear();
        std::printf("Longest time in which the window could not paint (at most %lld ms of computing in this build)\n",
                    static_cast<long long>(MostComputedMs));
        std::printf("  %-46s %11s %11s  %s\n", "action", "computed", "by clock", "the event that computed most");
        work();
        if (QTest::currentTestFailed())
            return;
        if (go == 0)
            always = tooLong();
        always.removeIf([](const auto &step) { return !tooLong().contains(step.key()); });
        if (always.isEmpty())
            return;
    }
    for (const auto &[name, what] : always.asKeyValueRange())
        QFAIL(qPrintable(name + QStringLiteral(": ") + what));
}

} // namespace smc::gui

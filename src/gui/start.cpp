#include "start.h"

#include "console.h"
#include "main_window.h"
#include "text.h"
#include "theme.h"
#include "tour.h"

#include <net/clock.h>
#include <vault/credential_store.h>
#include <workspace/directory.h>
#include <workspace/profile.h>
#include <workspace/uistate.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QTemporaryDir>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <cstdlib>

namespace smc::gui {

namespace {

/// What the person chose, else what the desktop shows.
theme::Scheme schemeFor(const workspace::UiState &state)
{
    const std::string chosen = state.value("window/scheme", "");
    if (chosen == "dark")
        return theme::Scheme::Dark;
    if (chosen == "light")
        return theme::Scheme::Light;
    return theme::schemeOf(QApplication::palette());
}

/// Prints "painted" once the window has been painted first.
class FirstPaintAnnouncer : public QObject
{
public:
    explicit FirstPaintAnnouncer(QWidget &window)
        : QObject(&window)
    {
        window.installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            QTimer::singleShot(0, this, [] {
                std::puts("painted");
                std::fflush(stdout);
            });
        }
        return false;
    }
};

void say(const QString &line)
{
    std::printf("%s\n", qUtf8Printable(line));
    std::fflush(stdout);
}

QCoro::Task<bool> selectNamed(Console &console, QString name)
{
    if (name.isEmpty())
        co_return true;
    for (const workspace::Profile &profile : console.profiles()) {
        if (workspace::sameName(profile.name, toUtf8(name))) {
            const Result<void> selected = co_await console.select(profile.id);
            co_return selected.has_value();
        }
    }
    co_return false;
}

QCoro::Task<void> tourAndQuit(Console &console, MainWindow &window, TourOptions options)
{
    if (console.usesOwnSandbox()) // Another profile's key is not asked for: the tour chooses a sandbox one.
        co_await console.start();
    const bool worked = co_await runTour(console, window, std::move(options));
    say(worked ? QCoreApplication::translate("smc::gui::Tour", "Every step worked.")
               : QCoreApplication::translate("smc::gui::Tour", "Not every step worked."));
    QCoreApplication::exit(worked ? EXIT_SUCCESS : EXIT_FAILURE);
}

QCoro::Task<void> beginWith(Console &console, QString profileName)
{
    const bool found = co_await selectNamed(console, profileName);
    if (!found)
        std::fprintf(
            stderr, "%s\n",
            qUtf8Printable(
                QCoreApplication::translate("smc::gui::start", "No profile is called “%1”.").arg(profileName)));
    if (!found || profileName.isEmpty())
        co_await console.start();
}

} // namespace

int run(const QStringList &arguments)
{
    const StartOptions options = readArguments(arguments);
    return options.isTour() ? startTour(*qApp, options) : start(*qApp, options);
}

StartOptions readArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("smc::gui::start", "A console for Segment and Selligent Marketing Cloud."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspaceOption(
        QStringLiteral("workspace"),
        QCoreApplication::translate("smc::gui::start", "Where profiles, drafts and history lie."),
        QStringLiteral("DIR"));
    const QCommandLineOption profileOption(QStringLiteral("profile"),
                                           QCoreApplication::translate("smc::gui::start", "The profile to open."),
                                           QStringLiteral("NAME"));
    const QCommandLineOption tourOption(
        QStringLiteral("tour"),
        QCoreApplication::translate("smc::gui::start",
                                    "Connect, compose, send and inspect by itself on the sandbox, save a picture of "
                                    "each page in DIR, and end with 0 only where every step worked."),
        QStringLiteral("DIR"));
    QCommandLineOption firstPaintOption(QStringLiteral("report-first-paint"));
    firstPaintOption.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({workspaceOption, profileOption, tourOption, firstPaintOption});
    parser.process(arguments);
    return {parser.value(workspaceOption), parser.value(profileOption), parser.value(tourOption),
            parser.isSet(firstPaintOption) ? StartOptions::FirstPaint::Announced : StartOptions::FirstPaint::Silent};
}

int start(QApplication &application, const StartOptions &options)
{
    Seams seams;
    seams.workspaceFolder = workspace::workspaceDirectory(toUtf8(options.workspace));
    Console console(std::move(seams));
    theme::apply(application, schemeFor(console.uiState()));
    MainWindow window(console);
    if (options.firstPaint == StartOptions::FirstPaint::Announced)
        new FirstPaintAnnouncer(window);
    window.show();
    QMetaObject::invokeMethod(
        &application, [&] { beginWith(console, options.profile); }, Qt::QueuedConnection);
    return QApplication::exec();
}

int startTour(QApplication &application, const StartOptions &options)
{
    const QTemporaryDir own;
    Seams seams;
    seams.workspaceFolder =
        options.workspace.isEmpty() ? toUtf8(own.path()) : workspace::workspaceDirectory(toUtf8(options.workspace));
    Console console(std::move(seams));
    theme::apply(application, schemeFor(console.uiState()));
    MainWindow window(console);
    window.show();
    // From within exec(): what ends the tour early may come before anything waits, and exit() would be lost then.
    QMetaObject::invokeMethod(
        &application, [&] { tourAndQuit(console, window, {.folder = options.tourFolder, .say = say}); },
        Qt::QueuedConnection);
    return QApplication::exec();
}

} // namespace smc::gui

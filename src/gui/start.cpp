#include "start.h"

#include "appearance/appearance.h"
#include "appearance/system_scheme.h"
#include "console.h"
#include "instance/instance_client.h"
#include "instance/instance_server.h"
#include "main_window.h"
#include "page_id.h"
#include "starting_profile.h"
#include "text.h"
#include "theme.h"
#include "tour.h"

#include <net/clock.h>
#include <vault/credential_store.h>
#include <workspace/directory.h>
#include <workspace/interrupt.h>
#include <workspace/profile.h>
#include <workspace/profile_store.h>
#include <workspace/session.h>
#include <workspace/uistate.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <cstdlib>

namespace smc::gui {

namespace {

/// The exit code where an argument names what is not there.
constexpr int BadArguments = 2;

/// As it was dressed last: the first frame must not wait for the desktop's answer.
void dress(QApplication &application, const workspace::UiState &state)
{
    const Look look = Look::remembered(state, theme::schemeOf(QApplication::palette()));
    theme::apply(application, look.scheme(), look.zoomPercent);
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

/// What this start asks of a console that is open already.
Summons summonsOf(const StartOptions &options)
{
    return {.page = toUtf8(options.page),
            .file = options.file.isEmpty() ? std::string() : toUtf8(QFileInfo(options.file).absoluteFilePath()),
            .profile = toUtf8(options.profile),
            .activation = qgetenv("XDG_ACTIVATION_TOKEN").toStdString()};
}

QString pageNames()
{
    QStringList names;
    for (const PageId page : allPages())
        names.append(nameOf(page));
    return names.join(QStringLiteral(", "));
}

/// A sentence where `options` name what is not there; empty where all is well.
QString mistakeIn(const StartOptions &options)
{
    if (!options.page.isEmpty() && !pageIdOf(options.page))
        return QCoreApplication::translate("smc::gui::start", "There is no page “%1”. The pages are: %2.")
            .arg(options.page, pageNames());
    if (options.profile.isEmpty() || options.isTour())
        return {};
    const std::string name = toUtf8(options.profile);
    const workspace::ProfileList found =
        workspace::ProfileStore(workspace::workspaceDirectory(toUtf8(options.workspace))).list();
    for (const Error &problem : found.problems) // Set aside now, so that the window won't meet them.
        std::fprintf(stderr, "%s\n", problem.message.c_str());
    // A first start makes its profile when the window opens.
    if (found.profiles.empty() && workspace::sameName(name, startingProfile().name))
        return {};
    QStringList names;
    for (const workspace::Profile &profile : found.profiles) {
        if (workspace::sameName(profile.name, name))
            return {};
        names.append(QStringLiteral("“%1”").arg(fromUtf8(profile.name)));
    }
    const QString lead =
        QCoreApplication::translate("smc::gui::start", "No profile is called “%1”.").arg(options.profile);
    return names.isEmpty() ? lead
                           : QCoreApplication::translate("smc::gui::start", "%1 The profiles are: %2.")
                                 .arg(lead, names.join(QStringLiteral(", ")));
}

QCoro::Task<void> beginWith(Console &console, MainWindow &window, StartOptions options)
{
    const QString profileName = options.profile;
    const bool found = co_await selectNamed(console, profileName);
    if (!found)
        std::fprintf(
            stderr, "%s\n",
            qUtf8Printable(
                QCoreApplication::translate("smc::gui::start", "No profile is called “%1”.").arg(profileName)));
    if (!found || profileName.isEmpty())
        co_await console.start();
    if (options.page.isEmpty() && options.file.isEmpty())
        co_return;
    Summons summons = summonsOf(options);
    summons.profile.clear();
    co_await window.answer(std::move(summons));
}

} // namespace

int run(const QStringList &arguments)
{
    const StartOptions options = readArguments(arguments);
    // Before any window: what opens instead might be a production profile.
    if (const QString mistake = mistakeIn(options); !mistake.isEmpty()) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(mistake));
        return BadArguments;
    }
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
    const QCommandLineOption pageOption(
        QStringLiteral("page"),
        QCoreApplication::translate("smc::gui::start", "The page to show: %1.").arg(pageNames()),
        QStringLiteral("PAGE"));
    parser.addOptions({workspaceOption, profileOption, tourOption, pageOption, firstPaintOption});
    parser.addPositionalArgument(QStringLiteral("file"),
                                 QCoreApplication::translate("smc::gui::start", "An event to open in Compose."),
                                 QStringLiteral("[file]"));
    parser.process(arguments);
    StartOptions options;
    options.workspace = parser.value(workspaceOption);
    options.profile = parser.value(profileOption);
    options.tourFolder = parser.value(tourOption);
    options.page = parser.value(pageOption);
    options.file = parser.positionalArguments().value(0);
    options.firstPaint =
        parser.isSet(firstPaintOption) ? StartOptions::FirstPaint::Announced : StartOptions::FirstPaint::Silent;
    return options;
}

int start(QApplication &application, const StartOptions &options)
{
    Seams seams;
    seams.workspaceFolder = workspace::workspaceDirectory(toUtf8(options.workspace));
    seams.session = std::make_unique<workspace::Session>(seams.workspaceFolder);
    if (seams.session->before() == workspace::Session::Before::Running) {
        const Result<void> handed = handOver(seams.workspaceFolder, summonsOf(options));
        if (handed)
            return EXIT_SUCCESS;
        // Better two windows than none: the workspace bears several programs at once.
        std::fprintf(stderr, "%s\n", handed.error().message.c_str());
    }
    InstanceServer server(seams.workspaceFolder);
    if (seams.session->before() != workspace::Session::Before::Running) {
        if (const Result<void> listening = server.listen(); !listening)
            std::fprintf(stderr, "%s\n", listening.error().message.c_str());
    }
    Console console(std::move(seams));
    SystemScheme desktop(Look::remembered(console.uiState(), theme::schemeOf(QApplication::palette())).desktop);
    dress(application, console.uiState());
    MainWindow window(console);
    QObject::connect(&server, &InstanceServer::summoned, &window,
                     [&window](const Summons &summons) { window.answer(summons); });
    if (options.firstPaint == StartOptions::FirstPaint::Announced)
        new FirstPaintAnnouncer(window);
    const workspace::Interrupt interrupt([&window] { window.closeUnasked(); });
    window.show();
    QMetaObject::invokeMethod(
        &application,
        [&] {
            window.appearance().follow(desktop);
            beginWith(console, window, options);
        },
        Qt::QueuedConnection);
    return QApplication::exec();
}

int startTour(QApplication &application, const StartOptions &options)
{
    const QTemporaryDir own;
    Seams seams;
    seams.workspaceFolder =
        options.workspace.isEmpty() ? toUtf8(own.path()) : workspace::workspaceDirectory(toUtf8(options.workspace));
    Console console(std::move(seams));
    dress(application, console.uiState());
    MainWindow window(console);
    window.show();
    // From within exec(): what ends the tour early may come before anything waits, and exit() would be lost then.
    QMetaObject::invokeMethod(
        &application, [&] { tourAndQuit(console, window, {.folder = options.tourFolder, .say = say}); },
        Qt::QueuedConnection);
    return QApplication::exec();
}

} // namespace smc::gui

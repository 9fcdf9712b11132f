// smc-console: the desktop console.
#include <gui/start.h>
#include <vault/harden.h>

#include <QApplication>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace {

/// Help and the version are for a terminal: they need no display.
bool wantsWordsOnly(int argc, char *argv[])
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "-h" || argument == "--help" || argument == "--help-all" || argument == "-v" ||
               argument == "--version";
    });
}

void introduce()
{
    QCoreApplication::setApplicationName(QStringLiteral("SMC Console"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SMC_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("smc-console"));
}

} // namespace

int main(int argc, char *argv[])
{
    if (const smc::Result<void> hardened = smc::vault::hardenProcess(); !hardened)
        std::fprintf(stderr, "%s\n", hardened.error().message.c_str());
    if (argc > 1 && wantsWordsOnly(argc, argv)) {
        const QCoreApplication application(argc, argv);
        introduce();
        smc::gui::readArguments(QCoreApplication::arguments()); // Ends the program.
    }
    const QApplication application(argc, argv);
    introduce();
    return smc::gui::run(QApplication::arguments());
}

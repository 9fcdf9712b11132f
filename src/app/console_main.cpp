// smc-console: the desktop console.
#include <gui/start.h>
#include <vault/harden.h>

#include <QApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    if (const smc::Result<void> hardened = smc::vault::hardenProcess(); !hardened)
        std::fprintf(stderr, "%s\n", hardened.error().message.c_str());
    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("SMC Console"));
    QApplication::setApplicationVersion(QStringLiteral(SMC_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("smc-console"));
    return smc::gui::run(QApplication::arguments());
}

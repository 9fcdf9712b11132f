// Opens a file in a QPlainTextEdit and tells how long it took, in the form of body_viewer: plain_text FILE
#include "painting.h"

#include <QApplication>
#include <QFile>
#include <QPlainTextEdit>

#include <cstdio>

using namespace smc::benchmark;

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 2)
        return 2;
    QPlainTextEdit edit;
    edit.setReadOnly(true);
    edit.setLineWrapMode(QPlainTextEdit::NoWrap);
    edit.setPlainText(QStringLiteral("[1]"));
    edit.resize(1280, 800);
    edit.show();
    waitUntilPainted(*edit.viewport());
    const Pauses pauses;
    const double before = ownMegabytes();

    const Clock clock;
    QFile file(QString::fromLocal8Bit(argv[1]));
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    edit.setPlainText(QString::fromUtf8(file.readAll()));
    waitUntilPainted(*edit.viewport());
    const double first = clock.milliseconds();
    edit.moveCursor(QTextCursor::End);
    waitUntilPainted(*edit.viewport());
    std::printf("{\"first\":%.1f,\"end\":%.1f,\"pause\":%.0f,\"memory\":%.1f}\n", first, clock.milliseconds(),
                pauses.longest(), ownMegabytes() - before);
    std::fflush(stdout);
    // Taking such a text down takes as long again.
    std::_Exit(0);
}

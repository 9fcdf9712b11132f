// Opens a file in the console's viewer and tells how long it took: body_viewer FILE
//
// Prints one line of JSON: milliseconds to the first screen, to the end in Raw, to the end in Pretty (each from the
// opening of the file), the longest time in which the event loop had no turn, and memory.
#include "painting.h"

#include <gui/theme.h>
#include <gui/viewer/body_viewer.h>
#include <gui/viewer/text_view.h>

#include <QApplication>

#include <cstdio>

using namespace smc::gui;
using namespace smc::benchmark;

namespace {

std::shared_ptr<const Body> open(const QString &path)
{
    auto body = Body::fromFile(path);
    if (!body)
        qFatal("%s", body.error().message.c_str());
    return *body;
}

struct Window
{
    Window()
        : viewer(QStringLiteral("Answer"))
    {
        viewer.resize(1280, 800);
        viewer.setBody(Body::fromText("[1]"));
        viewer.show();
        waitUntilPainted(*viewer.textView().viewport());
    }

    BodyViewer viewer;
};

/// From the opening of the file until its end is painted.
double endAfter(Window &window, const QString &path, const char *view)
{
    BodyViewer &viewer = window.viewer;
    const Clock clock;
    viewer.setViewName(QString::fromLatin1(view));
    viewer.setBody(open(path));
    viewer.textView().goToEnd();
    waitUntil([&] { return viewer.textView().rows()->isComplete() || viewer.view() == BodyViewer::View::Raw; });
    waitUntilPainted(*viewer.textView().viewport());
    return clock.milliseconds();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 2)
        return 2;
    theme::apply(application, theme::Scheme::Light);
    const QString path = QString::fromLocal8Bit(argv[1]);
    Window window;
    const Pauses pauses;
    const double before = ownMegabytes();

    const Clock clock;
    window.viewer.setBody(open(path));
    waitUntilPainted(*window.viewer.textView().viewport());
    const double first = clock.milliseconds();
    waitUntil([&] { return !window.viewer.index()->isReading(); });
    const double memory = ownMegabytes() - before;

    const double raw = endAfter(window, path, "raw");
    const double pretty = endAfter(window, path, "pretty");
    std::printf("{\"first\":%.1f,\"end\":%.1f,\"prettyEnd\":%.1f,\"pause\":%.0f,\"memory\":%.1f}\n", first, raw, pretty,
                pauses.longest(), memory);
    return 0;
}

// A console in a process of its own that is killed, and one that opens the same folder afterwards.
#pragma once

#include <gui/console.h>
#include <gui/main_window.h>
#include <gui/page.h>
#include <vault/session_store.h>

#include <QCoro/QCoroTask>
#include <QString>

#include <memory>

namespace smc::gui {

/// Console and window on a folder that stays.
class Opened
{
public:
    enum class Shown { AtOnce, Later };
    explicit Opened(const QString &folder, Shown shown = Shown::AtOnce)
    {
        Seams seams;
        seams.workspaceFolder = folder.toStdString();
        seams.credentials = std::make_unique<vault::SessionStore>("No keychain in this test.");
        seams.sandbox = SandboxPolicy::OnlyWhenAsked;
        console = std::make_unique<Console>(std::move(seams));
        window = std::make_unique<MainWindow>(*console);
        if (shown == Shown::AtOnce)
            window->show();
        QCoro::waitFor(console->start());
    }
    ~Opened()
    {
        window.reset();
        console.reset();
    }

    std::unique_ptr<Console> console;
    std::unique_ptr<MainWindow> window;
};

} // namespace smc::gui

// The real main window on a workspace of its own, with dialogs that answer by themselves, and what tests ask of it.
#pragma once

#include "named.h"

#include <gui/console.h>
#include <gui/dialogs.h>
#include <gui/main_window.h>
#include <gui/page.h>
#include <gui/theme.h>
#include <net/clock.h>

#include <QAction>
#include <QStringList>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace smc::gui {

/// Answers every question with `answer`, and remembers what was asked.
class AnsweringDialogs final : public Dialogs
{
public:
    QCoro::Task<QString> ask(QWidget *over, Question question) override;
    QCoro::Task<QString> openFile(QWidget *over, FileQuestion question) override;
    QCoro::Task<QString> saveFile(QWidget *over, FileQuestion question) override;
    QCoro::Task<QStringList> openFiles(QWidget *over, FileQuestion question) override;
    QCoro::Task<QString> chooseFolder(QWidget *over, FileQuestion question) override;

    QStringList asked; ///< Ids.
    QList<Question> questions;
    QString answer;
    QString path;
    std::function<void()> whileAsked; ///< Looks at the window while the question stands.
};

/// Stands at one moment, and has no patience: half a second is as long as a wait before another attempt takes.
class FixedClock final : public net::SystemClock
{
public:
    explicit FixedClock(net::UtcTime now)
        : m_now(now)
    {
    }
    net::UtcTime now() const override { return m_now; }
    void callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()> then) override
    {
        SystemClock::callAfter(std::min(wait, Longest), context, std::move(then));
    }

private:
    static constexpr std::chrono::milliseconds Longest{500};
    net::UtcTime m_now;
};

/// 2026-03-01, noon.
std::shared_ptr<net::Clock> firstOfMarch();

enum class Keychain { Session, Answers };

class WindowBench
{
public:
    explicit WindowBench(SandboxPolicy policy = SandboxPolicy::StartWithProfile, Keychain keychain = Keychain::Session);
    ~WindowBench();

    /// Starts the console anew on the same workspace, as after a restart of the program.
    void restart() { restart(Pages::All); }
    /// Tests reach into pages by name: all are there, though the window makes them a little later by itself.
    enum class Pages { All, WhenAskedFor };
    void restart(Pages pages);
    /// From the next restart() on; before it is the firstOfMarch().
    void setClock(std::shared_ptr<net::Clock> clock) { m_clock = std::move(clock); }

    MainWindow &window() { return *m_window; }
    Console &console() { return *m_console; }
    AnsweringDialogs &dialogs() { return *m_dialogs; }
    QString folder() const { return m_folder.path(); }

    void go(PageId page);
    /// Waits until the profile and the mapping that the console began to write are on disk, and in force.
    void written();
    Page &page(PageId id) { return *m_window->page(id); }
    QAction &action(const char *id);

    /// The control of that name, as a screen reader says it.
    template <typename T>
    T &named(const char *name)
    {
        return *gui::named<T>(*m_window, name);
    }

    /// For what nobody names: labels, splitters, frames, and parts whose object name is what is looked at.
    template <typename T>
    T &find(const char *objectName)
    {
        T *found = m_window->findChild<T *>(QString::fromLatin1(objectName));
        if (!found)
            qFatal("No %s is called %s", T::staticMetaObject.className(), objectName);
        return *found;
    }

    /// Makes a profile of that environment with an address nobody listens on, and selects it.
    void addProfile(const char *name, const char *environment);

    /// Changes the current profile.
    void changeProfile(ProfileChange change);

    /// Keeps a picture of the window for those who want to look at it.
    void picture(const char *name);

private:
    QTemporaryDir m_folder;
    SandboxPolicy m_policy;
    Keychain m_keychain;
    std::shared_ptr<net::Clock> m_clock = firstOfMarch();
    std::shared_ptr<AnsweringDialogs> m_dialogs = std::make_shared<AnsweringDialogs>();
    std::unique_ptr<Console> m_console;
    std::unique_ptr<MainWindow> m_window;
};

/// Focusable controls without an accessible name, as "Class objectName"; empty where all have one.
QStringList withoutAccessibleName(QWidget &root);
/// Labels, buttons, tabs, headers, empty fields, and cells of lists, tables and trees whose text does not fit, as
/// "Class objectName: text". A cell may be cut where its column can be made wider and its tooltip has the whole of it.
QStringList clippedTexts(QWidget &root); ///< Once all layouts are at rest, which takes a slow computer a while.
QStringList clippedNow(QWidget &root);
/// Controls that Tab reaches from `root`'s first one, in that order.
QList<QWidget *> tabChain(QWidget &window, QWidget &within);

/// Where Tab does not go through `within` as one reads, as "before → after": columns from left to right, in a column
/// from top to bottom, in a row from left to right; empty where it does.
QStringList againstReading(QWidget &window, QWidget &within);

/// All of that: what has no name, what is cut, where Tab jumps; empty where `place` keeps to the rules.
QStringList wrongWith(QWidget &place);

/// Where tests put their pictures, in the build folder.
QString pictureFolder();

} // namespace smc::gui

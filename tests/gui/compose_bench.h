// A console on a workspace of its own with the real embedded sandbox, and dialogs that answer by themselves.
#pragma once

#include <gui/console.h>
#include <gui/dialogs.h>
#include <gui/sandbox_host.h>
#include <gui/theme.h>
#include <vault/session_store.h>
#include <workspace/history_store.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QCoro/QCoroTask>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include <memory>

namespace smc::gui {

class AnsweringDialogs final : public Dialogs
{
public:
    QCoro::Task<QString> ask(QWidget *, Question question) override
    {
        asked.append(question);
        co_return QString(answer); // QCoro moves out of what is named here.
    }
    QCoro::Task<QString> openFile(QWidget *, FileQuestion) override { co_return QString(path); }
    QCoro::Task<QString> saveFile(QWidget *, FileQuestion) override { co_return QString(path); }

    QList<Question> asked;
    QString answer;
    QString path;
};

struct Bench
{
    QTemporaryDir folder;
    std::shared_ptr<AnsweringDialogs> dialogs = std::make_shared<AnsweringDialogs>();
    std::unique_ptr<Console> console;

    Bench() { open(); }

    /// As a new start of the program on the same workspace.
    void open()
    {
        console.reset();
        Seams seams;
        seams.workspaceFolder = folder.path().toStdString();
        seams.credentials = std::make_unique<vault::SessionStore>("kept for this test only");
        seams.dialogs = dialogs;
        console = std::make_unique<Console>(std::move(seams));
        QCoro::waitFor(console->start());
        QTRY_VERIFY(console->sandbox().isRunning());
    }

    std::vector<workspace::HistorySummary> history() const
    {
        return console->history()->page().value_or(std::vector<workspace::HistorySummary>());
    }
};

/// The visible widget of that accessible name, or the test fails.
template <typename Widget>
Widget *named(const QWidget &root, const QString &accessibleName)
{
    for (Widget *widget : root.findChildren<Widget *>()) {
        if (widget->accessibleName() == accessibleName)
            return widget;
    }
    qFatal("No widget is called %s", qPrintable(accessibleName));
}

inline void showActive(QWidget &window)
{
    window.resize(1080, 720);
    window.show();
    QApplication::setActiveWindow(&window);
    QVERIFY(QTest::qWaitForWindowActive(&window));
}

/// Every control that takes the focus says what it is.
inline QStringList namelessControls(const QWidget &root)
{
    QStringList nameless;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        const bool takesFocus = widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
        if (takesFocus && widget->accessibleName().isEmpty())
            nameless.append(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                            widget->objectName());
    }
    return nameless;
}

} // namespace smc::gui

// "Refresh lists from SMC": reads them because the person asked, and says in a line what came of it.
#pragma once

#include <QCoro/QCoroTask>
#include <QObject>
#include <QString>

#include <string>
#include <vector>

class QAction;

namespace smc::gui {

class Console;

class ListRefresh final : public QObject
{
    Q_OBJECT

public:
    /// `action` rests while the lists are being read. It and `console` must outlive this.
    ListRefresh(Console &console, QAction &action, QObject *parent);

    /// Reads the names of all lists, and the fields and static segments of `lists`.
    QCoro::Task<void> read(std::vector<std::string> lists);

Q_SIGNALS:
    /// One line for the status bar.
    void status(const QString &text);
    /// `why` is what kept the lists from being read; empty where they were.
    void ended(const QString &why);

private:
    Console &m_console;
    QAction &m_action;
};

} // namespace smc::gui

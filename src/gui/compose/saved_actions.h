// What a person does with saved events: rename, move, remove and take back, import and export.
#pragma once

#include <workspace/saved_transfer.h>

#include <QCoro/QCoroTask>
#include <QList>
#include <QObject>
#include <QStringList>

#include <vector>

class QAction;

namespace smc::gui {

class Console;
class EventLibrary;
class Page;
class SavedStore;

class SavedActions : public QObject
{
    Q_OBJECT

public:
    /// Says what it has to say on `page`: in banners, or in the status line. All of them must outlive it.
    SavedActions(Console &console, SavedStore &store, EventLibrary &library, Page &page);

Q_SIGNALS:
    /// An event or a folder stands elsewhere now, or nowhere (the new path is the top's).
    void moved(const smc::workspace::SavedEntry &from, const smc::workspace::SavedPath &to);
    void sendWanted(const std::vector<smc::workspace::SavedEntry> &entries);
    void openWanted(const smc::workspace::SavedEntry &entry);

private:
    void makeActions();
    void followSelection();
    std::vector<workspace::SavedEntry> chosen() const; ///< Without the section.
    std::vector<workspace::SavedEntry> chosenOrAll() const;

    QCoro::Task<void> rename(workspace::SavedEntry entry, QString name);
    QCoro::Task<void> move(std::vector<workspace::SavedEntry> entries, workspace::SavedPath folder);
    void askWhereTo();
    QCoro::Task<void> duplicate();
    QCoro::Task<void> remove();
    QCoro::Task<void> restore();
    QCoro::Task<void> makeFolder();
    QCoro::Task<void> chooseImport();
    QCoro::Task<void> chooseImportFolder();
    QCoro::Task<void> import(QStringList sources, workspace::SavedPath folder);
    QCoro::Task<void> exportFiles();
    QCoro::Task<void> exportLines();
    void copyPath();

    void complain(const Error &error);
    void complain(const QString &text);
    void showProblems(const QString &done, const std::vector<Error> &problems);
    void showExported(const Result<workspace::ExportReport> &report, const QString &where);

    Console &m_console;
    SavedStore &m_store;
    EventLibrary &m_library;
    Page &m_page;
    QAction *m_open = nullptr;
    QAction *m_send = nullptr;
    QAction *m_rename = nullptr;
    QAction *m_duplicate = nullptr;
    QAction *m_move = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_copyPath = nullptr;
    QList<QAction *> m_exports;
    std::vector<workspace::RemovedEvent> m_removed; ///< By the last removal.
    std::vector<workspace::SavedEntry> m_moving;    ///< While it is asked where to.
};

} // namespace smc::gui

// What a person does with saved events: rename, move, remove and take back, import and export.
#pragma once

#include <workspace/saved_transfer.h>

#include <QCoro/QCoroTask>
#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QAction;

namespace smc::gui {

class Console;
class EventLibrary;
class ImportPanel;
class Page;
class SavedStore;

class SavedActions : public QObject
{
    Q_OBJECT

public:
    /// Says what it has to say on `page`: in banners, or in the status line. All of them must outlive it.
    SavedActions(Console &console, SavedStore &store, EventLibrary &library, ImportPanel &panel, Page &page);
    /// Cancels an import that is under way; what it has added stays.
    ~SavedActions() override;

    /// Of an import that is under way: how far it is, in a sentence; empty where there is none.
    QString unfinished() const;
    void cancelImport();

Q_SIGNALS:
    /// An event or a folder stands elsewhere now, or nowhere (the new path is the top's).
    void moved(const smc::workspace::SavedEntry &from, const smc::workspace::SavedPath &to);
    /// Undo has put back what was removed; `to` is another path where its own was taken meanwhile.
    void restored(const smc::workspace::SavedEntry &from, const smc::workspace::SavedPath &to);
    void sendWanted(const std::vector<smc::workspace::SavedEntry> &entries);
    void openWanted(const smc::workspace::SavedEntry &entry);

private:
    /// What stands elsewhere by now.
    struct Placed
    {
        workspace::SavedEntry from;
        workspace::SavedPath to;
    };

    void makeActions();
    void followSelection();
    std::vector<workspace::SavedEntry> chosen() const; ///< Without the section.
    std::vector<workspace::SavedEntry> chosenOrAll() const;

    QCoro::Task<void> rename(workspace::SavedEntry entry, QString name);
    QCoro::Task<void> move(std::vector<workspace::SavedEntry> entries, workspace::SavedPath folder);
    /// Says in a banner what has another place, or name, and keeps it for placeBack().
    void offerBack(const QString &words, std::vector<Placed> placed);
    QCoro::Task<void> placeBack();
    static QString placedBanner(); ///< Its id.
    void askWhereTo();
    QCoro::Task<void> duplicate();
    QCoro::Task<void> remove();
    QCoro::Task<void> restore();
    QCoro::Task<void> makeFolder();
    QCoro::Task<void> chooseImport();
    QCoro::Task<void> chooseImportFolder();
    QCoro::Task<void> import(QStringList sources, workspace::SavedPath folder);
    void listenToImports();
    void showImport();
    void finishImport(const workspace::ImportReport &report);
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
    ImportPanel &m_panel;
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
    std::vector<Placed> m_placed;                   ///< By the last move, or the last new name.
    std::optional<workspace::SavedEntry> m_named;   ///< Made just now, while its first name is typed.
    class ImportWork;
    std::shared_ptr<ImportWork> m_import; ///< While one is under way.
    QTimer m_importTimer;
    QElapsedTimer m_importTime;
    workspace::ImportReport m_imported; ///< By the last import.
};

} // namespace smc::gui

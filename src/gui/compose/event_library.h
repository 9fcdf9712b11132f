// The left of Compose: what can be put into the editor, saved events above and examples below, with a search.
#pragma once

#include "go_on.h"
#include "library_model.h"
#include "library_tree.h"
#include "place_panel.h"

#include <QCoro/QCoroTask>
#include <QTimer>
#include <QWidget>

#include <set>
#include <stop_token>
#include <string>
#include <vector>

class QAction;
class QLabel;
class QLineEdit;
class QToolButton;

namespace smc::gui {

class SavedStore;

class EventLibrary : public QWidget
{
    Q_OBJECT

public:
    /// `store` must outlive it.
    explicit EventLibrary(SavedStore &store, QWidget *parent = nullptr);
    ~EventLibrary() override;

    /// For the context menu and for the tree's own shortcuts; nothing stands for a line between.
    void setActions(const QList<QAction *> &ofEntries, const QList<QAction *> &ofLibrary);

    const LibraryModel &model() const { return *m_model; }
    QTreeView &tree() const { return *m_tree; }
    PlacePanel &place() const { return *m_place; }

    /// The saved events and folders that are selected; the section stands for all of them.
    std::vector<workspace::SavedEntry> selected() const;
    /// Where something new goes.
    workspace::SavedPath folder() const;
    /// The folders that there are, as text.
    QStringList folders() const;

    /// Selects entries and shows the last of them; where they are not all there yet, as soon as they are.
    void select(std::vector<workspace::SavedEntry> entries);
    /// Selects the event that is open; of the top's path, which is none's, leaves none selected.
    void showOpen(const workspace::SavedPath &path);
    /// Selects it and lets the person change its name in its place.
    void edit(const workspace::SavedEntry &entry);
    void focusSearch();
    /// A folder stands elsewhere, or has another name: what stood open of it does so there.
    void followMove(const workspace::SavedEntry &from, const workspace::SavedPath &to);

    /// Which branches stand open, as text for saveState().
    std::string expansion() const;
    void restoreExpansion(const std::string &state);

Q_SIGNALS:
    void exampleChosen(const std::string &file, smc::gui::GoOn goOn);
    void eventChosen(const smc::workspace::SavedEntry &entry, smc::gui::GoOn goOn);
    void saveWanted();
    void selectionChanged();

    // What is wanted of saved events: passed on from the model.
    void renameWanted(const smc::workspace::SavedEntry &entry, const QString &name);
    void moveWanted(const std::vector<smc::workspace::SavedEntry> &entries, const smc::workspace::SavedPath &folder);
    void importWanted(const QStringList &files, const smc::workspace::SavedPath &folder);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeTree();
    void activate(const QModelIndex &index, GoOn goOn);
    bool isEditing() const;
    void follow();
    void showState();
    void expandAsRemembered();
    void rememberExpansion(const QModelIndex &index, bool isExpanded);
    void selectPending();
    QModelIndex indexOf(const workspace::SavedEntry &entry) const;
    void openMenu(QPoint at);
    QCoro::Task<void> search(QString needle);

    enum class Then { Show, Edit };
    struct Pending
    {
        std::vector<workspace::SavedEntry> entries; ///< At least one.
        Then then = Then::Show;
    };

    SavedStore &m_store;
    LibraryModel *m_model;
    QLineEdit *m_search;
    LibraryTree *m_tree;
    QLabel *m_nothing;
    PlacePanel *m_place;
    QToolButton *m_more;
    QList<QAction *> m_entryActions;
    QTimer m_searchTimer;
    std::stop_source m_searching;
    std::set<QString> m_collapsed; ///< Of sections and call types, which stand open by themselves.
    std::set<QString> m_expanded;  ///< Of folders, which don't.
    std::optional<Pending> m_pending;
    bool m_isBuilding = false;
};

} // namespace smc::gui

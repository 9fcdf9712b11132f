// Saved events and examples as one tree: what can be put into the editor.
#pragma once

#include "examples.h"

#include <workspace/saved_events.h>

#include <QAbstractItemModel>

#include <optional>
#include <string>
#include <vector>

namespace smc::gui {

/// One line of the tree.
struct LibraryItem
{
    enum class Kind : std::uint8_t {
        Saved, ///< The section of what the person keeps: the top folder.
        Folder,
        Event,
        Hint,     ///< Stands where nothing is saved yet: activating it saves the event in the editor.
        Examples, ///< The section of what comes with the program.
        CallType,
        Example,
    };
    Kind kind = Kind::Saved;
    QString title;
    QString description; ///< May be empty.
    std::string key;     ///< A folder's or event's path, an example's file, a call type.
    int parent = -1;
    int row = 0; ///< Among its siblings.
    std::vector<int> children;

    bool isSaved() const { return kind == Kind::Folder || kind == Kind::Event; }
    bool operator==(const LibraryItem &) const = default;
};

class LibraryModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    explicit LibraryModel(std::vector<Example> examples, QObject *parent = nullptr);

    /// Shows `tree`; nothing changes, and nothing is selected anew, where it is as before. True where it changed.
    bool setSaved(workspace::SavedTree tree);
    const workspace::SavedTree &saved() const { return m_saved; }

    /// Shows only what holds `needle` in its title, and of what is saved what `found` names. Empty: everything.
    void setFilter(const QString &needle, std::vector<workspace::SavedPath> found);
    bool isFiltered() const { return !m_needle.isEmpty(); }
    /// Events and examples that are shown.
    int countShown() const;

    const LibraryItem &item(const QModelIndex &index) const;
    QModelIndex indexOf(LibraryItem::Kind kind, const std::string &key) const;
    /// Where one goes on once `index` is gone: the next in its folder, else the one before it, else the folder.
    QModelIndex beside(const QModelIndex &index) const;
    /// Nothing for what is no saved event or folder; the section stands for the top folder.
    std::optional<workspace::SavedEntry> entry(const QModelIndex &index) const;
    /// The folder that something new goes to where `index` is chosen; the top for what is not saved.
    workspace::SavedPath folderAt(const QModelIndex &index) const;

    /// The row of that folder, or of the section for the top; nothing for examples.
    QModelIndex folderIndexAt(const QModelIndex &index) const;

    /// A name for what an item is, that outlives the model: "folder:Newsletter".
    static QString idOf(const LibraryItem &item);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final;
    QModelIndex parent(const QModelIndex &index) const final;
    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    /// A new name: asks by renameWanted(), and shows it once it is done.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) final;
    Qt::ItemFlags flags(const QModelIndex &index) const final;

    // Dragging: saved events and folders into folders; files from elsewhere are imported.
    QStringList mimeTypes() const final;
    QMimeData *mimeData(const QModelIndexList &indexes) const final;
    Qt::DropActions supportedDropActions() const final;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const final;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) final;

Q_SIGNALS:
    void renameWanted(const smc::workspace::SavedEntry &entry, const QString &name);
    void moveWanted(const std::vector<smc::workspace::SavedEntry> &entries, const smc::workspace::SavedPath &folder);
    void importWanted(const QStringList &files, const smc::workspace::SavedPath &folder);

private:
    void build();
    void buildSaved();
    void buildExamples();
    int add(LibraryItem item);
    bool isShown(const workspace::SavedEntry &entry) const;

    std::vector<Example> m_examples; ///< In the order of Segment's spec.
    workspace::SavedTree m_saved;
    QString m_needle;
    std::vector<workspace::SavedPath> m_found; ///< Sorted.
    std::vector<LibraryItem> m_items;
    std::vector<int> m_top;
};

} // namespace smc::gui

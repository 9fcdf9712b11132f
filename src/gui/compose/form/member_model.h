// The members of one object of the event as rows of key, value and kind; what is within them as rows below.
//
// The model changes nothing: it says which edits of the text a change means, and shows the new text once it has it.
#pragma once

#include "../preview.h"
#include "member_tree.h"
#include "section.h"
#include "value_kind.h"

#include <json/edit.h>

#include <QAbstractItemModel>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace smc::gui {

/// A change that the text is to get.
struct MemberEdit
{
    json::Edits edits;    ///< In bytes of the event's text.
    std::string follow{}; ///< JSON pointer in the event: the row to go to afterwards.
    int column = 0;
    bool opensEditor = false; ///< Whether that cell is to be typed in next.
};

class MemberModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { KeyColumn, ValueColumn, KindColumn, ColumnCount };
    enum Role {
        KindRole = Qt::UserRole + 200, ///< int(ValueKind)
        IsMemberRole,                  ///< False for elements of lists: they have no key.
        KeyNamesRole,                  ///< QStringList: keys that Segment's spec has for this place.
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setContent(SectionContent content);
    /// Those whose path leads to a row are shown there.
    void setProblems(const std::vector<PreviewProblem> &problems);
    /// Their rows are dimmed, with all that is within them, and say why.
    void setUnused(const std::vector<UnusedPlace> &places);
    /// Lights up the rows whose values overlap `spans`, which are bytes of the event.
    void mark(std::vector<json::Span> spans);

    json::Value valueOf(const QModelIndex &index) const { return m_tree.at(entryOf(index)).value; }
    std::string pointerOf(const QModelIndex &index) const;
    QModelIndex indexOf(const std::string &pointer, int column = KeyColumn) const;
    const PreviewProblem *problemAt(const QModelIndex &index) const;
    /// Why a row's value goes nowhere; nothing where it goes somewhere.
    const QString *whyUnused(const QModelIndex &index) const;
    /// The object that the row stands in.
    std::string containerOf(const QModelIndex &index) const { return pointerOfEntry(m_tree.at(entryOf(index)).parent); }
    std::optional<segment::CallType> call() const;
    /// True for the row that waits for its key.
    bool isNew(const QModelIndex &index) const { return index.isValid() && !valueOf(index).exists(); }
    int entryCount() const { return m_tree.size() - 1; }
    /// True where a row has rows below.
    bool hasNested() const { return entryCount() > m_tree.at(0).childCount; }

    /// What typing `typed` as the value of a row means for the text.
    Result<json::Edits> editsFor(const QModelIndex &index, const QString &typed) const;

    /// Opens a row behind `near`, or at the end. In an object it waits for its key and stands in no text until then;
    /// a list gets an empty text at once. The new row, where there is one.
    QModelIndex openNew(const QModelIndex &near);
    void dropNew();
    void remove(const QModelIndex &index);
    enum class Direction { Up, Down };
    void move(const QModelIndex &index, Direction direction);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final;
    QModelIndex parent(const QModelIndex &child) const final;
    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) final;
    Qt::ItemFlags flags(const QModelIndex &index) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;

Q_SIGNALS:
    void edited(const smc::gui::MemberEdit &edit);
    /// The same once whoever listens to edited() has shown the new text here.
    void done(const smc::gui::MemberEdit &edit);
    /// Why a change can't be made.
    void refused(const QString &why);

private:
    int entryOf(const QModelIndex &index) const { return index.isValid() ? static_cast<int>(index.internalId()) : 0; }
    QModelIndex indexOfEntry(int entry, int column) const;
    std::string pointerOfEntry(int entry) const;
    std::string keyOf(int entry) const;
    QString shown(int entry, int column) const;
    QString tipOf(const QModelIndex &index) const;
    bool isMarked(int entry) const;
    void rebuild();
    /// Emits the edit or the reason against it; true where there was one.
    bool propose(Result<json::Edits> edits, MemberEdit edit);
    bool setKey(const QModelIndex &index, const QString &key);
    bool setValue(const QModelIndex &index, const QString &typed);
    bool setKind(const QModelIndex &index, ValueKind kind);

    SectionContent m_content;
    MemberTree m_tree;
    std::optional<MemberTree::NewRow> m_newRow;
    std::vector<PreviewProblem> m_problems;
    std::map<std::string, QString, std::less<>> m_unused; ///< Reasons by JSON pointer.
    std::vector<json::Span> m_marks;
};

} // namespace smc::gui

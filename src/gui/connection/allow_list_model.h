// Allowed Events as a list that people edit: names of track events, each once.
#pragma once

#include <QAbstractListModel>
#include <QStringList>

namespace smc::gui {

class AllowListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setNames(const QStringList &names);
    const QStringList &names() const { return m_names; }

    struct Added
    {
        int added = 0;
        int known = 0; ///< Left out because they stand in the list already, or twice in the text.
    };
    /// Adds the names of a pasted column: one a line, white space around them dropped, empty lines skipped. Of a line
    /// with tabs, as spreadsheets copy them, only the first cell counts.
    Added add(const QString &text);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    /// Refuses an empty name and one that stands elsewhere in the list.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;

Q_SIGNALS:
    void namesChanged();
    /// A name was not changed.
    void refused(const QString &why);

private:
    QStringList m_names;
};

} // namespace smc::gui

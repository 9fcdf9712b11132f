// A profile's own variables as a table that people edit.
#pragma once

#include <QAbstractTableModel>

#include <string>
#include <utility>
#include <vector>

namespace smc::gui {

class VariableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    using Variables = std::vector<std::pair<std::string, std::string>>;

    using QAbstractTableModel::QAbstractTableModel;

    void setVariables(const Variables &variables);
    /// Rows without name and value are left out.
    Variables variables() const;

    /// Adds an empty row; its index in the name's column.
    QModelIndex add();

    /// What keeps the table from being saved: the first name that can't be one, in a sentence. Empty where all are
    /// good.
    QString problem() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;

Q_SIGNALS:
    void changed();

private:
    Variables m_variables;
};

} // namespace smc::gui

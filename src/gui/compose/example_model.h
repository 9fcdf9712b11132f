// Examples by call type, for a tree of two levels.
#pragma once

#include "examples.h"

#include <QAbstractItemModel>

#include <vector>

namespace smc::gui {

class ExampleModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    explicit ExampleModel(std::vector<Example> examples, QObject *parent = nullptr);

    /// Nothing for a call type's own line.
    const Example *example(const QModelIndex &index) const;
    QModelIndex indexOf(const std::string &file) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final;
    QModelIndex parent(const QModelIndex &index) const final;
    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    Qt::ItemFlags flags(const QModelIndex &index) const final;

private:
    struct Group
    {
        QString title;
        std::vector<Example> examples;
    };
    std::vector<Group> m_groups; ///< In the order of Segment's spec.
};

} // namespace smc::gui

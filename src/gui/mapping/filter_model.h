// The destination filters of a profile as a table: whether each is on, what it is called, when and what it does, and
// what it does to the event at hand.
#pragma once

#include "filter_view.h"

#include <QAbstractTableModel>
#include <QString>

namespace smc::gui {

class MappingSession;

/// "Drops the event", "Lets 10 % through, by userId".
QString inWords(const FilterView &filter);

class FilterModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ConditionColumn, ActionColumn, EffectColumn, ColumnCount };

    /// `session` must outlive the model.
    explicit FilterModel(MappingSession &session, QObject *parent = nullptr);

    const FilterView *filter(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Qt::CheckStateRole switches a filter on and off.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Puts `filter` in the place of the one at `row`; one step to undo with others of the same `typing`.
    void change(int row, const FilterView &filter, const QString &typing = {});
    /// Puts a filter in front of `row`; its row, or -1 where Segment takes no more.
    int add(int row);
    void remove(int row);
    void move(int row, int to);

private:
    void follow();
    QString effect(int row) const;
    bool stopsTheEvent(int row) const;

    MappingSession &m_session;
    std::vector<FilterView> m_filters;
};

} // namespace smc::gui

// The columns of one rule as a table: name, what makes the value, the value, and what it is for the event at hand.
#pragma once

#include "mapping_outcome.h"
#include "mapping_view.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace smc::gui {

class MappingSession;

class ColumnModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, DirectiveColumn, ValueColumn, ResultColumn, ColumnCount };

    /// `session` must outlive the model.
    explicit ColumnModel(MappingSession &session, QObject *parent = nullptr);

    void setRule(std::size_t rule);
    std::size_t rule() const { return m_rule; }
    /// How many rows can be edited; those behind them are named by the event's own keys.
    int editableRows() const { return static_cast<int>(m_columns.size()); }
    const ColumnView *column(int row) const;
    const ColumnOutcome *outcome(int row) const;
    /// The name of a column that can be edited, or what gives it: "named by $.traits.matchkey".
    QString nameSource(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Name and value, as they are edited. False where the text means nothing.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    /// Puts a column in front of `row`; its row.
    int add(int row);
    void remove(int row);
    void move(int row, int to);

private:
    void follow();
    QVariant display(int row, int column) const;
    QString nameInWords(int row) const;
    bool isInWords(int row) const;
    QString result(int row) const;

    MappingSession &m_session;
    std::size_t m_rule = 0;
    std::vector<ColumnView> m_columns;
    QStringList m_words; ///< Their values, on one line each.
    RuleOutcome m_outcome;
};

/// "Path", "Condition (@if)".
QString inWords(Directive directive);

} // namespace smc::gui

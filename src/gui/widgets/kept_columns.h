// Columns of a table as a person has set them: for each thing that the table shows, from one start to the next.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <string>

namespace smc::gui {

class KeptColumns
{
public:
    struct Columns
    {
        QByteArray names;   ///< Stands for the columns' names and their order; no blanks.
        int lineHeight = 0; ///< Of the text that the widths were chosen for.
        QByteArray state;   ///< QHeaderView's own.
    };

    /// Of what was written by text(); nothing of what is damaged.
    static KeptColumns read(const std::string &text);
    std::string text() const; ///< Empty where there is nothing to keep.

    /// `what` is shown: a list's name, or empty where it is always the same. Only the latest are kept.
    void keep(const QString &what, Columns columns);
    /// Nothing, where the columns of `what` had other names.
    std::optional<Columns> of(const QString &what, const QByteArray &names) const;

private:
    struct Entry
    {
        QString what;
        Columns columns;
    };
    QList<Entry> m_entries; ///< The latest last.
};

} // namespace smc::gui

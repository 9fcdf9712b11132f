// The lines of the palette that fit what is typed, the best first.
#pragma once

#include "palette_source.h"

#include <QAbstractListModel>
#include <QStringList>

#include <vector>

namespace smc::gui {

class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole + 1,
        KindRole,
        ShortcutRole,
        WhyOffRole, ///< Empty where the line can be chosen.
        PlacesRole, ///< QList<int>: the letters of the title that matched.
    };

    /// At most this many lines are shown.
    static constexpr qsizetype MostLines = 200;
    /// So many ids of what was chosen are kept.
    static constexpr qsizetype MostRecent = 20;

    using QAbstractListModel::QAbstractListModel;

    void setItems(QList<PaletteItem> items);
    /// With nothing typed, what was chosen last comes first, then the rest as their sources give it. Else the best
    /// match first; what was chosen lately has a head start; what can't be chosen comes later, and last what has the
    /// letters in its detail only.
    void setQuery(const QString &query);
    const QString &query() const { return m_query; }

    /// Ids, the last one first.
    void setRecent(QStringList ids);
    const QStringList &recent() const { return m_recent; }
    void addRecent(const QString &id);

    const PaletteItem &item(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Line
    {
        qsizetype item = 0; ///< In m_items.
        int score = 0;
        QList<int> places{};
    };
    std::optional<Line> lineFor(qsizetype at) const;
    int headStart(const QString &id) const;
    void arrange();

    QList<PaletteItem> m_items;
    QString m_query;
    QStringList m_recent;
    std::vector<Line> m_lines;
};

} // namespace smc::gui

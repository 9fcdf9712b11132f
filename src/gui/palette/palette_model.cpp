#include "palette_model.h"

#include "../icons.h"
#include "fuzzy.h"

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int RecentPoint = 1; ///< For each place in the list of recent choices.
constexpr int WorksPoints = 1'000'000;
constexpr int OffPenalty = 500;
constexpr int DetailPenalty = 1000; ///< Behind whatever has the letters in its title.
constexpr qsizetype LeastForDetail = 3;
constexpr int KindPenalty = 6; ///< The kind is a weaker sign than the title.

/// Whether each word of `query` begins a word of `text`.
bool beginsWords(const QString &query, const QString &text)
{
    const QStringList words = query.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&text](const QString &word) {
        for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
             at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
            if (at == 0 || !text[at - 1].isLetterOrNumber())
                return true;
        }
        return false;
    });
}

const QString &explained(const PaletteItem &item)
{
    if (!item.whyOff.isEmpty())
        return item.whyOff;
    return item.leadsTo.isEmpty() ? item.detail : item.leadsTo;
}

bool worksHere(const PaletteItem &item)
{
    return item.whyOff.isEmpty() && item.leadsTo.isEmpty();
}

QString spoken(const PaletteItem &item)
{
    QStringList parts{item.title, item.kind};
    for (const QString &part : {item.shortcut, explained(item)}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

void PaletteModel::setItems(QList<PaletteItem> items)
{
    beginResetModel();
    m_items = std::move(items);
    arrange();
    endResetModel();
}

void PaletteModel::setQuery(const QString &query)
{
    beginResetModel();
    m_query = query.simplified();
    arrange();
    endResetModel();
}

void PaletteModel::setRecent(QStringList ids)
{
    m_recent = ids.mid(0, MostRecent);
}

void PaletteModel::addRecent(const QString &id)
{
    m_recent.removeAll(id);
    m_recent.prepend(id);
    m_recent = m_recent.mid(0, MostRecent);
}

const PaletteItem &PaletteModel::item(int row) const
{
    return m_items[m_lines[static_cast<std::size_t>(row)].item];
}

int PaletteModel::headStart(const QString &id) const
{
    const qsizetype at = m_recent.indexOf(id);
    return at < 0 ? 0 : RecentPoint * static_cast<int>(MostRecent - at);
}

std::optional<PaletteModel::Line> PaletteModel::lineFor(qsizetype at) const
{
    const PaletteItem &item = m_items[at];
    if (m_query.isEmpty()) {
        if (item.shown == PaletteItem::Shown::WhenSearched)
            return {};
        const int works = worksHere(item) ? WorksPoints : 0;
        return Line{at, works + headStart(item.id)};
    }
    const int own = headStart(item.id) / 2 - (worksHere(item) ? 0 : OffPenalty);
    if (const auto match = fuzzyMatch(m_query, item.title))
        return Line{at, match->score + own, match->places};
    // "profile acme": the kind as one of the words.
    const QString prefix = item.kind + QLatin1Char(' ');
    if (const auto match = fuzzyMatch(m_query, prefix + item.title)) {
        QList<int> places;
        for (const int place : match->places) {
            if (place >= prefix.size())
                places.append(place - static_cast<int>(prefix.size()));
        }
        return Line{at, match->score + own - KindPenalty, places};
    }
    if (m_query.size() >= LeastForDetail && beginsWords(m_query, item.title + QLatin1Char(' ') + item.detail))
        return Line{at, own - DetailPenalty, {}};
    return {};
}

void PaletteModel::arrange()
{
    m_lines.clear();
    for (qsizetype at = 0; at < m_items.size(); ++at) {
        if (auto line = lineFor(at))
            m_lines.push_back(std::move(*line));
    }
    std::stable_sort(m_lines.begin(), m_lines.end(),
                     [](const Line &left, const Line &right) { return left.score > right.score; });
    if (m_lines.size() > static_cast<std::size_t>(MostLines))
        m_lines.resize(static_cast<std::size_t>(MostLines));
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    const PaletteItem &item = m_items[line.item];
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::DecorationRole:
        if (item.iconName.isEmpty())
            return {};
        return item.tone ? icon(item.iconName, *item.tone) : icon(item.iconName);
    case Qt::AccessibleTextRole:
        return spoken(item);
    case Qt::ToolTipRole:
        return explained(item).isEmpty() ? item.title : item.title + QLatin1Char('\n') + explained(item);
    case DetailRole:
        return explained(item);
    case KindRole:
        return item.kind;
    case ShortcutRole:
        return item.shortcut;
    case WhyOffRole:
        return item.whyOff;
    case PlacesRole:
        return QVariant::fromValue(line.places);
    default:
        return {};
    }
}

} // namespace smc::gui

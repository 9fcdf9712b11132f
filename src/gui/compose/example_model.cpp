#include "example_model.h"

#include "../text.h"
#include "../theme.h"

#include <algorithm>

namespace smc::gui {

namespace {

constexpr quintptr GroupId = ~quintptr(0); ///< Marks a group's own index; an example's holds its group's number.

QString titleOf(const std::string &callType)
{
    if (callType == "several")
        return ExampleModel::tr("Several events");
    QString title = fromUtf8(callType);
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

} // namespace

ExampleModel::ExampleModel(std::vector<Example> examples, QObject *parent)
    : QAbstractItemModel(parent)
{
    const std::vector<std::string> order = {"identify", "track", "page", "screen", "group", "alias"};
    std::stable_sort(examples.begin(), examples.end(), [&](const Example &a, const Example &b) {
        return std::find(order.begin(), order.end(), a.callType) < std::find(order.begin(), order.end(), b.callType);
    });
    for (Example &example : examples) {
        const QString title = titleOf(example.callType);
        if (m_groups.empty() || m_groups.back().title != title)
            m_groups.push_back({title, {}});
        m_groups.back().examples.push_back(std::move(example));
    }
}

const Example *ExampleModel::example(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == GroupId)
        return nullptr;
    return &m_groups[index.internalId()].examples[static_cast<std::size_t>(index.row())];
}

QModelIndex ExampleModel::indexOf(const std::string &file) const
{
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        const auto &examples = m_groups[group].examples;
        for (std::size_t row = 0; row < examples.size(); ++row) {
            if (examples[row].file == file)
                return createIndex(static_cast<int>(row), 0, group);
        }
    }
    return {};
}

QModelIndex ExampleModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? createIndex(row, column, static_cast<quintptr>(parent.row()))
                            : createIndex(row, column, GroupId);
}

QModelIndex ExampleModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == GroupId)
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, GroupId);
}

int ExampleModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (parent.internalId() != GroupId)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].examples.size());
}

int ExampleModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ExampleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (const Example *shown = example(index)) {
        if (role == Qt::DisplayRole)
            return shown->title;
        if (role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole)
            return shown->description.isEmpty() ? shown->title : shown->description;
        return {};
    }
    if (role == Qt::DisplayRole)
        return m_groups[static_cast<std::size_t>(index.row())].title;
    if (role == Qt::FontRole) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    return {};
}

Qt::ItemFlags ExampleModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (example(index) != nullptr)
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace smc::gui

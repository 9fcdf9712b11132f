#include "tree_view.h"

#include "../theme.h"
#include "tree_model.h"

#include <json/document.h>

#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStyledItemDelegate>

#include <algorithm>
#include <utility>

namespace smc::gui {

namespace {

constexpr int LeastHeight = 90; ///< At 100 %.
constexpr int LeastKeyWidth = 140;
constexpr int LeastValueWidth = 140; ///< At 100 %, beside a type.
constexpr int MostKeyShare = 6;      ///< Of ten parts of the width: values are read too.

/// Keys and values in the colours that they have as code.
class CodeDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const theme::Colours &colours = theme::colours(*option->widget);
        const QColor colour = colourOf(index, colours);
        option->palette.setColor(QPalette::Text, colour);
        option->palette.setColor(QPalette::HighlightedText, colour);
        if (index.column() != TreeModel::TypeColumn)
            option->font = theme::codeFont();
    }

private:
    static QColor colourOf(const QModelIndex &index, const theme::Colours &colours)
    {
        const int kind = index.data(TreeModel::KindRole).toInt();
        if (kind < 0 || index.column() == TreeModel::TypeColumn)
            return colours.secondaryText;
        if (index.column() == TreeModel::KeyColumn)
            return colours.codeKey;
        switch (static_cast<json::Type>(kind)) {
        case json::Type::String:
            return colours.codeString;
        case json::Type::Number:
            return colours.codeNumber;
        case json::Type::Bool:
        case json::Type::Null:
            return colours.codeWord;
        default:
            return colours.secondaryText;
        }
    }
};

} // namespace

TreeView::TreeView(QWidget *parent)
    : QTreeView(parent)
{
    setObjectName(QStringLiteral("bodyTree"));
    setUniformRowHeights(true);
    setItemDelegate(new CodeDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setIndentation(theme::space::Large);
    header()->setStretchLastSection(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QTreeView::expanded, this, &TreeView::fitSoon);
    connect(header(), &QHeaderView::sectionResized, this, [this](int column) {
        const bool isDragged = QGuiApplication::mouseButtons().testFlag(Qt::LeftButton) && !m_isFitting;
        m_isSetByHand = m_isSetByHand || (isDragged && column == TreeModel::KeyColumn);
    });
}

void TreeView::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    if (!model)
        return;
    header()->setSectionResizeMode(TreeModel::ValueColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(TreeModel::KeyColumn, QHeaderView::Interactive);
    header()->setSectionResizeMode(TreeModel::TypeColumn, QHeaderView::Fixed);
    connect(model, &QAbstractItemModel::modelReset, this, &TreeView::fitSoon);
    connect(model, &QAbstractItemModel::rowsInserted, this, &TreeView::fitSoon);
    fitColumns();
}

/// Rows come and open several at once.
void TreeView::fitSoon()
{
    if (std::exchange(m_isFittingSoon, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isFittingSoon = false;
            fitColumns();
        },
        Qt::QueuedConnection);
}

/// Keys are shown whole where there is room for that, as far as they are in view; until the person says otherwise. The
/// type, which the look of a value tells, gives way first.
void TreeView::fitColumns()
{
    if (!model())
        return;
    m_isFitting = true;
    const int room = viewport()->width();
    const int wanted = std::max(LeastKeyWidth, sizeHintForColumn(TreeModel::KeyColumn));
    const int type = fontMetrics().horizontalAdvance(QStringLiteral("boolean")) + 2 * theme::space::Medium;
    setColumnHidden(TreeModel::TypeColumn, wanted + theme::scaled(LeastValueWidth) + type > room);
    if (!m_isSetByHand)
        header()->resizeSection(TreeModel::KeyColumn,
                                std::min(wanted, std::max(LeastKeyWidth, room * MostKeyShare / 10)));
    header()->resizeSection(TreeModel::TypeColumn, type);
    m_isFitting = false;
}

QSize TreeView::minimumSizeHint() const
{
    return {QTreeView::minimumSizeHint().width(), theme::scaled(LeastHeight)};
}

void TreeView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fitColumns();
}

void TreeView::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        fitColumns();
}

void TreeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyWanted();
        return;
    }
    QTreeView::keyPressEvent(event);
}

/// A range has no value: its name takes the room.
void TreeView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTreeView::rowsInserted(parent, start, end);
    for (int row = start; row <= end; ++row) {
        if (model()->index(row, TreeModel::KeyColumn, parent).data(TreeModel::KindRole).toInt() < 0)
            setFirstColumnSpanned(row, parent, true);
    }
}

void TreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    Q_EMIT currentMoved();
}

} // namespace smc::gui

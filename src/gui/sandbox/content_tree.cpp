#include "content_tree.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/selection.h"

#include <QEvent>
#include <QHeaderView>
#include <QSignalBlocker>

#include <algorithm>

namespace smc::gui {

namespace {

enum Role { ListRole = Qt::UserRole, SegmentRole };

QTreeWidgetItem *makeItem(const QString &name, const QString &tip, qint64 count, const QString &iconName)
{
    auto *item = new QTreeWidgetItem({name, QLocale().toString(count)});
    item->setIcon(0, icon(iconName));
    item->setToolTip(0, tip);
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

ContentTree::Place placeOf(const QTreeWidgetItem *item)
{
    if (!item)
        return {};
    return {item->data(0, ListRole).toString(), item->data(0, SegmentRole).toString()};
}

} // namespace

ContentTree::ContentTree(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("sandbox.content"));
    setAccessibleName(tr("Lists and segments"));
    setColumnCount(2);
    setHeaderLabels({tr("List or segment"), tr("Rows")});
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    headerItem()->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    setUniformRowHeights(true);
    followSelection(*this);
    // setContent() keeps quiet while it fills the tree, and tells of the place itself.
    connect(this, &QTreeWidget::currentItemChanged, this, &ContentTree::placeChanged);
    connect(this, &QTreeWidget::currentItemChanged, this, &ContentTree::placeChosen);
    connect(this, &QTreeWidget::itemClicked, this, &ContentTree::placeChosen);
    connect(this, &QTreeWidget::itemActivated, this, &ContentTree::placeChosen);
}

void ContentTree::setContent(const sandbox::State &state)
{
    const Place before = current();
    {
        const QSignalBlocker quiet(this);
        clear();
        for (const sandbox::ListState &list : state.lists) {
            const QString name = fromUtf8(list.apiName);
            auto *item =
                makeItem(name, tr("%1 (%2): %3").arg(name, fromUtf8(sandbox::toText(list.kind)), fromUtf8(list.name)),
                         list.records, QStringLiteral("list"));
            item->setData(0, ListRole, name);
            addTopLevelItem(item);
            for (const sandbox::SegmentState &segment : list.segments) {
                const QString segmentName = fromUtf8(segment.apiName);
                auto *child = makeItem(segmentName, tr("%1 (segment): %2").arg(segmentName, fromUtf8(segment.name)),
                                       segment.members, QStringLiteral("segment"));
                child->setData(0, ListRole, name);
                child->setData(0, SegmentRole, segmentName);
                item->addChild(child);
            }
            item->setExpanded(true);
        }
        QTreeWidgetItem *shown = find(m_wanted.isEmpty() ? before : m_wanted);
        m_wanted = {};
        setCurrentItem(shown ? shown : topLevelItem(0));
    }
    fitWidth();
    if (!(current() == before))
        Q_EMIT placeChanged();
}

/// Names are whole as long as they leave room for the rows beside them.
void ContentTree::fitWidth()
{
    constexpr int Least = 240;
    constexpr int Most = 300;
    const int wanted = sizeHintForColumn(0) + header()->sectionSizeHint(1) + 2 * frameWidth();
    setMinimumWidth(std::clamp(wanted, theme::zoom() > 100 ? Most : Least, theme::scaled(Most)));
    constexpr int LeastLines = 3; // The page scrolls before.
    setMinimumHeight(header()->sizeHint().height() + LeastLines * std::max(0, sizeHintForRow(0)) + 2 * frameWidth());
}

void ContentTree::changeEvent(QEvent *event)
{
    QTreeWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitWidth();
}

ContentTree::Place ContentTree::current() const
{
    return placeOf(currentItem());
}

void ContentTree::selectOnceThere(const Place &place)
{
    if (QTreeWidgetItem *item = find(place))
        setCurrentItem(item);
    else
        m_wanted = place;
    Q_EMIT placeChosen();
}

QTreeWidgetItem *ContentTree::find(const Place &place) const
{
    for (QTreeWidgetItemIterator it(const_cast<ContentTree *>(this)); *it; ++it) {
        if (placeOf(*it) == place)
            return *it;
    }
    return nullptr;
}

} // namespace smc::gui

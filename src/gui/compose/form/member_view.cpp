#include "member_view.h"

#include "../../text.h"
#include "../../theme.h"
#include "member_delegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int MinKeyWidth = 84;
/// Small events are shown with their objects open.
constexpr int FewEntries = 40;
constexpr int FewMembers = 8;

} // namespace

MemberView::MemberView(MemberModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_delegate(new MemberDelegate(this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setUniformRowHeights(true);
    setSelectionBehavior(SelectItems);
    setSelectionMode(SingleSelection);
    setEditTriggers(DoubleClicked | SelectedClicked | EditKeyPressed);
    setTabKeyNavigation(false);
    setIndentation(theme::space::Large);
    setExpandsOnDoubleClick(false);
    setAllColumnsShowFocus(false);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(false);
    header()->setMinimumSectionSize(theme::space::Huge);
    header()->setSectionResizeMode(MemberModel::KeyColumn, QHeaderView::Interactive);
    header()->setSectionResizeMode(MemberModel::ValueColumn, QHeaderView::Stretch);
    header()->setSectionResizeMode(MemberModel::KindColumn, QHeaderView::Fixed);

    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_scroll = verticalScrollBar()->value();
        m_isRestoring = true;
        // What is typed in is being taken over, or is of no use any more.
        if (QWidget *typing = m_delegate->openEditor()) {
            if (typing->hasFocus())
                setFocus(Qt::OtherFocusReason);
            typing->hide();
        }
    });
    connect(&model, &QAbstractItemModel::modelReset, this, &MemberView::restore);
    connect(&model, &MemberModel::edited, this, [this](const MemberEdit &edit) {
        m_current = edit.follow;
        m_currentColumn = edit.column;
    });
    connect(&model, &MemberModel::done, this, &MemberView::follow);
    const auto remember = [this](const QModelIndex &index, bool isOpen) {
        if (!m_isRestoring)
            m_open[fromUtf8(m_model.pointerOf(index))] = isOpen;
    };
    connect(this, &QTreeView::expanded, this, [remember](const QModelIndex &index) { remember(index, true); });
    connect(this, &QTreeView::collapsed, this, [remember](const QModelIndex &index) { remember(index, false); });
    // A row that got no key goes again, once its editor is gone.
    connect(
        m_delegate, &QAbstractItemDelegate::closeEditor, this,
        [this] {
            if (!m_delegate->isTyping())
                m_model.dropNew();
        },
        Qt::QueuedConnection);
}

void MemberView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

bool MemberView::showPointer(const std::string &pointer, int column)
{
    const QModelIndex index = m_model.indexOf(pointer, column);
    if (!index.isValid())
        return false;
    for (QModelIndex around = index.parent(); around.isValid(); around = around.parent())
        setExpanded(around, true);
    setCurrentIndex(index);
    scrollTo(index);
    return true;
}

void MemberView::addRow()
{
    const QModelIndex fresh = m_model.openNew(currentIndex());
    if (!fresh.isValid())
        return;
    for (QModelIndex around = fresh.parent(); around.isValid(); around = around.parent())
        setExpanded(around, true);
    setFocus(Qt::OtherFocusReason);
    setCurrentIndex(fresh);
    scrollTo(fresh);
    edit(fresh);
}

/// Before its row goes elsewhere, or another comes in its place: what is typed in a cell would become that one's.
void MemberView::endTyping()
{
    if (QWidget *editor = m_delegate->openEditor()) {
        commitData(editor);
        closeEditor(editor, QAbstractItemDelegate::NoHint);
    }
}

void MemberView::removeRow()
{
    endTyping();
    m_model.remove(currentIndex());
}

void MemberView::moveRow(MemberModel::Direction direction)
{
    endTyping();
    m_model.move(currentIndex(), direction);
}

void MemberView::follow(const MemberEdit &edit)
{
    if (!edit.opensEditor && !m_delegate->isTyping()) {
        showPointer(edit.follow, edit.column);
        return;
    }
    m_follow = edit;
    m_isFollowing = true;
    // Once the present editor is gone.
    QTimer::singleShot(0, this, &MemberView::finishFollowing);
}

void MemberView::finishFollowing()
{
    if (!m_isFollowing)
        return;
    m_isFollowing = false;
    // Whoever has gone on to another cell meanwhile stays there.
    if (m_delegate->isTyping() || m_current != m_follow.follow || m_currentColumn != m_follow.column)
        return;
    const bool isFound = showPointer(m_follow.follow, m_follow.column);
    if (isFound && m_follow.opensEditor)
        edit(currentIndex());
}

void MemberView::restore()
{
    openByHabit({});
    const QModelIndex index = m_model.indexOf(m_current, m_currentColumn);
    if (index.isValid())
        setCurrentIndex(index);
    m_isRestoring = false;
    fitColumns();
    verticalScrollBar()->setValue(m_scroll);
    viewport()->update();
}

void MemberView::openByHabit(const QModelIndex &parent)
{
    const bool isSmall = m_model.entryCount() <= FewEntries;
    if (!isSmall && m_open.isEmpty())
        return;
    for (int row = 0; row < m_model.rowCount(parent); ++row) {
        const QModelIndex index = m_model.index(row, 0, parent);
        const int inside = m_model.rowCount(index);
        if (inside == 0)
            continue;
        const bool byItself = isSmall && inside <= FewMembers && m_model.valueOf(index).is(json::Type::Object);
        if (m_open.value(fromUtf8(m_model.pointerOf(index)), byItself)) {
            setExpanded(index, true);
            openByHabit(index);
        }
    }
}

void MemberView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    if (m_isRestoring || !current.isValid() || m_model.isNew(current))
        return;
    m_current = m_model.pointerOf(current);
    m_currentColumn = current.column();
}

QModelIndex MemberView::nextCell(const QModelIndex &from, int step) const
{
    const int column = from.column() + step;
    if (column >= 0 && column < MemberModel::ColumnCount)
        return from.siblingAtColumn(column);
    const QModelIndex row = step > 0 ? indexBelow(from) : indexAbove(from);
    return row.isValid() ? row.siblingAtColumn(step > 0 ? 0 : MemberModel::ColumnCount - 1) : QModelIndex();
}

QModelIndex MemberView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return QTreeView::moveCursor(action, modifiers);
    if (action == MoveNext || action == MovePrevious) {
        const int step = action == MoveNext ? 1 : -1;
        QModelIndex next = nextCell(current, step);
        while (next.isValid() && !(next.flags() & Qt::ItemIsEditable))
            next = nextCell(next, step);
        return next;
    }
    // Left and right go through the cells; at the key they open and close.
    const bool isAtKey = current.column() == MemberModel::KeyColumn;
    if (action == MoveRight && (!isAtKey || isExpanded(current) || !m_model.hasChildren(current)))
        return current.column() + 1 < MemberModel::ColumnCount ? current.siblingAtColumn(current.column() + 1)
                                                               : current;
    if (action == MoveLeft && !isAtKey)
        return current.siblingAtColumn(current.column() - 1);
    return QTreeView::moveCursor(action, modifiers);
}

void MemberView::keyPressEvent(QKeyEvent *event)
{
    // What the open editor leaves over is not for the table.
    if (m_delegate->isTyping()) {
        event->ignore();
        return;
    }
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (isPlain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        edit(currentIndex());
        return;
    }
    if (isPlain && event->key() == Qt::Key_Delete) {
        removeRow();
        return;
    }
    QTreeView::keyPressEvent(event);
}

void MemberView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (m_model.rowCount() > 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(theme::colours(*this).secondaryText);
    const QRect room = viewport()->rect().adjusted(theme::space::Medium, theme::space::Medium, -theme::space::Medium,
                                                   -theme::space::Medium);
    painter.drawText(room, int(Qt::AlignTop | Qt::AlignLeft) | int(Qt::TextWordWrap), m_emptyText);
}

void MemberView::fitColumns()
{
    setRootIsDecorated(m_model.hasNested());
    const int kind =
        fontMetrics().horizontalAdvance(wordFor(ValueKind::TrueFalse)) + theme::scaled(theme::space::Large);
    header()->resizeSection(MemberModel::KindColumn, kind);
    const int wanted = sizeHintForColumn(MemberModel::KeyColumn) + theme::space::Small;
    const int most = std::max(MinKeyWidth, viewport()->width() * 2 / 5);
    // The titles of the others are to be read, too.
    const int room = viewport()->width() - kind - header()->sectionSizeHint(MemberModel::ValueColumn);
    header()->resizeSection(MemberModel::KeyColumn,
                            std::min(std::clamp(wanted, MinKeyWidth, most),
                                     std::max(room, header()->sectionSizeHint(MemberModel::KeyColumn))));
}

void MemberView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

} // namespace smc::gui

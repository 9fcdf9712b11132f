#include "command_palette.h"

#include "../icons.h"
#include "../text.h"
#include "palette_delegate.h"
#include "palette_model.h"

#include <workspace/uistate.h>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int Width = 640;
constexpr int MostVisible = 10;
constexpr int Top = 56;
constexpr const char *RecentKey = "palette/recent";
} // namespace

CommandPalette::CommandPalette(QWidget &window)
    : QFrame(&window)
    , m_window(window)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new QLabel(this))
    , m_model(new PaletteModel(this))
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    setAutoFillBackground(true);
    m_field->setObjectName(QStringLiteral("palette.field"));
    m_field->setAccessibleName(tr("Search actions, pages, profiles and lists"));
    m_field->setPlaceholderText(tr("Search actions, pages, profiles and lists"));
    m_field->setMaxLength(200);
    m_field->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);

    m_list->setObjectName(QStringLiteral("palette.list"));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        select(index.row());
        run();
    });

    theme::setRole(*m_nothing, "caption");
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setContentsMargins(theme::space::Small, theme::space::Small, theme::space::Small, theme::space::Small);
    m_nothing->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Small, theme::space::Small, theme::space::Small, theme::space::Small);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_field);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list);
    hide();
}

void CommandPalette::addSource(PaletteSource *source)
{
    source->setParent(this);
    m_sources.push_back(source);
    connect(source, &PaletteSource::changed, this, [this] {
        if (isVisible())
            gather();
    });
}

void CommandPalette::open(const QString &query)
{
    if (!isVisible())
        m_before = m_window.focusWidget();
    for (PaletteSource *source : m_sources)
        source->refresh();
    m_field->setText(query);
    gather();
    select(0);
    place();
    show();
    raise();
    qApp->removeEventFilter(this);
    qApp->installEventFilter(this);
    m_field->setFocus(Qt::PopupFocusReason);
    announce();
}

void CommandPalette::leave()
{
    if (!isVisible())
        return;
    qApp->removeEventFilter(this);
    const bool had = isAncestorOf(QApplication::focusWidget());
    hide();
    if (had && m_before)
        m_before->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::gather()
{
    const int row = m_list->currentIndex().row();
    const QString chosen = row < 0 ? QString() : m_model->item(row).id;
    QList<PaletteItem> items;
    for (const PaletteSource *source : m_sources)
        items.append(source->items());
    m_model->setItems(std::move(items));
    int again = 0;
    for (int at = 0; at < m_model->rowCount(); ++at) {
        if (m_model->item(at).id == chosen)
            again = at;
    }
    select(again);
    place();
}

void CommandPalette::filter()
{
    m_model->setQuery(m_field->text());
    select(0);
    place();
}

void CommandPalette::select(int row)
{
    const int count = m_model->rowCount();
    m_list->setVisible(count > 0);
    m_nothing->setVisible(count == 0);
    m_nothing->setText(tr("Nothing is called “%1”. Try fewer letters.").arg(m_model->query()));
    if (count > 0)
        m_list->setCurrentIndex(m_model->index(std::clamp(row, 0, count - 1), 0));
    if (isVisible())
        announce();
}

void CommandPalette::moveBy(int lines)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = m_list->currentIndex().row();
    // One step goes round; a page stops at the end.
    select(std::abs(lines) == 1 ? (row + lines + count) % count : row + lines);
}

void CommandPalette::announce()
{
    const QModelIndex index = m_list->currentIndex();
    QString words = m_nothing->text();
    if (m_model->rowCount() > 0 && index.isValid()) {
        //: %1 is a line such as "Dry run, Action, Ctrl+Shift+Return".
        words = tr("%1. %2 of %3.")
                    .arg(index.data(Qt::AccessibleTextRole).toString())
                    .arg(index.row() + 1)
                    .arg(m_model->rowCount());
        if (QAccessible::isActive()) {
            QAccessibleEvent event(m_list, QAccessible::Focus);
            event.setChild(index.row());
            QAccessible::updateAccessibility(&event);
        }
    }
    m_field->setAccessibleDescription(words);
}

void CommandPalette::run()
{
    const QModelIndex index = m_list->currentIndex();
    if (m_model->rowCount() == 0 || !index.isValid())
        return;
    const PaletteItem item = m_model->item(index.row());
    if (!item.whyOff.isEmpty() || !item.run) {
        announce();
        return;
    }
    m_model->addRecent(item.id);
    Q_EMIT chosen();
    leave();
    // Not while this key is still being handled: what runs may well open the palette again, or end the program.
    QTimer::singleShot(0, &m_window, item.run);
}

bool CommandPalette::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Up:
        moveBy(-1);
        return true;
    case Qt::Key_Down:
        moveBy(1);
        return true;
    case Qt::Key_PageUp:
        moveBy(-MostVisible);
        return true;
    case Qt::Key_PageDown:
        moveBy(MostVisible);
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: // There is nowhere else to go in here.
        return true;
    default:
        return false;
    }
}

bool CommandPalette::isOfWindow(const QKeySequence &keys) const
{
    const QList<QAction *> actions = m_window.actions();
    return std::any_of(actions.begin(), actions.end(),
                       [&keys](const QAction *action) { return action->shortcuts().contains(keys); });
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress)
        return handleKey(static_cast<QKeyEvent *>(event)->key());
    if (watched == m_field && event->type() == QEvent::ShortcutOverride) {
        // Nothing is done to the page below, such as sending: what is meant is in here, or the whole window.
        if (!isOfWindow(QKeySequence(static_cast<QKeyEvent *>(event)->keyCombination())))
            event->accept();
    }
    if (watched == &m_window && event->type() == QEvent::Resize)
        place();
    if (event->type() == QEvent::MouseButtonPress) {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (widget && widget != this && !isAncestorOf(widget) && widget->window() == &m_window)
            leave();
    }
    if (event->type() == QEvent::FocusIn) {
        auto *widget = qobject_cast<QWidget *>(watched);
        if (widget && widget->window() == &m_window && !isAncestorOf(widget))
            leave();
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::FontChange && isVisible())
        place();
}

void CommandPalette::place()
{
    const int width = std::min(theme::scaled(Width), m_window.width() - 2 * theme::space::Group);
    const int line = std::max(1, m_list->sizeHintForRow(0));
    const int lines = std::min(m_model->rowCount(), MostVisible);
    const int room =
        m_window.height() - Top - theme::space::Group - m_field->sizeHint().height() - 3 * theme::space::Small;
    m_list->setFixedHeight(std::max(line, std::min(lines * line, room / line * line)) + 2 * m_list->frameWidth() + 2);
    setFixedWidth(width);
    adjustSize();
    move((m_window.width() - width) / 2, Top);
}

void CommandPalette::saveState(workspace::UiState &state) const
{
    state.set(RecentKey, toUtf8(m_model->recent().join(QLatin1Char('\n'))));
}

void CommandPalette::restoreState(const workspace::UiState &state)
{
    m_model->setRecent(fromUtf8(state.value(RecentKey, "")).split(QLatin1Char('\n'), Qt::SkipEmptyParts));
}

} // namespace smc::gui

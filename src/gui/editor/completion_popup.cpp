#include "completion_popup.h"

#include "../theme.h"

#include <QAccessible>
#include <QApplication>
#include <QPainter>
#include <QScreen>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QTimer>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int HintRole = Qt::UserRole + 1;
constexpr int KindRole = Qt::UserRole + 2;
constexpr int MostRows = 8;
constexpr int MostWidth = 520;
constexpr int LeastWidth = 180;

QFont fontOf(const QModelIndex &index)
{
    return index.data(KindRole).toInt() == static_cast<int>(Suggestion::Kind::Command) ? QApplication::font()
                                                                                       : theme::codeFont();
}

/// The name in the code's font, the hint behind it in the secondary colour.
class SuggestionDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QFontMetrics names(fontOf(index));
        const QFontMetrics hints(theme::captionFont());
        const int width = names.horizontalAdvance(index.data().toString()) + theme::space::Large +
                          hints.horizontalAdvance(index.data(HintRole).toString()) + theme::space::Group;
        Q_UNUSED(option)
        return {width, names.height() + 2 * theme::space::Tight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = static_cast<const QWidget *>(parent());
        const theme::Colours &colours = theme::colours(*view);
        painter->save();
        painter->fillRect(option.rect,
                          (option.state & QStyle::State_Selected) != 0 ? colours.selection : colours.raised);
        const QRect inner = option.rect.adjusted(theme::space::Small, 0, -theme::space::Small, 0);
        const QString name = index.data().toString();
        painter->setFont(fontOf(index));
        painter->setPen(colours.text);
        const QFontMetrics names(fontOf(index));
        painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
                          names.elidedText(name, Qt::ElideRight, inner.width()));
        const int room = inner.width() - names.horizontalAdvance(name) - theme::space::Large;
        if (room > 0) {
            painter->setFont(theme::captionFont());
            painter->setPen(colours.secondaryText);
            const QFontMetrics hints(theme::captionFont());
            painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter,
                              hints.elidedText(index.data(HintRole).toString(), Qt::ElideRight, room));
        }
        painter->restore();
    }
};

/// Qt does not do it of its own accord for windows of this kind.
void tell(CompletionPopup &popup, QAccessible::Event what)
{
    QAccessibleEvent event(&popup, what);
    QAccessible::updateAccessibility(&event);
}

} // namespace

CompletionPopup::CompletionPopup(QWidget *editor)
    : QListView(editor)
    , m_model(new QStandardItemModel(this))
{
    setWindowFlags(Qt::ToolTip | Qt::FramelessWindowHint);
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFocusPolicy(Qt::NoFocus);
    setAccessibleName(tr("Suggestions"));
    setModel(m_model);
    setItemDelegate(new SuggestionDelegate(this));
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) { Q_EMIT accepted(index.row()); });
    hide();
}

void CompletionPopup::showAt(const std::vector<Suggestion> &suggestions, const QRect &caret)
{
    m_model->clear();
    for (const Suggestion &suggestion : suggestions) {
        auto *item = new QStandardItem(suggestion.text);
        item->setData(suggestion.hint, HintRole);
        item->setData(static_cast<int>(suggestion.kind), KindRole);
        item->setData(suggestion.hint.isEmpty() ? suggestion.text : tr("%1, %2").arg(suggestion.text, suggestion.hint),
                      Qt::AccessibleTextRole);
        m_model->appendRow(item);
    }
    placeAt(caret);
    show();
    choose(0);
}

void CompletionPopup::placeAt(const QRect &caret)
{
    int width = LeastWidth;
    for (int row = 0; row < m_model->rowCount(); ++row)
        width = std::max(width, sizeHintForIndex(m_model->index(row, 0)).width());
    const int rows = std::min(m_model->rowCount(), MostRows);
    const int bar = m_model->rowCount() > MostRows ? verticalScrollBar()->sizeHint().width() : 0;
    QRect place(caret.bottomLeft() + QPoint(0, 1), QSize(std::min(width + bar, MostWidth) + 2 * frameWidth(),
                                                         rows * sizeHintForRow(0) + 2 * frameWidth()));
    const QRect screen = parentWidget()->screen()->availableGeometry();
    if (place.bottom() > screen.bottom())
        place.moveBottom(caret.top() - 1);
    if (place.right() > screen.right())
        place.moveRight(screen.right());
    setGeometry(place);
}

void CompletionPopup::choose(int row)
{
    setCurrentIndex(m_model->index(std::clamp(row, 0, std::max(0, m_model->rowCount() - 1)), 0));
}

bool CompletionPopup::takeKey(int key)
{
    switch (key) {
    case Qt::Key_Up:
        choose(chosen() > 0 ? chosen() - 1 : m_model->rowCount() - 1);
        return true;
    case Qt::Key_Down:
        choose(chosen() + 1 < m_model->rowCount() ? chosen() + 1 : 0);
        return true;
    case Qt::Key_PageUp:
        choose(chosen() - MostRows);
        return true;
    case Qt::Key_PageDown:
        choose(chosen() + MostRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        Q_EMIT accepted(chosen());
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

void CompletionPopup::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    // The focus stays in the editor: a screen reader is told where the choice is.
    if (isVisible() && current.isValid()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(current.row());
        QAccessible::updateAccessibility(&event);
    }
}

void CompletionPopup::showEvent(QShowEvent *event)
{
    QListView::showEvent(event);
    tell(*this, QAccessible::ObjectShow);
}

void CompletionPopup::hideEvent(QHideEvent *event)
{
    QListView::hideEvent(event);
    tell(*this, QAccessible::ObjectHide);
    // Lines of a hidden list go on telling assistive technologies that they are showing and have the focus (Qt 6.4). A
    // window that is not there is in no tree; the next show() makes another.
    QTimer::singleShot(0, this, [this] {
        if (isHidden())
            destroy();
    });
    if (!parentWidget()->hasFocus())
        return;
    // Nobody else tells it that the choice is over.
    QAccessibleEvent back(parentWidget(), QAccessible::Focus);
    QAccessible::updateAccessibility(&back);
}

} // namespace smc::gui

#include "left_out_list.h"

#include "../theme.h"
#include "pane_head.h"
#include "wrapped_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace smc::gui {

namespace {
constexpr int ListHeight = 112;
}

LeftOutList::LeftOutList(const LeftOutNames &names, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_more(new QLabel(this))
{
    m_list->setAccessibleName(names.title);
    m_list->setItemDelegate(new WrappedDelegate(m_list));
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme::setRole(*m_more, "caption");
    auto *head = new QLabel(names.title, this);
    theme::setRole(*head, "groupTitle");
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *copyAll = buttons->addButton(tr("Copy the list"), QDialogButtonBox::ActionRole);
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    copyAll->setAccessibleName(names.copy);
    close->setAccessibleName(names.close);
    theme::setRole(*copyAll, "link");
    theme::setRole(*close, "link");
    connect(copyAll, &QPushButton::clicked, this, &LeftOutList::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &LeftOutList::closed);
    auto *top = new QHBoxLayout;
    top->setSpacing(theme::space::Small);
    top->addWidget(head, 1);
    top->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(top);
    layout->addWidget(m_list);
    layout->addWidget(m_more);
}

void LeftOutList::setItems(const std::vector<LeftOut> &items, std::size_t more)
{
    m_list->clear();
    m_list->setFixedHeight(theme::scaled(ListHeight));
    for (const LeftOut &each : items) {
        auto *item = new QListWidgetItem(breakable(each.text), m_list);
        item->setToolTip(each.where);
        item->setData(Qt::UserRole, each.where);
    }
    m_more->setText(more == 1 ? tr("One more could not be taken either.")
                              : tr("%n more could not be taken either.", nullptr, static_cast<int>(more)));
    m_more->setVisible(more > 0);
    m_list->setCurrentRow(0);
}

void LeftOutList::takeFocus()
{
    m_list->setFocus(Qt::OtherFocusReason);
}

void LeftOutList::copy()
{
    QStringList lines;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        QString text = item->text();
        text.remove(QChar(0x200B)); // Where it may be broken.
        const QString where = item->data(Qt::UserRole).toString();
        lines.append(where.isEmpty() ? text : text + QLatin1Char('\t') + where);
    }
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void LeftOutList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace smc::gui

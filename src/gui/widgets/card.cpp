#include "card.h"

#include "../theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QStyleOptionFrame>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int Edge = 2; ///< With the keyboard in it.
} // namespace

Card::Card(QWidget &content, QWidget *parent, int left)
    : QFrame(parent)
{
    theme::setRole(*this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(std::max(left, Edge), Edge, Edge, Edge);
    layout->addWidget(&content);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

Card::~Card()
{
    disconnect(qApp, nullptr, this, nullptr); // Its content goes later, and gives the focus away.
}

/// Buttons and fields in it show it by themselves.
void Card::follow(QWidget *focus)
{
    const bool isLit = qobject_cast<QAbstractScrollArea *>(focus) && isAncestorOf(focus);
    if (isLit == m_isLit)
        return;
    m_isLit = isLit;
    update();
}

void Card::initStyleOption(QStyleOptionFrame *option) const
{
    QFrame::initStyleOption(option);
    option->state.setFlag(QStyle::State_HasFocus, m_isLit);
}

} // namespace smc::gui

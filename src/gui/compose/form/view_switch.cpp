#include "view_switch.h"

#include "../../theme.h"
#include "../../widgets/pane_head.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace smc::gui {

ViewSwitch::ViewSwitch(const QAction &other, QWidget *parent)
    : QWidget(parent)
    , m_form(makeButton(tr("Form"), tr("Show the event as a form"), "segmentFirst"))
    , m_json(makeButton(tr("JSON"), tr("Show the event as JSON"), "segmentLast"))
{
    auto *group = new QButtonGroup(this);
    group->addButton(m_form);
    group->addButton(m_json);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_form);
    layout->addWidget(m_json);
    connect(m_form, &QToolButton::clicked, this, [this] { Q_EMIT chosen(EventView::Form); });
    connect(m_json, &QToolButton::clicked, this, [this] { Q_EMIT chosen(EventView::Json); });
    connect(&other, &QAction::changed, this, [this, &other] { showKeys(other); });
    showKeys(other);
}

QToolButton *ViewSwitch::makeButton(const QString &text, const QString &name, const char *role)
{
    auto *button = new QToolButton(this);
    button->setText(text);
    button->setAccessibleName(name);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    theme::setRole(*button, role);
    return button;
}

void ViewSwitch::showKeys(const QAction &other)
{
    const QString keys = other.shortcut().toString(QKeySequence::NativeText);
    for (QToolButton *button : {m_form, m_json})
        button->setToolTip(keys.isEmpty() ? button->accessibleName()
                                          : tr("%1 (%2)").arg(button->accessibleName(), keys));
}

void ViewSwitch::setView(EventView view)
{
    m_form->setChecked(view == EventView::Form);
    m_json->setChecked(view == EventView::Json);
}

} // namespace smc::gui

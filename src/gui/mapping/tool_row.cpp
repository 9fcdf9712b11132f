#include "tool_row.h"

#include "../theme.h"
#include "../widgets/flow_layout.h"

#include <QAction>
#include <QPushButton>

namespace smc::gui {

ToolRow::ToolRow(const QList<QAction *> &actions, QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new FlowLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    for (QAction *action : actions) {
        auto *button = new QPushButton(this);
        button->setObjectName(action->objectName() + QStringLiteral(".button"));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        const auto follow = [button, action] {
            button->setText(action->text());
            button->setEnabled(action->isEnabled());
            button->setToolTip(action->toolTip());
            button->setAccessibleName(action->text().remove(QLatin1Char('&')));
        };
        connect(action, &QAction::changed, button, follow);
        follow();
        layout->addWidget(button);
    }
}

} // namespace smc::gui

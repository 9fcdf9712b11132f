#include "call_starter.h"

#include "../../text.h"
#include "../../theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace smc::gui {

CallStarter::CallStarter(QWidget *parent)
    : QWidget(parent)
{
    using segment::CallType;
    auto *title = new QLabel(tr("What happened?"), this);
    theme::setRole(*title, "groupTitle");
    auto *text = new QLabel(tr("Choose the call to write, or an example at the left."), this);
    theme::setRole(*text, "caption");
    text->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Large, theme::space::Large, theme::space::Large, theme::space::Large);
    layout->setSpacing(theme::space::Medium);
    layout->addWidget(title);
    layout->addWidget(text);
    const std::pair<CallType, QString> calls[] = {
        {CallType::Track, tr("A person did something")},
        {CallType::Identify, tr("Who a person is")},
        {CallType::Group, tr("A person joins or leaves a static segment")},
        {CallType::Page, tr("A person saw a web page")},
        {CallType::Screen, tr("A person saw a screen of an app")},
        {CallType::Alias, tr("A person got another id")},
    };
    for (const auto &[type, meaning] : calls) {
        const QString name = fromUtf8(segment::nameOf(type));
        auto *button = new QPushButton(name, this);
        button->setAccessibleName(tr("Begin with %1").arg(name));
        button->setAccessibleDescription(meaning);
        button->setMinimumWidth(theme::scaled(96));
        connect(button, &QPushButton::clicked, this, [this, which = type] { Q_EMIT chosen(which); });
        auto *says = new QLabel(meaning, this);
        says->setWordWrap(true);
        auto *line = new QHBoxLayout;
        line->setSpacing(theme::space::Medium);
        line->addWidget(button);
        line->addWidget(says, 1);
        layout->addLayout(line);
    }
    layout->addStretch(1);
}

} // namespace smc::gui

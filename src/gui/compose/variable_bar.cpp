#include "variable_bar.h"

#include "../theme.h"
#include "../widgets/pane_head.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

constexpr int MaxLines = 5;
constexpr int LongestValue = 60;
constexpr int MaxTipLines = 40;

QString shortened(const QString &value)
{
    QString line = value.simplified();
    if (line.size() > LongestValue)
        line = line.left(LongestValue) + QChar(0x2026);
    return line;
}

} // namespace

VariableBar::VariableBar(QAction *newValues, QWidget *parent)
    : QWidget(parent)
    , m_values(new QLabel(this))
{
    m_values->setTextFormat(Qt::PlainText);
    m_values->setWordWrap(true);
    m_values->setObjectName(QStringLiteral("variableValues"));
    theme::setRole(*m_values, "caption");
    auto *title = new QLabel(tr("Variables, kept until the event is sent"), this);
    auto *button = new QPushButton(newValues->text().remove(QLatin1Char('&')), this);
    theme::setRole(*button, "link");
    button->setAccessibleName(button->text());
    button->setToolTip(newValues->toolTip());
    connect(button, &QPushButton::clicked, newValues, &QAction::trigger);

    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Small);
    head->addWidget(title, 1);
    head->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_values);
    hide();
}

void VariableBar::setVariables(const std::vector<PreviewVariable> &variables)
{
    QSet<QString> seen;
    QStringList lines;
    QStringList all;
    for (const PreviewVariable &variable : variables) {
        // Each uuid is another one; of the others one is enough.
        const bool isNew = variable.name == QLatin1String("uuid") || !seen.contains(variable.name);
        seen.insert(variable.name);
        if (!isNew)
            continue;
        const QString line = tr("{{%1}} is %2").arg(variable.name, shortened(variable.value));
        if (lines.size() < MaxLines)
            lines.append(breakable(line));
        if (all.size() < MaxTipLines)
            all.append(line);
    }
    const auto more = static_cast<int>(all.size() - lines.size());
    if (more > 0)
        lines.append(tr("and %n more", nullptr, more));
    m_values->setText(lines.join(QLatin1Char('\n')));
    m_values->setToolTip(all.join(QLatin1Char('\n')));
    m_values->setAccessibleName(all.join(QLatin1String(", ")));
    setVisible(!variables.empty());
}

} // namespace smc::gui

#include "variables_editor.h"

#include "../theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace smc::gui {

namespace {

constexpr int MinHeight = 120;
constexpr int NameWidth = 160;

} // namespace

VariablesEditor::VariablesEditor(QWidget *parent)
    : QWidget(parent)
    , m_model(new VariableModel(this))
    , m_table(new QTableView(this))
    , m_add(new QPushButton(tr("Add"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_under(new QLabel(this))
{
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("variables.table"));
    m_table->setAccessibleName(tr("Variables"));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                             QAbstractItemView::AnyKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(VariableModel::NameColumn, theme::scaled(NameWidth));
    m_table->setMinimumHeight(MinHeight);
    for (QPushButton *button : {m_add, m_remove})
        button->setAccessibleName(tr("%1 (variables)").arg(button->text()));
    m_add->setObjectName(QStringLiteral("variables.add"));
    m_remove->setObjectName(QStringLiteral("variables.remove"));
    m_under->setObjectName(QStringLiteral("variables.under"));
    m_under->setWordWrap(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space::Small);
    buttons->addWidget(m_add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_table);
    layout->addLayout(buttons);
    layout->addWidget(m_under);

    m_table->installEventFilter(this);
    connect(m_add, &QPushButton::clicked, this, &VariablesEditor::add);
    connect(m_remove, &QPushButton::clicked, this, &VariablesEditor::removeSelected);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VariablesEditor::refresh);
    connect(m_model, &VariableModel::changed, this, [this] {
        refresh();
        Q_EMIT changed();
    });
    refresh();
}

void VariablesEditor::setVariables(const VariableModel::Variables &variables)
{
    m_model->setVariables(variables);
    refresh();
}

bool VariablesEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        removeSelected();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void VariablesEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        m_table->setColumnWidth(VariableModel::NameColumn, theme::scaled(NameWidth));
}

void VariablesEditor::add()
{
    const QModelIndex index = m_model->add();
    m_table->scrollToBottom();
    m_table->setCurrentIndex(index);
    m_table->edit(index);
}

void VariablesEditor::removeSelected()
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedIndexes()) {
        if (!rows.contains(index.row()))
            rows.append(index.row());
    }
    std::sort(rows.begin(), rows.end(), std::greater<>());
    for (const int row : rows)
        m_model->removeRow(row);
}

void VariablesEditor::refresh()
{
    const QString problem = m_model->problem();
    m_under->setText(problem.isEmpty() ? tr("Values stand in the profile's file: nothing secret belongs here.")
                                       : problem);
    theme::setRole(*m_under, problem.isEmpty() ? "hint" : "error");
    theme::repolish(*m_under);
    m_table->setAccessibleDescription(m_under->text());
    m_remove->setEnabled(m_table->selectionModel()->hasSelection());
}

} // namespace smc::gui

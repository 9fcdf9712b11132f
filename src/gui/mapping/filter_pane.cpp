#include "filter_pane.h"

#include "../text.h"
#include "../theme.h"
#include "../widgets/box_name.h"
#include "../widgets/data_table.h"
#include "../widgets/empty_state.h"
#include "filter_model.h"
#include "mapping_session.h"
#include "tool_row.h"
#include "value_edit.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

using destination::FilterAction;

namespace {

constexpr FilterAction::Type Types[] = {FilterAction::Type::Drop, FilterAction::Type::Sample,
                                        FilterAction::Type::DropProperties, FilterAction::Type::AllowProperties};
constexpr int NameWidth = 220;
constexpr int LeastRows = 2;
constexpr int LeastEffectWidth = 130;
QString actionInWords(FilterAction::Type type)
{
    switch (type) {
    case FilterAction::Type::Drop:
        return FilterPane::tr("Drop the event");
    case FilterAction::Type::Sample:
        return FilterPane::tr("Let a part through");
    case FilterAction::Type::DropProperties:
        return FilterPane::tr("Drop properties");
    case FilterAction::Type::AllowProperties:
        return FilterPane::tr("Allow only properties");
    }
    return {};
}

} // namespace

FilterPane::FilterPane(MappingSession &session, const QList<QAction *> &tools, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new FilterModel(session, this))
    , m_table(new DataTable(tr("Destination filters"), this))
    , m_stack(new QStackedWidget(this))
    , m_name(new QLineEdit(this))
    , m_underName(new QLabel(this))
    , m_condition(new QLineEdit(this))
    , m_underCondition(new QLabel(this))
    , m_action(new QComboBox(this))
    , m_underAction(new QLabel(this))
    , m_percent(new QDoubleSpinBox(this))
    , m_path(new QLineEdit(this))
    , m_properties(new QLineEdit(this))
    , m_underProperties(new QLabel(this))
{
    auto *empty = new EmptyState(QStringLiteral("list"), tr("No destination filters"),
                                 tr("Filters keep events back, or take properties out of them, before the mapping "
                                    "sees them. This profile has none: every event goes to the mapping."),
                                 m_stack);
    empty->setAction(tools.first());
    auto *filled = new QWidget(m_stack);
    auto *inner = new QVBoxLayout(filled);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(theme::space::Small);
    inner->addWidget(makeTable(), 1);
    inner->addWidget(new ToolRow(tools, filled));
    inner->addWidget(makeForm());
    m_stack->addWidget(empty);
    m_stack->addWidget(filled);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    connect(&session, &MappingSession::changed, this, &FilterPane::follow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showFilter();
        Q_EMIT selectionChanged();
    });
    connect(m_table, &QAbstractItemView::activated, this, [this] { m_condition->setFocus(Qt::OtherFocusReason); });
    follow();
}

void FilterPane::takeFocus()
{
    if (auto *empty = qobject_cast<EmptyState *>(m_stack->currentWidget()))
        empty->takeFocus();
    else
        m_table->setFocus(Qt::OtherFocusReason);
}

QWidget *FilterPane::makeTable()
{
    m_table->setObjectName(QStringLiteral("mapping.filters"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setElasticColumn(FilterModel::EffectColumn, LeastEffectWidth);
    m_table->setColumnFit([this] {
        const int width = m_table->viewport()->width();
        m_table->setColumnWidth(FilterModel::NameColumn, width * 22 / 100);
        m_table->setColumnWidth(FilterModel::ConditionColumn, width * 32 / 100);
        m_table->setColumnWidth(FilterModel::ActionColumn, width * 22 / 100);
    });
    m_table->setLeastRows(LeastRows);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // It takes what is left, and scrolls.
    return m_table;
}

QWidget *FilterPane::field(const QString &label, QWidget *editor, QLabel *under)
{
    auto *box = new QWidget(this);
    auto *title = new QLabel(label, box);
    theme::setRole(*title, "fieldLabel");
    title->setBuddy(editor);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(title);
    layout->addWidget(editor);
    if (under)
        layout->addWidget(under);
    layout->addStretch(1);
    return box;
}

QWidget *FilterPane::makeForm()
{
    m_form = new QWidget(this);
    m_name->setObjectName(QStringLiteral("mapping.filterName"));
    m_name->setAccessibleName(tr("Name of the filter"));
    m_condition->setObjectName(QStringLiteral("mapping.filterCondition"));
    m_condition->setAccessibleName(tr("Condition of the filter"));
    theme::setRole(*m_condition, "code");
    m_underCondition->setObjectName(QStringLiteral("mapping.filterConditionUnder"));
    nameBox(*m_action, tr("What the filter does"));
    for (const FilterAction::Type type : Types)
        m_action->addItem(actionInWords(type));
    m_percent->setAccessibleName(tr("Percent of the events that go on"));
    m_percent->setRange(0, 100);
    m_percent->setDecimals(2);
    m_percent->setSuffix(tr(" %"));
    m_path->setAccessibleName(tr("Path that the choice goes by"));
    m_path->setPlaceholderText(tr("messageId"));
    theme::setRole(*m_path, "code");
    m_properties->setAccessibleName(tr("Properties of the filter"));
    m_properties->setPlaceholderText(tr("traits.email, context.traits.phone"));
    theme::setRole(*m_properties, "code");
    m_underName->setObjectName(QStringLiteral("mapping.filterNameUnder"));
    m_underAction->setObjectName(QStringLiteral("mapping.filterActionUnder"));
    m_underProperties->setObjectName(QStringLiteral("mapping.filterPropertiesUnder"));
    for (QLabel *label : {m_underName, m_underCondition, m_underAction, m_underProperties}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    for (QLineEdit *edit : {m_name, m_condition, m_path, m_properties})
        leaveUndoToPage(*edit);
    leaveUndoToPage(*m_percent->findChild<QLineEdit *>());

    auto *first = new QHBoxLayout;
    first->setSpacing(theme::space::Large);
    m_nameField = field(tr("&Name"), m_name, m_underName);
    first->addWidget(m_nameField, 1);
    first->addWidget(field(tr("&When (filter query language)"), m_condition, m_underCondition), 3);
    auto *second = new QHBoxLayout;
    second->setSpacing(theme::space::Large);
    m_actionField = field(tr("&Then"), m_action, m_underAction);
    second->addWidget(m_actionField, 1);
    m_percentField = field(tr("&Part that goes on"), m_percent);
    m_pathField = field(tr("Chosen &by"), m_path);
    m_propertiesField = field(tr("P&roperties, with commas between"), m_properties, m_underProperties);
    second->addWidget(m_percentField);
    second->addWidget(m_pathField, 1);
    second->addWidget(m_propertiesField, 1);
    for (QWidget *field : {m_percentField, m_pathField, m_propertiesField})
        field->hide(); // Until a filter needs it.
    second->addStretch(0);
    auto *layout = new QVBoxLayout(m_form);
    layout->setContentsMargins(0, theme::space::Tight, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addLayout(first);
    layout->addLayout(second);
    fitText();

    for (QLineEdit *edit : {m_name, m_condition, m_path, m_properties}) {
        connect(edit, &QLineEdit::textEdited, this, [this, edit] { changed(edit->accessibleName()); });
        connect(edit, &QLineEdit::editingFinished, this, [this] {
            m_session.endTyping();
            showProblems(When::Left);
        });
    }
    connect(m_action, &QComboBox::activated, this, [this] { changed({}); });
    connect(m_percent, &QDoubleSpinBox::valueChanged, this, [this] { changed(QStringLiteral("percent")); });
    return m_form;
}

void FilterPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitText();
}

void FilterPane::fitText()
{
    for (QWidget *field : {m_nameField, m_actionField})
        field->setMaximumWidth(theme::scaled(NameWidth)); // The others take the room that is left.
}

int FilterPane::row() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

int FilterPane::count() const
{
    return m_model->rowCount();
}

void FilterPane::select(int row)
{
    if (count() > 0)
        m_table->setCurrentIndex(m_model->index(std::clamp(row, 0, count() - 1), FilterModel::NameColumn));
}

void FilterPane::follow()
{
    m_stack->setCurrentIndex(count() > 0 ? 1 : 0);
    if (row() < 0)
        select(0);
    showFilter();
    Q_EMIT selectionChanged();
}

void FilterPane::showFilter()
{
    if (m_isShowing)
        return;
    const FilterView *filter = m_model->filter(row());
    m_form->setEnabled(filter != nullptr);
    if (!filter)
        return;
    const QScopedValueRollback guard(m_isShowing, true);
    const auto set = [](QLineEdit *edit, const std::string &text) {
        if (edit->text() != fromUtf8(text))
            edit->setText(fromUtf8(text));
    };
    set(m_name, filter->name);
    set(m_condition, filter->fql);
    set(m_path, filter->path);
    set(m_properties, filter->properties);
    m_percent->setValue(filter->percent);
    m_action->setCurrentIndex(
        static_cast<int>(std::find(std::begin(Types), std::end(Types), filter->action) - std::begin(Types)));
    m_percentField->setVisible(filter->action == FilterAction::Type::Sample);
    m_pathField->setVisible(filter->action == FilterAction::Type::Sample);
    m_propertiesField->setVisible(filter->action == FilterAction::Type::DropProperties ||
                                  filter->action == FilterAction::Type::AllowProperties);
    showProblems(m_condition->hasFocus() || m_name->hasFocus() || m_properties->hasFocus() ? When::Typing : When::Left);
}

void FilterPane::showProblems(When when)
{
    const FilterView *filter = m_model->filter(row());
    if (!filter)
        return;
    const auto say = [when](QLabel &under, QWidget &editor, const QString &problem, const QString &hint) {
        const bool isSaid = !problem.isEmpty() && (when == When::Left || editor.property("wrong").toBool());
        under.setText(isSaid ? problem : hint);
        under.setVisible(!under.text().isEmpty());
        theme::setRole(under, isSaid ? "error" : "hint");
        editor.setProperty("wrong", isSaid);
        editor.setAccessibleDescription(under.text());
        theme::repolish(under);
        theme::repolish(editor);
    };
    say(*m_underCondition, *m_condition, fromUtf8(filter->conditionProblem), {});
    QString hint;
    if (filter->actions == 2)
        hint = tr("Another action of this filter stays as it is.");
    else if (filter->actions > 2)
        hint = tr("%n more actions of this filter stay as they are.", nullptr, static_cast<int>(filter->actions) - 1);
    say(*m_underAction, *m_action, {}, hint);
    const bool takesProperties =
        filter->action == FilterAction::Type::DropProperties || filter->action == FilterAction::Type::AllowProperties;
    const bool lacksProperties = takesProperties && filter->properties.empty();
    const QString problem = fromUtf8(filter->problem);
    say(*m_underProperties, *m_properties, lacksProperties ? problem : QString(), {});
    say(*m_underName, *m_name, lacksProperties ? QString() : problem, {});
}

void FilterPane::changed(const QString &typing)
{
    const FilterView *filter = m_model->filter(row());
    if (!filter || m_isShowing)
        return;
    FilterView now = *filter;
    now.name = toUtf8(m_name->text());
    now.fql = toUtf8(m_condition->text());
    now.action = Types[std::max(0, m_action->currentIndex())];
    if (typing == QLatin1String("percent")) // The field rounds; what it does not change keeps all its digits.
        now.percent = m_percent->value();
    now.path = toUtf8(m_path->text().trimmed());
    now.properties = toUtf8(m_properties->text());
    {
        // What is being typed stays as it is typed.
        const QScopedValueRollback guard(m_isShowing, true);
        m_model->change(row(), now, typing);
    }
    if (typing.isEmpty())
        showFilter();
    else
        showProblems(When::Typing);
}

void FilterPane::add()
{
    const int at = m_model->add(row() < 0 ? count() : row() + 1);
    if (at < 0)
        return;
    select(at);
    showFilter();
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void FilterPane::remove()
{
    const int at = row();
    m_model->remove(at);
    select(at);
}

void FilterPane::move(RulePane::Direction direction)
{
    const int at = row();
    const int to = direction == RulePane::Direction::Up ? at - 1 : at + 1;
    if (!canMove(direction))
        return;
    m_model->move(at, to);
    select(to);
}

bool FilterPane::canAdd() const
{
    return count() < static_cast<int>(destination::Filters::MaxFilters);
}

bool FilterPane::canRemove() const
{
    return m_model->filter(row()) != nullptr;
}

bool FilterPane::canMove(RulePane::Direction direction) const
{
    return canRemove() && m_model->filter(direction == RulePane::Direction::Up ? row() - 1 : row() + 1) != nullptr;
}

} // namespace smc::gui

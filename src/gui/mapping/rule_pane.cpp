#include "rule_pane.h"

#include "../send_words.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/data_table.h"
#include "../widgets/pane_fold.h"
#include "../widgets/selection.h"
#include "../widgets/wrapped_pane.h"
#include "column_form.h"
#include "column_model.h"
#include "mapping_edit.h"
#include "mapping_session.h"
#include "rule_model.h"
#include "tool_row.h"
#include "value_edit.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int LeastColumnWidth = 72;
constexpr int LeastRows = 2;
constexpr int RulesWidth = 200;
constexpr int LeastRules = 3;
constexpr int ComfortableWidth = 300; ///< Of each pane.

void showFromBegin(QLineEdit &edit, const QString &text)
{
    edit.setText(text);
    if (!edit.hasFocus())
        edit.setCursorPosition(0);
}

} // namespace

RulePane::RulePane(MappingSession &session, const QList<QAction *> &tools, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_rules(new RuleModel(session, this))
    , m_model(new ColumnModel(session, this))
    , m_list(new QListView(this))
    , m_title(new QLabel(this))
    , m_description(new QLabel(this))
    , m_outcome(new QLabel(this))
    , m_trigger(new QLineEdit(this))
    , m_underTrigger(new QLabel(this))
    , m_table(new DataTable(tr("Columns of the rule"), this))
    , m_more(new QLabel(this))
    , m_form(new ColumnForm(session, *m_model, this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_stacked(new QSplitter(Qt::Vertical, this))
{
    m_splitter->setObjectName(QStringLiteral("mapping.splitter"));
    m_splitter->setHandleWidth(theme::space::Large);
    m_splitter->setChildrenCollapsible(false);
    m_stacked->setObjectName(QStringLiteral("mapping.stacked"));
    m_stacked->setHandleWidth(theme::space::Large);
    m_stacked->setChildrenCollapsible(false);
    m_stacked->addWidget(makeRules());
    m_splitter->addWidget(m_stacked);
    m_splitter->addWidget(makeRule(tools));
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({RulesWidth, 4 * RulesWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);

    connect(&session, &MappingSession::changed, this, &RulePane::follow);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RulePane::showRule);
    connect(m_rules, &QAbstractItemModel::modelReset, this, &RulePane::follow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_form->setRow(row());
        Q_EMIT selectionChanged();
    });
    // The column at hand stays so where a step that is taken back adds one or takes one out.
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { selectRow(m_form->row()); });
    connect(m_table, &QAbstractItemView::activated, m_form, &ColumnForm::editValue);
    connect(m_trigger, &QLineEdit::textEdited, this, &RulePane::triggerTyped);
    connect(m_trigger, &QLineEdit::editingFinished, this, [this] {
        m_session.endTyping();
        showTriggerHints();
    });
    follow();
}

void RulePane::foldIn(QWidget &room)
{
    new PaneFold(*m_splitter, *m_stacked, *m_splitter->widget(1), room, ComfortableWidth);
}

void RulePane::takeFocus()
{
    m_table->setFocus(Qt::OtherFocusReason);
}

QWidget *RulePane::makeRules()
{
    auto *pane = new QWidget(this);
    auto *label = new QLabel(tr("&Rules"), pane);
    theme::setRole(*label, "paneTitle");
    label->setBuddy(m_list);
    m_list->setObjectName(QStringLiteral("mapping.rules"));
    m_list->setAccessibleName(tr("Rules of the mapping"));
    m_list->setModel(m_rules);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    followSelection(*m_list);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(label);
    layout->addWidget(m_list, 1);
    return pane;
}

QWidget *RulePane::makeRule(const QList<QAction *> &tools)
{
    auto *pane = new WrappedPane(this);
    theme::setRole(*m_title, "paneTitle");
    theme::setRole(*m_description, "caption");
    theme::setRole(*m_outcome, "caption");
    m_outcome->setObjectName(QStringLiteral("mapping.ruleOutcome"));
    for (QLabel *label : {m_description, m_outcome, m_underTrigger, m_more}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    auto *label = new QLabel(tr("&Takes events that match"), pane);
    theme::setRole(*label, "fieldLabel");
    label->setBuddy(m_trigger);
    theme::setRole(*m_trigger, "code");
    m_trigger->setObjectName(QStringLiteral("mapping.trigger"));
    m_trigger->setAccessibleName(tr("Trigger of the rule"));
    leaveUndoToPage(*m_trigger);
    m_underTrigger->setObjectName(QStringLiteral("mapping.triggerUnder"));
    theme::setRole(*m_more, "hint");

    m_table->setObjectName(QStringLiteral("mapping.columns"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setLeastRows(LeastRows);
    m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // It takes what is left, and scrolls.
    m_table->setElasticColumn(ColumnModel::ResultColumn, LeastColumnWidth);
    m_table->setColumnFit([this] { fitColumns(); });

    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_title);
    layout->addWidget(m_description);
    layout->addWidget(m_outcome);
    layout->addSpacing(theme::space::Tight);
    layout->addWidget(label);
    layout->addWidget(m_trigger);
    layout->addWidget(m_underTrigger);
    layout->addSpacing(theme::space::Tight);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_more);
    layout->addSpacing(theme::space::Tight);
    layout->addWidget(new ToolRow(tools, pane));
    layout->addSpacing(theme::space::Tight);
    layout->addWidget(m_form);
    return pane;
}

std::size_t RulePane::rule() const
{
    return m_list->currentIndex().isValid() ? static_cast<std::size_t>(m_list->currentIndex().row()) : 0;
}

int RulePane::row() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void RulePane::follow()
{
    if (!m_list->currentIndex().isValid() && m_rules->rowCount() > 0)
        m_list->setCurrentIndex(m_rules->index(0));
    fitRules();
    showRule();
}

/// Names of rules are whole as long as they leave room for the rule beside them.
void RulePane::fitRules()
{
    m_list->setMinimumWidth(
        std::min(m_list->sizeHintForColumn(0) + 2 * m_list->frameWidth(), theme::scaled(RulesWidth)));
    const int rules = std::clamp(m_rules->rowCount(), 1, LeastRules); // The page scrolls before.
    m_list->setMinimumHeight(rules * std::max(0, m_list->sizeHintForRow(0)) + 2 * m_list->frameWidth());
}

bool RulePane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange))
        fitRules();
    return QWidget::eventFilter(watched, event);
}

void RulePane::showRule()
{
    const auto &rules = m_session.view().rules;
    const std::size_t at = rule();
    const bool isOther = m_model->rule() != at || m_isFirst;
    m_model->setRule(at);
    setEnabled(at < rules.size());
    if (at >= rules.size())
        return;
    const RuleView &view = rules[at];
    m_title->setText(fromUtf8(view.id));
    m_description->setText(fromUtf8(view.description));
    m_description->setVisible(!view.description.empty());
    if (m_trigger->text() != fromUtf8(view.trigger))
        showFromBegin(*m_trigger, fromUtf8(view.trigger));
    const auto &outcomes = m_session.outcome().rules;
    const RuleOutcome outcome = at < outcomes.size() ? outcomes[at] : RuleOutcome();
    m_outcome->setText(outcome.state == RuleOutcome::State::Taken ? tr("With this event: %1").arg(outcome.sentence)
                       : outcome.state == RuleOutcome::State::NotTaken
                           ? tr("Not with this event: %1").arg(outcome.sentence)
                           : QString());
    m_outcome->setVisible(!m_outcome->text().isEmpty());
    m_more->setText(view.columnsFrom.empty() ? QString()
                                             : tr("Behind these, each member of %1 becomes a column of its own name.")
                                                   .arg(fromUtf8(view.columnsFrom).simplified()));
    m_more->setVisible(!m_more->text().isEmpty());
    if (!m_trigger->hasFocus() || isOther)
        showTriggerHints();
    if (isOther && m_model->rowCount() > 0) {
        m_isFirst = false;
        selectRow(0);
    }
    Q_EMIT selectionChanged();
}

/// What is left is shared by value and result.
void RulePane::fitColumns()
{
    m_table->fitAllColumns(LeastColumnWidth);
    m_table->setColumnWidth(ColumnModel::ValueColumn,
                            m_table->columnWidth(ColumnModel::ValueColumn) + std::max(0, m_table->roomLeft()) / 2);
}

void RulePane::showTaken()
{
    const auto &outcomes = m_session.outcome().rules;
    const auto taken = std::find_if(outcomes.begin(), outcomes.end(), [](const RuleOutcome &outcome) {
        return outcome.state == RuleOutcome::State::Taken;
    });
    if (taken != outcomes.end())
        m_list->setCurrentIndex(m_rules->index(static_cast<int>(taken - outcomes.begin())));
}

void RulePane::triggerTyped(const QString &text)
{
    const QString typing = QStringLiteral("trigger/%1").arg(rule());
    static_cast<void>(
        m_session.change(withTrigger(m_session.mapping(), rule(), toUtf8(text)), tr("Change the trigger"), typing));
    if (m_trigger->property("wrong").toBool())
        showTriggerHints();
}

void RulePane::showTriggerHints()
{
    const auto &rules = m_session.view().rules;
    const auto &outcomes = m_session.outcome().rules;
    if (rule() >= rules.size() || rule() >= outcomes.size())
        return;
    const std::string &problem = rules[rule()].triggerProblem;
    QStringList warnings;
    for (const mapping::FqlHint &hint : outcomes[rule()].hints) {
        if (hint.weight == mapping::FqlHint::Weight::Warning)
            warnings.append(withQuotes(fromUtf8(hint.message)));
    }
    const bool isWrong = !problem.empty();
    m_underTrigger->setText(isWrong ? fromUtf8(problem) : warnings.join(QLatin1Char('\n')));
    m_underTrigger->setVisible(!m_underTrigger->text().isEmpty());
    theme::setRole(*m_underTrigger, isWrong ? "error" : "warning");
    m_trigger->setProperty("wrong", isWrong);
    m_trigger->setAccessibleDescription(m_underTrigger->text());
    theme::repolish(*m_underTrigger);
    theme::repolish(*m_trigger);
}

void RulePane::selectRow(int row)
{
    if (m_model->rowCount() == 0)
        return;
    m_table->setCurrentIndex(m_model->index(std::clamp(row, 0, m_model->rowCount() - 1), ColumnModel::NameColumn));
    m_form->setRow(this->row());
}

void RulePane::addColumn()
{
    const int at = m_model->add(row() < 0 ? m_model->editableRows() : row() + 1);
    selectRow(at);
    m_form->editName();
}

void RulePane::removeColumn()
{
    const int at = row();
    m_model->remove(at);
    selectRow(at);
}

void RulePane::moveColumn(Direction direction)
{
    const int at = row();
    const int to = direction == Direction::Up ? at - 1 : at + 1;
    if (!canMove(direction))
        return;
    m_model->move(at, to);
    selectRow(to);
}

void RulePane::resetRule()
{
    const auto &rules = m_session.view().rules;
    if (rule() >= rules.size())
        return;
    const QString name = fromUtf8(rules[rule()].id);
    const Result<void> reset = m_session.change(withRuleOf(m_session.mapping(), rule(), destination::Preset::smcText()),
                                                tr("Reset %1").arg(name));
    if (!reset)
        Q_EMIT trouble(fromUtf8(reset.error().message));
    selectRow(0);
}

void RulePane::suggest()
{
    m_form->suggest();
}

bool RulePane::canRemove() const
{
    return m_model->column(row()) != nullptr;
}

bool RulePane::canMove(Direction direction) const
{
    return canRemove() && m_model->column(direction == Direction::Up ? row() - 1 : row() + 1) != nullptr;
}

QString RulePane::unread() const
{
    return m_form->problem();
}

} // namespace smc::gui

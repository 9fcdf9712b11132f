#include "column_form.h"

#include "../console.h"
#include "../text.h"
#include "../theme.h"
#include "column_model.h"
#include "mapping_edit.h"
#include "mapping_session.h"
#include "value_edit.h"

#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int NameWidth = 260;

QLabel *labelFor(const QString &text, QWidget *field, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    theme::setRole(*label, "fieldLabel");
    label->setBuddy(field);
    return label;
}

} // namespace

ColumnForm::ColumnForm(MappingSession &session, ColumnModel &model, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(model)
    , m_name(new QLineEdit(this))
    , m_names(new QCompleter(new QStringListModel(this), this))
    , m_value(new ValueEdit(this))
    , m_under(new QLabel(this))
    , m_nearest(new QPushButton(this))
{
    m_name->setObjectName(QStringLiteral("mapping.columnName"));
    m_name->setAccessibleName(tr("Name of the column"));
    m_names->setCaseSensitivity(Qt::CaseInsensitive);
    m_names->setFilterMode(Qt::MatchContains);
    m_name->setCompleter(m_names);
    leaveUndoToPage(*m_name);
    m_value->setObjectName(QStringLiteral("mapping.columnValue"));
    m_value->setAccessibleName(tr("Value of the column"));
    m_under->setObjectName(QStringLiteral("mapping.columnUnder"));
    m_under->setWordWrap(true);
    m_under->setTextFormat(Qt::PlainText);
    m_nearest->setObjectName(QStringLiteral("mapping.nearest"));
    theme::setRole(*m_nearest, "link");

    auto *nameBox = new QVBoxLayout;
    nameBox->setSpacing(theme::space::Tight);
    nameBox->addWidget(labelFor(tr("Colu&mn"), m_name, this));
    nameBox->addWidget(m_name);
    nameBox->addStretch(1);
    m_name->setFixedWidth(theme::scaled(NameWidth));
    m_name->installEventFilter(this);
    m_value->installEventFilter(this);
    auto *valueBox = new QVBoxLayout;
    valueBox->setSpacing(theme::space::Tight);
    valueBox->addWidget(labelFor(tr("&Value"), m_value, this));
    valueBox->addWidget(m_value);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(theme::space::Large);
    fields->addLayout(nameBox);
    fields->addLayout(valueBox, 1);
    auto *under = new QHBoxLayout;
    under->setSpacing(theme::space::Small);
    under->addWidget(m_under, 1);
    under->addWidget(m_nearest, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(fields);
    layout->addLayout(under);

    connect(m_name, &QLineEdit::textEdited, this, &ColumnForm::nameTyped);
    connect(m_names, qOverload<const QString &>(&QCompleter::activated), this, &ColumnForm::nameTyped);
    connect(m_name, &QLineEdit::editingFinished, this, &ColumnForm::leave);
    connect(m_value, &ValueEdit::typed, this, &ColumnForm::valueTyped);
    connect(m_value, &ValueEdit::left, this, &ColumnForm::leave);
    connect(m_nearest, &QPushButton::clicked, this, &ColumnForm::takeNearest);
    connect(&session, &MappingSession::changed, this, &ColumnForm::follow);
    setRow(-1);
}

ColumnForm::~ColumnForm()
{
    // A field that goes while it has the focus, or whose suggestions are open, tells of being left.
    for (QObject *child : findChildren<QObject *>())
        child->disconnect(this);
}

void ColumnForm::setRow(int row)
{
    m_row = row;
    m_problem.clear();
    follow();
    showProblems(When::Left);
}

void ColumnForm::editName()
{
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

void ColumnForm::editValue()
{
    m_value->setFocus(Qt::OtherFocusReason);
}

void ColumnForm::suggest()
{
    if (m_name->hasFocus())
        m_names->complete();
    else
        m_value->suggest();
}

void ColumnForm::follow()
{
    if (m_isChanging)
        return;
    const ColumnView *column = m_model.column(m_row);
    // A step that was taken back or done again puts what it says in the place of what is being typed.
    if (const std::string value = valueInMapping(); m_seen != value) {
        m_problem.clear();
        m_seen = value;
    }
    m_name->setEnabled(column != nullptr);
    m_value->setEnabled(column != nullptr);
    if (column != nullptr) {
        showName(m_name->hasFocus() ? NameAs::Written : NameAs::InWords);
        // What can't be read as a value stays as it was typed, until it can.
        if (m_problem.isEmpty())
            m_value->setValue(fromUtf8(column->value));
    } else {
        m_name->clear();
        m_value->setValue({});
    }
    offer();
    showProblems(m_value->hasFocus() || m_name->hasFocus() ? When::Typing : When::Left);
}

void ColumnForm::showName(NameAs as)
{
    const ColumnView *column = m_model.column(m_row);
    if (!column)
        return;
    const QString name = as == NameAs::InWords ? m_model.nameSource(m_row) : fromUtf8(column->name);
    m_name->setToolTip(column->isPlainName ? QString() : fromUtf8(column->name));
    if (m_name->text() == name)
        return;
    m_name->setText(name);
    if (as == NameAs::InWords)
        m_name->setCursorPosition(0);
}

bool ColumnForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_name && event->type() == QEvent::FocusIn)
        showName(NameAs::Written);
    if (watched == m_value && event->type() == QEvent::FocusIn)
        QMetaObject::invokeMethod(this, &ColumnForm::selectNull, Qt::QueuedConnection); // After a click's caret.
    return QWidget::eventFilter(watched, event);
}

/// A new column's value gives way to what is typed: with it, a path would be a text.
void ColumnForm::selectNull()
{
    if (m_value->hasFocus() && m_value->value() == QLatin1String("null"))
        m_value->selectAll();
}

void ColumnForm::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        m_name->setFixedWidth(theme::scaled(NameWidth));
}

std::string ColumnForm::valueInMapping() const
{
    const ColumnView *column = m_model.column(m_row);
    return column != nullptr ? column->value : std::string();
}

void ColumnForm::offer()
{
    std::vector<Suggestion> paths;
    for (const std::string &path : m_session.outcome().paths)
        paths.push_back({fromUtf8(path), {}});
    m_value->setPaths(std::move(paths));
    m_names->setModel(new QStringListModel(m_session.fieldsOfRule(m_model.rule()), m_names));
}

void ColumnForm::nameTyped(const QString &text)
{
    {
        const QScopedValueRollback guard(m_isChanging, true);
        m_model.setData(m_model.index(m_row, ColumnModel::NameColumn), text, Qt::EditRole);
        m_seen = valueInMapping();
    }
    showProblems(When::Typing);
}

void ColumnForm::valueTyped(const QString &text)
{
    {
        const QScopedValueRollback guard(m_isChanging, true);
        const Result<std::string> json = valueJson(toUtf8(text));
        m_problem = json ? QString() : fromUtf8(json.error().message);
        if (json)
            m_model.setData(m_model.index(m_row, ColumnModel::ValueColumn), text, Qt::EditRole);
        m_seen = valueInMapping();
    }
    showProblems(When::Typing);
}

/// What has become right says so at once; what has become wrong waits until the field is left.
void ColumnForm::showProblems(When when)
{
    const ColumnOutcome *outcome = m_model.outcome(m_row);
    const ColumnView *column = m_model.column(m_row);
    const bool wasSaid = m_value->property("wrong").toBool() || m_name->property("wrong").toBool();
    const QString wrong = !m_problem.isEmpty() ? m_problem : outcome ? outcome->problem : QString();
    const QString warning = outcome && wrong.isEmpty() ? outcome->warning : QString();
    const bool isSaid = !wrong.isEmpty() && (when == When::Left || wasSaid);
    const QString hint = m_row < 0 || !m_model.column(m_row)
                             ? tr("Select a column to change it.")
                             : tr("A path such as $.traits.email, a text with {{traits.name}} in it, a constant, or a "
                                  "directive as JSON.");
    m_under->setText(isSaid ? wrong : !warning.isEmpty() ? warning : hint);
    theme::setRole(*m_under, isSaid ? "error" : !warning.isEmpty() ? "warning" : "hint");
    const bool isName = m_problem.isEmpty() && column && !column->nameProblem.empty();
    m_value->setProperty("wrong", isSaid && !isName);
    m_name->setProperty("wrong", isSaid && isName);
    m_value->setAccessibleDescription(m_under->text());
    m_name->setAccessibleDescription(m_under->text());
    theme::repolish(*m_under);
    theme::repolish(*m_value);
    theme::repolish(*m_name);
    const bool hasNearest =
        outcome && column && wrong.isEmpty() && column->directive == Directive::Path && !outcome->nearest.empty();
    m_nearest->setVisible(hasNearest);
    if (hasNearest)
        m_nearest->setText(tr("Use %1").arg(fromUtf8(outcome->nearest)));
}

void ColumnForm::leave()
{
    m_session.endTyping();
    showName(m_name->hasFocus() ? NameAs::Written : NameAs::InWords);
    showProblems(When::Left);
}

void ColumnForm::takeNearest()
{
    const ColumnOutcome *outcome = m_model.outcome(m_row);
    const ColumnView *column = m_model.column(m_row);
    if (!outcome || !column || outcome->nearest.empty())
        return;
    const std::string nearest = outcome->nearest;
    static_cast<void>(m_session.change(
        withColumnValue(m_session.mapping(), {m_model.rule(), static_cast<std::size_t>(m_row)}, nearest),
        tr("Use %1").arg(fromUtf8(nearest))));
    editValue();
}

} // namespace smc::gui

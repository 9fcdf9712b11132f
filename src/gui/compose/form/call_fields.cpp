#include "call_fields.h"

#include "../../tab_order.h"
#include "../../text.h"
#include "../../theme.h"
#include "../../widgets/field.h"
#include "name_completer.h"
#include "value_kind.h"

#include <json/pointer.h>

#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>

#include <algorithm>

namespace smc::gui {

namespace {

/// At 100 %: from this width on two short fields stand side by side.
constexpr int TwoColumns = 300;

bool isChoice(FieldId id)
{
    return id == FieldId::Type || id == FieldId::Method;
}

bool isName(FieldId id)
{
    return id == FieldId::GroupId || id == FieldId::MatchKey || id == FieldId::UserList;
}

/// Short ones that belong together.
bool standsBeside(FieldId id, FieldId before)
{
    return (before == FieldId::Type && id == FieldId::Method) || (before == FieldId::Name && id == FieldId::Category) ||
           (before == FieldId::MatchKey && id == FieldId::UserList);
}

} // namespace

CallFields::CallFields(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme::space::Small);
    m_grid->setVerticalSpacing(theme::space::Medium);
    m_grid->setColumnStretch(0, 1);
    m_grid->setColumnStretch(1, 1);
    for (const FieldSpec &spec : fieldTable())
        makeField(spec);
}

void CallFields::makeField(const FieldSpec &spec)
{
    Shown &made = shown(spec.id);
    if (isChoice(spec.id) || spec.id == FieldId::EventName) {
        made.box = new QComboBox;
        made.box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        made.box->setMinimumContentsLength(6);
        made.box->installEventFilter(this);
    }
    if (spec.id == FieldId::EventName) {
        made.box->setEditable(true);
        made.box->setInsertPolicy(QComboBox::NoInsert);
        // Names are exact: nothing that was typed may turn into its neighbour.
        made.box->completer()->setCaseSensitivity(Qt::CaseSensitive);
        made.box->completer()->setCompletionMode(QCompleter::PopupCompletion);
        made.box->completer()->setFilterMode(Qt::MatchContains);
        made.line = made.box->lineEdit();
    } else if (!made.box) {
        made.line = new QLineEdit;
    }
    QWidget *editor = made.box ? static_cast<QWidget *>(made.box) : made.line;
    made.field = new Field(labelOf(spec), editor, {}, this);
    editor->setToolTip(tipOf(spec));
    if (made.line)
        makeLine(made, spec.id);
    if (made.line && isName(spec.id))
        makeNames(made, spec.id);
    if (made.box)
        connect(made.box, &QComboBox::activated, this, [this, id = spec.id] { leave(id); });
    made.field->hide();
}

void CallFields::makeLine(Shown &made, FieldId id)
{
    made.line->setPlaceholderText(placeholderOf(fieldSpec(id)));
    made.line->setAccessibleName(labelOf(fieldSpec(id)).remove(QLatin1Char('&')));
    made.line->installEventFilter(this);
    connect(made.line, &QLineEdit::textEdited, this, &CallFields::typed);
    connect(made.line, &QLineEdit::editingFinished, this, [this, id] { leave(id); });
    connect(made.line, &QLineEdit::returnPressed, this, [this, id] { makeText(id); });
}

void CallFields::makeNames(Shown &made, FieldId id)
{
    made.names = proposeNames(*made.line, {});
    made.names->setFilterMode(Qt::MatchContains);
    // Before the line looks for what to propose.
    connect(made.line, &QLineEdit::textEdited, this, [this, line = made.line](const QString &typed) {
        refreshNames(*line);
        // What is whole needs no proposal.
        QCompleter &names = *line->completer();
        if (names.model()->rowCount() == 1 && names.model()->index(0, 0).data().toString() == typed)
            setNames(names, {});
    });
    connect(made.names, qOverload<const QString &>(&QCompleter::activated), this, [this, id](const QString &name) {
        shown(id).line->setText(name);
        leave(id);
    });
}

void CallFields::refreshNames(const QLineEdit &line)
{
    for (const FieldSpec &spec : fieldTable()) {
        const Shown &at = shown(spec.id);
        if (at.line == &line && at.names && m_nameSource)
            setNames(*at.names, m_nameSource(spec.id, line.text()));
    }
}

bool CallFields::isPending(const Shown &shown)
{
    return shown.line && shown.line->text() != shown.text;
}

void CallFields::fillBox(FieldId id, const QString &text)
{
    QComboBox *box = shown(id).box;
    const bool wasBlocked = box->blockSignals(true);
    box->clear();
    if (id == FieldId::Type) {
        for (const auto type : {segment::CallType::Identify, segment::CallType::Track, segment::CallType::Page,
                                segment::CallType::Screen, segment::CallType::Group, segment::CallType::Alias})
            box->addItem(fromUtf8(segment::nameOf(type)), fromUtf8(segment::nameOf(type)));
        if (text.isEmpty())
            box->setPlaceholderText(tr("Choose"));
    } else {
        box->addItem(tr("Not set (ADD)"), QString());
        box->addItem(QStringLiteral("ADD"), QStringLiteral("ADD"));
        box->addItem(QStringLiteral("REMOVE"), QStringLiteral("REMOVE"));
    }
    // What stands there counts, right or wrong.
    if (!text.isEmpty() && box->findData(text) < 0)
        box->addItem(text, text);
    box->setCurrentIndex(box->findData(text));
    box->blockSignals(wasBlocked);
}

void CallFields::setText(FieldId id, const QString &text)
{
    Shown &to = shown(id);
    if (isChoice(id)) {
        to.text = text;
        fillBox(id, text);
        return;
    }
    const bool keepsTyped = to.line->hasFocus() && isPending(to);
    to.text = text;
    if (keepsTyped || to.line->text() == text)
        return;
    const bool wasBlocked = to.line->blockSignals(true);
    if (to.box)
        to.box->setEditText(text);
    else
        to.line->setText(text);
    to.line->blockSignals(wasBlocked);
}

void CallFields::setEvent(json::Value event)
{
    std::vector<FieldId> fields = event ? fieldsFor(event) : m_visible;
    // The field that one is in stays, also where it has become unused.
    for (const FieldSpec &spec : fieldTable()) {
        const Shown &at = shown(spec.id);
        const bool isWithin = at.line && at.line->hasFocus();
        if (isWithin && spec.id == FieldId::AnonymousId &&
            std::find(fields.begin(), fields.end(), spec.id) == fields.end())
            fields.push_back(spec.id);
    }
    std::sort(fields.begin(), fields.end());
    for (const FieldId id : fields) {
        const json::Value value = json::resolve(event, fieldSpec(id).pointer);
        if (!event && isChoice(id)) {
            shown(id).text.clear();
            shown(id).box->clear();
            continue;
        }
        shown(id).isText = !value || value.is(json::Type::String);
        setText(id, readableText(value));
    }
    showProblems();
    if (fields == m_visible)
        return;
    m_visible = std::move(fields);
    arrange();
}

void CallFields::arrange()
{
    for (const FieldSpec &spec : fieldTable()) {
        Field *field = shown(spec.id).field;
        m_grid->removeWidget(field);
        field->setVisible(std::find(m_visible.begin(), m_visible.end(), spec.id) != m_visible.end());
    }
    const bool isWide = width() >= theme::scaled(TwoColumns);
    int row = -1;
    for (std::size_t i = 0; i < m_visible.size(); ++i) {
        const FieldId id = m_visible[i];
        const bool isSecond = isWide && i > 0 && standsBeside(id, m_visible[i - 1]);
        const bool isFirst = isWide && i + 1 < m_visible.size() && standsBeside(m_visible[i + 1], id);
        const bool isHalf = isWide && isChoice(id);
        if (!isSecond)
            ++row;
        m_grid->addWidget(shown(id).field, row, isSecond ? 1 : 0, 1, isFirst || isSecond || isHalf ? 1 : 2,
                          Qt::AlignTop);
    }
    followLayout(*this);
}

void CallFields::resizeEvent(QResizeEvent *event)
{
    const int least = theme::scaled(TwoColumns);
    QWidget::resizeEvent(event);
    if ((event->oldSize().width() >= least) != (width() >= least))
        arrange();
}

void CallFields::setProblems(const std::vector<PreviewProblem> &problems)
{
    m_problems = problems;
    showProblems();
}

void CallFields::showProblems()
{
    for (const FieldSpec &spec : fieldTable()) {
        Shown &at = shown(spec.id);
        const auto found = std::find_if(m_problems.begin(), m_problems.end(),
                                        [&](const PreviewProblem &problem) { return problem.path == spec.pointer; });
        QString message = found == m_problems.end() ? QString() : found->message;
        if (!message.isEmpty() && !at.isText && at.line)
            message = tr("%1 Press Return in this field to make it text.").arg(message);
        if (at.field->error() != message)
            at.field->setError(message);
        if (at.line) // Also within a box, where the keyboard goes.
            at.line->setAccessibleDescription(message);
    }
}

void CallFields::setAllowedEvents(const QStringList &names)
{
    if (m_allowedEvents == names)
        return;
    m_allowedEvents = names;
    QComboBox *box = shown(FieldId::EventName).box;
    const QString typed = box->currentText();
    const bool wasBlocked = box->blockSignals(true);
    box->clear();
    box->addItems(names);
    box->setCurrentIndex(-1);
    box->setEditText(typed);
    box->blockSignals(wasBlocked);
}

void CallFields::leave(FieldId id)
{
    Shown &at = shown(id);
    const QString text = at.line ? at.line->text() : at.box->currentData().toString();
    if (text == at.text)
        return;
    at.text = text;
    Q_EMIT changed(id, text);
}

QWidget *CallFields::firstEditor() const
{
    return m_fields.front().box;
}

std::optional<std::pair<FieldId, QString>> CallFields::pending() const
{
    for (const FieldId id : m_visible) {
        const Shown &at = m_fields[static_cast<std::size_t>(id)];
        if (isPending(at))
            return std::pair(id, at.line->text());
    }
    return {};
}

void CallFields::makeText(FieldId id)
{
    const Shown &at = shown(id);
    if (!at.isText && at.line->text() == at.text)
        Q_EMIT changed(id, at.text);
}

void CallFields::commit()
{
    for (const FieldId id : m_visible) {
        if (isPending(shown(id)))
            leave(id);
    }
}

bool CallFields::showPointer(const std::string &pointer)
{
    for (const FieldId id : m_visible) {
        if (pointer != fieldSpec(id).pointer)
            continue;
        shown(id).field->editor()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

bool CallFields::eventFilter(QObject *watched, QEvent *event)
{
    // The box around a line gets its keys.
    const auto at = std::find_if(m_fields.begin(), m_fields.end(), [&](const Shown &one) {
        return one.line && (one.line == watched || one.box == watched);
    });
    if (event->type() != QEvent::KeyPress || at == m_fields.end())
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isBusy = isPending(*at);
    if (key->key() == Qt::Key_Escape && isBusy) {
        at->line->setText(at->text);
        return true;
    }
    if (!isBusy && key->matches(QKeySequence::Undo)) {
        Q_EMIT undoWanted();
        return true;
    }
    if (!isBusy && key->matches(QKeySequence::Redo)) {
        Q_EMIT redoWanted();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace smc::gui

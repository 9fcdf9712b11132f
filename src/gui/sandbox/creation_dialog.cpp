#include "creation_dialog.h"

#include "../tab_order.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/field.h"
#include "../widgets/focus_scroll.h"
#include "../widgets/pane_head.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFocusEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int Width = 420;
constexpr int MostHeight = 420; ///< Of the fields; more of them scroll.
constexpr int LeastCharacters = 12;

/// Breaks its lines in the width that the fields ask for: a label by itself asks for more, the longer it is.
void wrapWithin(QLabel &label)
{
    label.setWordWrap(true);
    QSizePolicy policy = label.sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Ignored);
    label.setSizePolicy(policy);
}

} // namespace

CreationDialog::CreationDialog(const Form &form, Create create, QWidget *parent)
    : QDialog(parent)
    , m_lines(form.lines)
    , m_create(std::move(create))
    , m_scroll(new FocusScroll(this))
    , m_error(new QLabel(this))
{
    setObjectName(QStringLiteral("creation"));
    setWindowTitle(form.title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *sentence = new QLabel(breakable(form.sentence), this);
    wrapWithin(*sentence);
    auto *fields = new QWidget(this);
    fields->setObjectName(QStringLiteral("scrolled"));
    auto *rows = new QVBoxLayout(fields);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(theme::space::Medium);
    for (const FormLine &line : m_lines)
        rows->addWidget(makeLine(line));
    rows->addStretch(1);
    const int height = fields->sizeHint().height();
    if (height > theme::scaled(MostHeight))
        rows->setContentsMargins(0, 0, theme::space::Medium, 0); // Beside the bar.
    m_scroll->setWidget(fields);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // What is long is broken or cut.
    m_scroll->setMinimumWidth(theme::scaled(Width));

    m_error->setObjectName(QStringLiteral("creation.trouble"));
    theme::setRole(*m_error, "error");
    wrapWithin(*m_error);
    m_error->setVisible(false);
    // Made behind the fields, as Tab comes to them.
    m_buttons = new QDialogButtonBox(this);
    m_button = m_buttons->addButton(form.button, QDialogButtonBox::AcceptRole);
    theme::setRole(*m_button, "primary");
    m_button->setDefault(true);
    m_buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] { tryIt(); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Group, theme::space::Group, theme::space::Group, theme::space::Large);
    layout->setSpacing(theme::space::Large);
    layout->addWidget(sentence);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_error);
    layout->addWidget(m_buttons);
    followLayout(*this);
    fitHeight();
    // One begins to write at once, behind what is chosen already.
    const auto isChosen = [](const FormLine &each) { return !each.choices.isEmpty() && !each.text.isEmpty(); };
    const auto first = std::find_if_not(m_lines.cbegin(), m_lines.cend(), isChosen);
    if (first != m_lines.cend())
        m_fields.at(first - m_lines.cbegin())->editor()->setFocus();
}

QWidget *CreationDialog::makeLine(const FormLine &line)
{
    QWidget *editor = nullptr;
    QString hint = line.hint;
    if (line.choices.isEmpty()) {
        auto *edit = new QLineEdit(line.text);
        connect(edit, &QLineEdit::textChanged, this, [this, at = m_fields.size()] { takeBackError(at); });
        edit->installEventFilter(this);
        if (line.need == FormLine::Need::Required)
            hint = hint.isEmpty() ? tr("Needed.") : tr("Needed. %1").arg(hint);
        editor = edit;
    } else {
        auto *box = new QComboBox;
        box->addItems(line.choices);
        // The name of a list may be wider than the form.
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(LeastCharacters);
        connect(box, &QComboBox::currentTextChanged, box, &QWidget::setToolTip);
        box->setCurrentText(line.text.isEmpty() ? line.choices.first() : line.text);
        box->setToolTip(box->currentText());
        editor = box;
    }
    editor->setObjectName(QStringLiteral("creation.") + line.id);
    m_editors.insert(line.id, editor);
    m_fields.append(new Field(line.label, editor, hint, this));
    return m_fields.last();
}

QString CreationDialog::valueOf(const QString &id) const
{
    const QWidget *editor = m_editors.value(id);
    if (const auto *box = qobject_cast<const QComboBox *>(editor))
        return box->currentText();
    return static_cast<const QLineEdit *>(editor)->text().trimmed();
}

QString CreationDialog::wrongWith(const FormLine &line) const
{
    const QString value = valueOf(line.id);
    if (!value.isEmpty())
        return line.check ? line.check(value) : QString();
    if (line.need == FormLine::Need::Optional)
        return {};
    QString label = line.label;
    label.remove(QLatin1Char('&'));
    const QString missing = tr("%1 can't stay empty.").arg(label);
    return line.hint.isEmpty() ? missing : missing + QLatin1Char(' ') + line.hint;
}

/// As high as the fields are with what is said under them and below, as far as there is room.
void CreationDialog::fitHeight()
{
    for (Field *field : m_fields)
        field->layout()->activate();
    QLayout &rows = *m_scroll->widget()->layout();
    rows.activate();
    const int within = std::max(m_scroll->viewport()->width(), theme::scaled(Width));
    const int onScreen = screen()->availableGeometry().height() * 6 / 10; // The rest has the sentence and the buttons.
    // Without broken texts no height follows from the width.
    const int wanted = rows.hasHeightForWidth() ? rows.totalHeightForWidth(within) : rows.totalSizeHint().height();
    m_scroll->setMinimumHeight(std::min({wanted, theme::scaled(MostHeight), onScreen}));
    layout()->activate();
    if (const int needed = layout()->totalHeightForWidth(width()); isVisible() && height() < needed)
        resize(width(), needed);
}

/// Not on each key is something said to be wrong, but what has been put right is not called wrong any longer.
void CreationDialog::takeBackError(qsizetype at)
{
    if (!m_fields.at(at)->error().isEmpty() && wrongWith(m_lines.at(at)).isEmpty())
        m_fields.at(at)->setError({});
}

bool CreationDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        // Another window or a menu in front is not the end of writing.
        const bool isLeft = reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason;
        for (qsizetype at = 0; isLeft && at < m_fields.size(); ++at) {
            if (m_fields.at(at)->editor() == watched)
                m_fields.at(at)->setError(wrongWith(m_lines.at(at)));
        }
        if (isLeft)
            fitHeight();
    }
    return QDialog::eventFilter(watched, event);
}

/// Says under each field what is wrong with it, and leads to the first that has something.
bool CreationDialog::checkAll()
{
    Field *first = nullptr;
    for (qsizetype at = 0; at < m_fields.size(); ++at) {
        const QString wrong = wrongWith(m_lines.at(at));
        m_fields.at(at)->setError(wrong);
        if (!wrong.isEmpty() && !first)
            first = m_fields.at(at);
    }
    fitHeight();
    if (first)
        bringIntoView(*first);
    return first == nullptr;
}

QCoro::Task<void> CreationDialog::tryIt()
{
    const QPointer<CreationDialog> alive(this);
    m_error->setVisible(false);
    if (!checkAll())
        co_return;
    Values values;
    for (const FormLine &line : m_lines)
        values.insert(line.id, valueOf(line.id));
    m_button->setEnabled(false);
    const Result<void> created = co_await m_create(values);
    if (!alive)
        co_return;
    m_button->setEnabled(true);
    if (created) {
        accept();
        co_return;
    }
    showError(created.error());
}

/// Under the field that it names, brought into view; else above the buttons.
void CreationDialog::showError(const Error &error)
{
    const QString message = fromUtf8(error.message);
    const QString where = fromUtf8(error.where);
    for (qsizetype at = 0; at < m_fields.size(); ++at) {
        if (where.isEmpty() || m_lines.at(at).id != where)
            continue;
        Field *field = m_fields.at(at);
        field->setError(message);
        fitHeight();
        bringIntoView(*field);
        return;
    }
    m_error->setText(breakable(message));
    m_error->setVisible(true);
    fitHeight();
}

void CreationDialog::bringIntoView(Field &field)
{
    field.editor()->setFocus(Qt::OtherFocusReason);
    // Its height is known once the layout has been made anew.
    QMetaObject::invokeMethod(
        &field, [this, &field] { m_scroll->ensureWidgetVisible(&field, 0, theme::space::Small); },
        Qt::QueuedConnection);
}

} // namespace smc::gui

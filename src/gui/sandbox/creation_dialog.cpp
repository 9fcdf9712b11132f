#include "creation_dialog.h"

#include "../tab_order.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/field.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int Width = 420;
constexpr int MostHeight = 420; ///< Of the fields; more of them scroll.
} // namespace

CreationDialog::CreationDialog(const Form &form, Create create, QWidget *parent)
    : QDialog(parent)
    , m_lines(form.lines)
    , m_create(std::move(create))
    , m_scroll(new QScrollArea(this))
    , m_error(new QLabel(this))
    , m_buttons(new QDialogButtonBox(this))
    , m_button(m_buttons->addButton(form.button, QDialogButtonBox::AcceptRole))
{
    setObjectName(QStringLiteral("creation"));
    setWindowTitle(form.title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *sentence = new QLabel(form.sentence, this);
    sentence->setWordWrap(true);
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
    m_scroll->setMinimumSize(theme::scaled(Width), std::min(height, theme::scaled(MostHeight)));

    theme::setRole(*m_error, "error");
    m_error->setWordWrap(true);
    m_error->setVisible(false);
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
    if (!m_fields.isEmpty())
        m_fields.first()->editor()->setFocus(); // One begins to write at once.
    refresh();
}

QWidget *CreationDialog::makeLine(const FormLine &line)
{
    QWidget *editor = nullptr;
    if (line.choices.isEmpty()) {
        auto *edit = new QLineEdit(line.text);
        connect(edit, &QLineEdit::textChanged, this, &CreationDialog::refresh);
        editor = edit;
    } else {
        auto *box = new QComboBox;
        box->addItems(line.choices);
        box->setCurrentText(line.text.isEmpty() ? line.choices.first() : line.text);
        editor = box;
    }
    editor->setObjectName(QStringLiteral("creation.") + line.id);
    m_editors.insert(line.id, editor);
    m_fields.append(new Field(line.label, editor, line.hint, this));
    return m_fields.last();
}

QString CreationDialog::valueOf(const QString &id) const
{
    const QWidget *editor = m_editors.value(id);
    if (const auto *box = qobject_cast<const QComboBox *>(editor))
        return box->currentText();
    return static_cast<const QLineEdit *>(editor)->text().trimmed();
}

void CreationDialog::refresh()
{
    m_button->setEnabled(std::all_of(m_lines.begin(), m_lines.end(), [this](const FormLine &line) {
        return line.need == FormLine::Need::Optional || !valueOf(line.id).isEmpty();
    }));
}

QCoro::Task<void> CreationDialog::tryIt()
{
    const QPointer<CreationDialog> alive(this);
    Values values;
    for (const FormLine &line : m_lines)
        values.insert(line.id, valueOf(line.id));
    m_button->setEnabled(false);
    m_error->setVisible(false);
    for (Field *field : std::as_const(m_fields))
        field->setError({});
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
        field->editor()->setFocus(Qt::OtherFocusReason);
        // Its height is known once the layout has been made anew.
        QMetaObject::invokeMethod(
            field, [this, field] { m_scroll->ensureWidgetVisible(field, 0, theme::space::Small); },
            Qt::QueuedConnection);
        return;
    }
    m_error->setText(message);
    m_error->setVisible(true);
}

} // namespace smc::gui

#include "field.h"

#include "../theme.h"
#include "pane_head.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr qsizetype LongestLine = 40; ///< Of a label; a name of SMC may have 128 characters.

/// Layouts ask for the height at their own width, also where the label is never that wide.
class BoundedLabel final : public QLabel
{
public:
    using QLabel::QLabel;

    int heightForWidth(int width) const override { return QLabel::heightForWidth(std::min(width, maximumWidth())); }
};

} // namespace

Field::Field(const QString &label, QWidget *editor, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_label(new QLabel(label, this))
    , m_under(new BoundedLabel(this))
    , m_hint(hint)
{
    editor->setParent(this);
    m_label->setBuddy(editor);
    theme::setRole(*m_label, "fieldLabel");
    QString plain = label;
    editor->setAccessibleName(plain.remove(QLatin1Char('&')));
    if (label.size() > LongestLine) {
        m_label->setText(breakable(label));
        m_label->setWordWrap(true);
    }
    m_under->setWordWrap(true);
    m_under->setTextFormat(Qt::PlainText);
    fitWidth();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_label);
    layout->addWidget(editor);
    layout->addWidget(m_under);
    setError({});
}

void Field::fitWidth()
{
    for (QWidget *part : {m_editor, static_cast<QWidget *>(m_under)})
        part->setMaximumWidth(theme::scaled(theme::space::FieldWidth));
}

void Field::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitWidth();
}

void Field::setError(const QString &error)
{
    m_error = error;
    const bool wrong = !error.isEmpty();
    theme::setRole(*m_under, wrong ? "error" : "hint");
    const QString &text = wrong ? error : m_hint;
    m_under->setText(breakable(text));
    m_under->setVisible(!text.isEmpty());
    m_editor->setProperty("wrong", wrong);
    m_editor->setAccessibleDescription(text);
    theme::repolish(*m_under);
    theme::repolish(*m_editor);
}

QString Field::error() const
{
    return m_error;
}

void Field::setHint(const QString &hint)
{
    m_hint = hint;
    setError(m_error);
}

} // namespace smc::gui

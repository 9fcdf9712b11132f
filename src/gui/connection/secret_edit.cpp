#include "secret_edit.h"

#include "../icons.h"
#include "../theme.h"

#include <QKeyEvent>
#include <QToolButton>

namespace smc::gui {

namespace {
constexpr int EyeSize = 26;
}

SecretEdit::SecretEdit(QWidget *parent)
    : QLineEdit(parent)
    , m_eye(new QToolButton(this))
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase | Qt::ImhSensitiveData);
    m_eye->setIcon(icon(QStringLiteral("preview")));
    theme::setIconSide(*m_eye, 20);
    m_eye->setFocusPolicy(Qt::TabFocus);
    m_eye->setCursor(Qt::ArrowCursor);
    m_eye->setToolTip(tr("Hold to show"));
    m_eye->setAccessibleName(tr("Hold to show"));
    // A button is down exactly while the pointer or the Space bar holds it.
    connect(m_eye, &QToolButton::pressed, this, [this] { setEchoMode(QLineEdit::Normal); });
    connect(m_eye, &QToolButton::released, this, [this] { setEchoMode(QLineEdit::Password); });
}

SecretEdit::~SecretEdit()
{
    forget();
}

SecretString SecretEdit::secret() const
{
    std::string typed = text().toStdString();
    const SecretString result{std::string_view(typed)};
    wipe(typed);
    return result;
}

void SecretEdit::forget()
{
    // setText() clears the undo history; the same length first, so that the memory itself is written over.
    setText(QString(text().size(), QLatin1Char('x')));
    setText({});
}

void SecretEdit::keyPressEvent(QKeyEvent *event)
{
    // The eye lies in the field: what it leaves over of keys is nobody's secret.
    if (m_eye->hasFocus())
        event->ignore();
    else
        QLineEdit::keyPressEvent(event);
}

void SecretEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const int side = theme::scaled(EyeSize);
    setTextMargins(0, 0, side, 0);
    m_eye->setGeometry(width() - side - 3, (height() - side) / 2, side, side);
}

} // namespace smc::gui

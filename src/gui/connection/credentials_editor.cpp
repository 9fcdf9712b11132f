#include "credentials_editor.h"

#include "../console.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/field.h"
#include "secret_edit.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace smc::gui {

CredentialsEditor::CredentialsEditor(QWidget *parent)
    : QWidget(parent)
    , m_storedForm(new QWidget(this))
    , m_where(new QLabel(m_storedForm))
    , m_replace(new QPushButton(tr("Replace…"), m_storedForm))
    , m_remove(new QPushButton(tr("Remove"), m_storedForm))
    , m_entryForm(new QWidget(this))
    , m_key(new SecretEdit)
    , m_secret(new SecretEdit)
    , m_keep(new QPushButton(tr("Keep the stored ones"), m_entryForm))
{
    m_keyField = new Field(tr("API &key"), m_key, {}, m_entryForm);
    m_secretField = new Field(tr("API secre&t"), m_secret, tr("SMC shows it once, when the key is made."), m_entryForm);
    m_key->setObjectName(QStringLiteral("apiKey"));
    m_secret->setObjectName(QStringLiteral("apiSecret"));
    m_key->eye().setAccessibleName(tr("Hold to show the API key"));
    m_secret->eye().setAccessibleName(tr("Hold to show the API secret"));
    m_replace->setObjectName(QStringLiteral("credentials.replace"));
    m_remove->setObjectName(QStringLiteral("credentials.remove"));
    m_keep->setObjectName(QStringLiteral("credentials.keep"));
    m_replace->setAccessibleName(tr("Replace key and secret"));
    m_remove->setAccessibleName(tr("Remove key and secret"));
    m_keep->setAccessibleName(m_keep->text());
    m_where->setObjectName(QStringLiteral("credentials.where"));
    m_where->setWordWrap(true);
    for (QPushButton *button : {m_replace, m_remove, m_keep})
        theme::setRole(*button, "link");

    auto *title = new QLabel(tr("Key and secret"), m_storedForm);
    theme::setRole(*title, "fieldLabel");
    auto *line = new QHBoxLayout;
    line->setSpacing(theme::space::Small);
    line->addWidget(m_where, 1);
    line->addWidget(m_replace);
    line->addWidget(m_remove);
    auto *stored = new QVBoxLayout(m_storedForm);
    stored->setContentsMargins(0, 0, 0, 0);
    stored->setSpacing(theme::space::Tight);
    stored->addWidget(title);
    stored->addLayout(line);

    auto *entry = new QVBoxLayout(m_entryForm);
    entry->setContentsMargins(0, 0, 0, 0);
    entry->setSpacing(theme::space::Medium);
    entry->addWidget(m_keyField);
    entry->addWidget(m_secretField);
    entry->addWidget(m_keep, 0, Qt::AlignLeft);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_storedForm);
    layout->addWidget(m_entryForm);

    for (SecretEdit *edit : {m_key, m_secret}) {
        connect(edit, &QLineEdit::textEdited, this, &CredentialsEditor::changed);
        connect(edit, &QLineEdit::editingFinished, this, [this] {
            if (!m_key->text().isEmpty() && !m_secret->text().isEmpty())
                check();
        });
    }
    connect(m_replace, &QPushButton::clicked, this, [this] {
        m_replacing = true;
        showRightForm();
        m_key->setFocus();
    });
    connect(m_remove, &QPushButton::clicked, this, &CredentialsEditor::removeAsked);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        forget();
        Q_EMIT changed();
    });
    showRightForm();
}

void CredentialsEditor::setState(const CredentialsState &state)
{
    m_stored = state.where == CredentialsState::Where::Keychain || state.where == CredentialsState::Where::ThisSession;
    m_own = state.where == CredentialsState::Where::Sandbox;
    if (m_own)
        m_where->setText(tr("The sandbox brings its own, new at each start."));
    else if (state.where == CredentialsState::Where::ThisSession)
        m_where->setText(tr("Kept for this session only"));
    else
        m_where->setText(tr("Stored in the keychain"));
    const QString once = tr("SMC shows it once, when the key is made.");
    m_secretField->setHint(
        once + QLatin1Char(' ') +
        (state.keychainAnswers ? tr("It is kept in the system's keychain.") : tr("It is kept for this session only.")));
    showRightForm();
}

void CredentialsEditor::showRightForm()
{
    const bool entry = !m_own && (!m_stored || m_replacing);
    m_entryForm->setVisible(entry);
    m_storedForm->setVisible(!entry);
    m_replace->setVisible(!m_own);
    m_remove->setVisible(!m_own);
    m_keep->setVisible(m_stored);
}

vault::Credentials CredentialsEditor::typed() const
{
    if (m_own)
        return {};
    return {m_key->secret(), m_secret->secret()};
}

bool CredentialsEditor::hasTyped() const
{
    return !m_own && !(m_key->text().isEmpty() && m_secret->text().isEmpty());
}

void CredentialsEditor::forget()
{
    m_key->forget();
    m_secret->forget();
    m_replacing = false;
    clearErrors();
    showRightForm();
}

void CredentialsEditor::setError(const Error &error)
{
    Field *field = error.where == "apiSecret" ? m_secretField : m_keyField;
    field->setError(fromUtf8(error.message));
}

void CredentialsEditor::clearErrors()
{
    m_keyField->setError({});
    m_secretField->setError({});
}

bool CredentialsEditor::check()
{
    clearErrors();
    if (!hasTyped())
        return true;
    const Result<void> fine = vault::check(typed());
    if (!fine)
        setError(fine.error());
    return fine.has_value();
}

} // namespace smc::gui

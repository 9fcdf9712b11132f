// Key and secret of a profile: two masked fields to enter them, and one line that says where they are once stored.
#pragma once

#include <vault/credentials.h>

#include <QWidget>

class QLabel;
class QPushButton;

namespace smc::gui {

class Field;
class SecretEdit;
struct CredentialsState;

class CredentialsEditor : public QWidget
{
    Q_OBJECT

public:
    explicit CredentialsEditor(QWidget *parent = nullptr);

    /// What is stored. Takes the fields away where something is, unless the person is replacing it.
    void setState(const CredentialsState &state);
    bool isOfSandbox() const { return m_own; } ///< Nothing is to be entered: the sandbox in this console is meant.

    /// What stands in the fields; empty where they are not shown.
    vault::Credentials typed() const;
    bool hasTyped() const;
    /// Empties the fields and ends replacing.
    void forget();

    /// Under the field that it is about.
    void setError(const Error &error);
    void clearErrors();
    /// Checks what is typed and shows what is wrong with it; true where it can be stored or nothing is typed.
    bool check();

Q_SIGNALS:
    void changed();
    void removeAsked();

private:
    void showRightForm();

    QWidget *m_storedForm;
    QLabel *m_where;
    QPushButton *m_replace;
    QPushButton *m_remove;
    QWidget *m_entryForm;
    SecretEdit *m_key;
    SecretEdit *m_secret;
    Field *m_keyField;
    Field *m_secretField;
    QPushButton *m_keep;
    bool m_stored = false;
    bool m_own = false; ///< The sandbox brings its own.
    bool m_replacing = false;
};

} // namespace smc::gui

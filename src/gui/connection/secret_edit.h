// A field for a secret: masked, and legible only while the pointer or the Space bar is held on its eye.
#pragma once

#include <base/secret_string.h>

#include <QLineEdit>

class QToolButton;

namespace smc::gui {

class SecretEdit : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretEdit(QWidget *parent = nullptr);
    /// Overwrites what was typed.
    ~SecretEdit() override;

    SecretString secret() const;
    /// Forgets what was typed, the undo history included.
    void forget();

    QToolButton &eye() { return *m_eye; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *m_eye;
};

} // namespace smc::gui

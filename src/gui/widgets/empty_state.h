// What stands where nothing is yet: what will stand here, why it is empty, and the one button that fills it.
#pragma once

#include "wrapped_pane.h"

class QAction;
class QLabel;
class QPushButton;

namespace smc::gui {

class EmptyState : public WrappedPane
{
    Q_OBJECT

public:
    EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent = nullptr);

    void setTexts(const QString &title, const QString &text);
    /// The button shows the action's text and follows its state.
    void setAction(QAction *action);
    /// Goes to the button.
    void takeFocus();

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitText();
    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_button;
    QAction *m_action = nullptr;
};

} // namespace smc::gui

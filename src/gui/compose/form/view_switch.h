// [Form | JSON]: which view of the event is shown.
#pragma once

#include <QWidget>

class QAction;
class QToolButton;

namespace smc::gui {

enum class EventView { Form, Json };

class ViewSwitch : public QWidget
{
    Q_OBJECT

public:
    /// `other` is the action that goes to the view that is not shown: the tooltips name its keys.
    explicit ViewSwitch(const QAction &other, QWidget *parent = nullptr);

    void setView(EventView view);

Q_SIGNALS:
    void chosen(smc::gui::EventView view);

private:
    QToolButton *makeButton(const QString &text, const QString &name, const char *role);
    void showKeys(const QAction &other);

    QToolButton *m_form;
    QToolButton *m_json;
};

} // namespace smc::gui

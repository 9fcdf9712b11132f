// The column that is selected in a rule's table, to edit: its name and its value, with what is wrong under them.
#pragma once

#include <QWidget>

#include <string>

class QCompleter;
class QLabel;
class QLineEdit;
class QPushButton;

namespace smc::gui {

class ColumnModel;
class MappingSession;
class ValueEdit;

class ColumnForm final : public QWidget
{
    Q_OBJECT

public:
    ColumnForm(MappingSession &session, ColumnModel &model, QWidget *parent = nullptr);
    ~ColumnForm() override;

    void setRow(int row);
    int row() const { return m_row; }
    /// Selects the name, to write another one.
    void editName();
    void editValue();
    void suggest();
    /// Why what stands in the value's field is no value; empty where all of it is in the mapping.
    QString problem() const { return m_problem; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void follow();
    /// A name that the event or a setting gives stands in words while nobody writes it.
    enum class NameAs { Written, InWords };
    void showName(NameAs as);
    void nameTyped(const QString &text);
    void valueTyped(const QString &text);
    std::string valueInMapping() const;
    void offer();
    enum class When { Typing, Left };
    void showProblems(When when);
    void leave();
    void selectNull();
    void takeNearest();

    MappingSession &m_session;
    ColumnModel &m_model;
    int m_row = -1;
    QLineEdit *m_name;
    QCompleter *m_names;
    ValueEdit *m_value;
    QLabel *m_under;
    QPushButton *m_nearest;
    QString m_problem;
    std::string m_seen; ///< The value that the mapping had when the fields were filled.
    bool m_isChanging = false;
};

} // namespace smc::gui

// Two exchanges side by side, in a window of their own.
#pragma once

#include "compare_model.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTableView;

namespace smc::gui {

class CompareWindow : public QDialog
{
    Q_OBJECT

public:
    explicit CompareWindow(Comparison comparison, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fitText();
    void addPart(const QString &title, ComparedPart part);
    void openWhereTheyDiffer();
    void showState();
    void showLine();
    void jump(CompareModel::Way way);
    QTableView *currentView() const;
    CompareModel *currentModel() const;

    QTabWidget *m_parts;
    /// The current line of each side, however long it is.
    QPlainTextEdit *m_left;
    QPlainTextEdit *m_right;
    QLabel *m_state;
    QPushButton *m_previous;
    QPushButton *m_next;
};

} // namespace smc::gui

// The middle of Compose: the editor, which of its events is looked at, and what is wrong with it.
#pragma once

#include "preview.h"

#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;
class QListView;
class QToolButton;

namespace smc::gui {

class JsonEditor;
class ProblemModel;

class EventPane : public QWidget
{
    Q_OBJECT

public:
    /// `format` is the action that indents the text.
    explicit EventPane(QAction *format, QWidget *parent = nullptr);

    JsonEditor &editor() const { return *m_editor; }
    QListView &problems() const { return *m_list; }

    /// A line between the editor and its problems.
    void addUnderEditor(QWidget *line);

    /// Shows problems and marks them in the text.
    void setPreview(const Preview &preview);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showPosition(const Preview &preview);
    void fitProblems();

    QToolButton *m_formatButton;
    QLabel *m_position;
    JsonEditor *m_editor;
    QBoxLayout *m_underEditor;
    QLabel *m_summaryIcon;
    QLabel *m_summary;
    ProblemModel *m_model;
    QListView *m_list;
};

} // namespace smc::gui

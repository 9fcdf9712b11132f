// The field for a value of a mapping: some lines of text, with suggestions for the path that is being written.
//
// It has no history of its own: every change goes to the mapping at once, and the page's undo takes it back.
#pragma once

#include "../editor/completion_popup.h"

#include <QPlainTextEdit>

#include <vector>

namespace smc::gui {

/// Lets the keys for undo and redo pass from `field` to the page, whose steps they are.
void leaveUndoToPage(QWidget &field);

class ValueEdit final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit ValueEdit(QWidget *parent = nullptr);

    /// The page's text, not the person's.
    void setValue(const QString &text);
    QString value() const { return toPlainText(); }
    void setPaths(std::vector<Suggestion> paths);
    /// Shows what could stand at the caret.
    void suggest();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void typed(const QString &text);
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    /// The path that the caret stands in or behind: its begin, up to the caret.
    int tokenBegin() const;
    void offer(const QString &token);
    void accept(int row);

    CompletionPopup *m_popup;
    std::vector<Suggestion> m_paths;
    std::vector<Suggestion> m_offered;
    bool m_isSetting = false;
};

} // namespace smc::gui

// Traits or properties, the context and the rest of an event: a table of rows for each, with what can be done to them.
#pragma once

#include "member_model.h"

#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QTabBar;

namespace smc::gui {

class MemberView;

class MemberPane : public QWidget
{
    Q_OBJECT

public:
    explicit MemberPane(QWidget *parent = nullptr);

    /// The rows of an event, nothing where there is none to show.
    void setEvent(const std::shared_ptr<const json::Document> &document);
    /// Shows no rows, and keeps the section.
    void clear();
    void setProblems(const std::vector<PreviewProblem> &problems);
    void setUnused(const std::vector<UnusedPlace> &places);
    /// Bytes of the event.
    void mark(const std::vector<json::Span> &spans) { m_model->mark(spans); }

    /// Goes to the row at a JSON pointer, in whichever section; false where no row stands for it.
    bool showPointer(const std::string &pointer);

    /// What is being typed as a value, as edits of the event.
    json::Edits pendingEdits() const;
    /// Takes what is being typed.
    void commit();

    MemberView &view() const { return *m_view; }
    /// What can be done to rows: for menus, palette and help.
    const QList<QAction *> &rowActions() const { return m_actions; }

protected:
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void edited(const smc::gui::MemberEdit &edit);
    /// Something was typed, which pendingEdits() tells.
    void typed();

private:
    void makeActions();
    void showSection();
    void showMessage();
    void refreshActions();
    Section section() const;

    MemberModel *m_model;
    MemberView *m_view;
    QTabBar *m_tabs;
    QLabel *m_message;
    QList<QAction *> m_actions;
    std::shared_ptr<const json::Document> m_document;
    std::vector<Section> m_sections;
    std::optional<Section> m_chosen; ///< By the person; not every event has it.
    std::vector<PreviewProblem> m_problems;
    QString m_refusal;
};

} // namespace smc::gui

// The head of an entry's details: what happened and what to do, when and where, its pin, and a note to edit in place.
#pragma once

#include "entry_details.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace smc::gui {

class ExplanationScroll;
class ExplanationView;

class EntryHead : public QWidget
{
    Q_OBJECT

public:
    explicit EntryHead(QWidget *parent = nullptr);

    void showEntry(const EntryDetails &details);
    /// What was typed into the note so far, at once.
    void keepNote();
    void showPin(bool isPinned);
    /// Puts the caret into the note.
    void editNote();
    /// The explanation takes up at most so many pixels; beyond, it scrolls.
    void setMostExplained(int height);

Q_SIGNALS:
    void noteEdited(const QString &note);
    void pinClicked();
    void placeWanted(std::size_t row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void endNote();

    ExplanationView *m_explanation;
    ExplanationScroll *m_scroll;
    QLabel *m_caption;
    QToolButton *m_pin;
    QLineEdit *m_note;
    QString m_keptNote;
    QString m_noteBefore; ///< As it was before it was edited: what Escape brings back.
    QTimer m_typing;
};

} // namespace smc::gui

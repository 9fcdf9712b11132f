// Beside the list of Activity: what happened to one entry, and all that was said on the wire.
#pragma once

#include "entry_details.h"

#include <workspace/history_store.h>

#include <QWidget>

class QPushButton;
class QLabel;
class QStackedWidget;
class QTabWidget;

namespace smc::gui {

class BodyViewer;
class CodeView;
class DataTable;
class EntryHead;
class TextTableModel;
class Waterfall;

class DetailsPane : public QWidget
{
    Q_OBJECT

public:
    explicit DetailsPane(QWidget *parent = nullptr);

    void showEntry(EntryDetails details);
    /// `selected` entries at once have no details.
    void showNothing(qsizetype selected = 0);
    const EntryDetails &details() const { return m_details; }

    /// Where the entry shown is among `ids`.
    void showPin(const std::vector<std::int64_t> &ids, workspace::Pin pin);
    /// Puts the caret into the note.
    void editNote();

    /// "answer", …: remembered from one start to the next.
    QString currentTab() const;
    void setCurrentTab(const QString &name);

    /// Shows the answer's body; how it is shown is remembered too.
    BodyViewer &answer() const { return *m_answer; }

Q_SIGNALS:
    /// Show this place of the entry's event in Compose.
    void placeWanted(smc::json::Span place);
    void noteEdited(std::int64_t entryId, const QString &note);
    void pinClicked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void hideEmptyColumn();
    QWidget *makeRows();
    QWidget *makeTiming();
    QWidget *padded(QWidget *content);
    QWidget *carded(QWidget *content);
    void addTab(QWidget *tab, const char *name, const QString &title);
    void showRows();
    void offerPlace();
    void showHeaders();
    void showAttempts();
    void fitAttempts();
    void showAnswer();
    void openPlaceOf(std::size_t row);
    void openSelectedPlace();

    EntryDetails m_details;
    QStackedWidget *m_stack;
    QLabel *m_nothing;
    QLabel *m_noRows;
    EntryHead *m_head;
    QTabWidget *m_tabs;
    TextTableModel *m_rowModel;
    DataTable *m_rows;
    QPushButton *m_openPlace;
    CodeView *m_request;
    BodyViewer *m_answer;
    TextTableModel *m_headerModel;
    DataTable *m_headers;
    TextTableModel *m_attemptModel;
    DataTable *m_attempts;
    Waterfall *m_waterfall;
    TextTableModel *m_connectionModel;
    DataTable *m_connection;
    CodeView *m_event;
    bool m_hidesColumn = false; ///< Of the rows: no row is about one.
};

} // namespace smc::gui

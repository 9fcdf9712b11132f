// The right of Compose: what SMC gets, in a sentence, as a row, as a request.
#pragma once

#include "preview.h"

#include <json/span.h>

#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QPushButton;
class QSplitter;
class QTabBar;

namespace smc::gui {

class CodeView;
class DataTable;
class DeliveryModel;
class VariableBar;

class PreviewPane : public QWidget
{
    Q_OBJECT

public:
    /// `newValues` is the action that gives the variables other values.
    explicit PreviewPane(QAction *newValues, QWidget *parent = nullptr);

    void setPreview(const Preview &preview);
    const Preview &preview() const { return m_preview; }

    /// Shows the row's cells, and the parts of the request, that come from the value at `offset` of the editor.
    void setCaret(std::size_t offset);

    /// The stamp that the draft carries, for the line under the row.
    void setStamp(const destination::Stamp &stamp);

    /// The places in the editor that the selected rows came from, or the part of the request at its caret: what was
    /// chosen last.
    std::vector<json::Span> selectedPlaces() const;

    /// How row and request share the room, where the person has said so; else they share it by what they hold.
    std::string splitState() const;
    void restoreSplit(const std::string &state);
    DataTable &table() const { return *m_table; }

Q_SIGNALS:
    void fixWanted(const smc::gui::Fix &fix);
    /// Rows, or a part of the request, were selected or unselected: selectedPlaces() tells.
    void selectionChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeRow();
    QWidget *makeRequest();
    void showDelivery();
    void showTypes();
    void showRefused();
    void showFixes();
    void splitByContent();
    void showCaret();
    void followRequestCaret();

    enum class Chosen { Row, Request };
    Preview m_preview;
    std::array<VerdictWidget *, StepCount> m_steps;
    VerdictWidget *m_verdict;
    QWidget *m_fixes;
    std::array<QPushButton *, 2> m_fixButtons; ///< For the fixes behind the first, which the verdict offers.
    QTabBar *m_tabs;
    DeliveryModel *m_model;
    DataTable *m_table;
    QLabel *m_types; ///< What the types of SMC's fields say about the row, or about what is selected of it.
    QLabel *m_stamp;
    VariableBar *m_variables;
    CodeView *m_request;
    QSplitter *m_splitter;
    QWidget *m_filler; ///< Takes the room of the splitter where there is nothing to show in it.
    bool m_isSplitByHand = false;
    Chosen m_chosen = Chosen::Row;
    std::size_t m_caret = 0; ///< Of the editor.
};

} // namespace smc::gui

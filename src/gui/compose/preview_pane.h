// The right of Compose: what SMC gets, in a sentence, as a row, as a request.
#pragma once

#include "../widgets/wrapped_pane.h"
#include "preview.h"

#include <json/span.h>

#include <vector>

class QAction;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QTabBar;

namespace smc::gui {

class CodeView;
class DataTable;
class DeliveryModel;
class ExplanationPane;
class VariableBar;

/// Whose messageId and time the row shows.
enum class StampIs : std::uint8_t {
    OfDraft, ///< It goes out with the next Send.
    Sent,    ///< It went out, and will not again.
};

class PreviewPane : public WrappedPane
{
    Q_OBJECT

public:
    /// `newValues` is the action that gives the variables other values.
    explicit PreviewPane(QAction *newValues, QWidget *parent = nullptr);

    void setPreview(const Preview &preview);
    const Preview &preview() const { return m_preview; }

    /// Shows the row's cells, and the parts of the request, that come from the value at `offset` of the editor.
    void setCaret(std::size_t offset);

    /// The stamp that the row carries, for the line under it.
    void setStamp(const destination::Stamp &stamp, StampIs whose);

    /// The places in the editor that the selected rows came from, the part of the request at its caret, or the chosen
    /// line of the explanation: what was chosen last.
    std::vector<json::Span> selectedPlaces() const;

    DataTable &table() const { return *m_table; }

Q_SIGNALS:
    void fixWanted(const smc::gui::Fix &fix);
    /// Rows, a part of the request or a line were selected or unselected: selectedPlaces() tells.
    void selectionChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Lower { Request, Explanation };

    void fitColumns();
    QWidget *makeRow();
    QWidget *makeLower();
    QWidget *makeRequest();
    void showLower(Lower what);
    void showExplanation();
    void explainRow();
    std::optional<std::size_t> chosenRow() const;
    void showDelivery();
    void showTypes();
    void showRefused();
    void scrollToRefused();
    void showFixes();
    void splitByContent();
    void showCaret();
    void followRequestCaret();

    enum class Chosen { Row, Request, Explanation };
    Preview m_preview;
    std::array<VerdictWidget *, StepCount> m_steps;
    VerdictWidget *m_verdict;
    QWidget *m_fixes;
    std::array<QPushButton *, 2> m_fixButtons; ///< For the fixes behind the first, which the verdict offers.
    QWidget *m_row = nullptr;
    QTabBar *m_tabs;
    DeliveryModel *m_model;
    DataTable *m_table;
    QLabel *m_types; ///< Where the selected cell came from, and what the types of SMC's fields say about it or the row.
    QPushButton *m_explain; ///< Leads from the selected cell to its explanation.
    QLabel *m_stamp;
    VariableBar *m_variables;
    QTabBar *m_lower; ///< What stands under the row.
    QStackedLayout *m_lowerStack;
    CodeView *m_request;
    ExplanationPane *m_explanation;
    QSplitter *m_splitter;
    QWidget *m_filler; ///< Takes the room of the splitter where there is nothing to show in it.
    Chosen m_chosen = Chosen::Row;
    std::size_t m_caret = 0; ///< Of the editor.
};

} // namespace smc::gui

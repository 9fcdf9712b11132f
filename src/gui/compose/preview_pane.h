// The right of Compose: what SMC gets, in a sentence, as a row, as a request; and what SMC said.
#pragma once

#include "preview.h"

#include <json/span.h>

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QSplitter;
class QTabBar;

namespace smc::gui {

class CodeView;
class DataTable;
class DeliveryModel;

class PreviewPane : public QWidget
{
    Q_OBJECT

public:
    explicit PreviewPane(QWidget *parent = nullptr);

    void setPreview(const Preview &preview);
    const Preview &preview() const { return m_preview; }

    /// Shows the row's cells that come from the value at `offset` of the editor.
    void setCaret(std::size_t offset);

    /// What came of sending; a neutral tone while it runs. An empty word hides it.
    void setResult(const VerdictContent &result);
    /// The stamp that the draft carries, for the line under the row.
    void setStamp(const destination::Stamp &stamp);

    /// The places in the editor that the selected rows' values came from.
    std::vector<json::Span> selectedPlaces() const;

    QSplitter &splitter() const { return *m_splitter; }
    DataTable &table() const { return *m_table; }

Q_SIGNALS:
    void fixWanted(const smc::gui::Fix &fix);
    void resultLinkActivated(const QString &linkId);
    /// Rows were selected or unselected: selectedPlaces() tells.
    void selectionChanged();

private:
    QWidget *makeRow();
    QWidget *makeRequest();
    void showDelivery();
    void showFixes();

    Preview m_preview;
    std::array<VerdictWidget *, StepCount> m_steps;
    VerdictWidget *m_verdict;
    QWidget *m_fixes;
    std::array<QPushButton *, 2> m_fixButtons; ///< For the fixes behind the first, which the verdict offers.
    VerdictWidget *m_result;
    QTabBar *m_tabs;
    DeliveryModel *m_model;
    DataTable *m_table;
    QLabel *m_stamp;
    CodeView *m_request;
    QSplitter *m_splitter;
};

} // namespace smc::gui

// The explanation of a row for SMC: choosing a line lights up where it came from, and what can be mended has a button.
// A double click goes to the place and changes nothing.
#pragma once

#include "explanation_model.h"

#include <QWidget>

#include <array>

class QListView;
class QPushButton;

namespace smc::gui {

class ExplanationPane : public QWidget
{
    Q_OBJECT

public:
    explicit ExplanationPane(QWidget *parent = nullptr);

    void setLines(std::vector<ExplanationLine> lines);
    /// The places in the editor of the chosen line.
    std::vector<json::Span> selectedPlaces() const;
    /// Goes to the first line.
    void takeFocus();

Q_SIGNALS:
    void selectionChanged();
    void fixWanted(const smc::gui::Fix &fix);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const ExplanationLine *current() const;
    void showFixes();
    void goToPlace();
    void act();

    ExplanationModel *m_model;
    QListView *m_list;
    std::array<QPushButton *, 2> m_fixes;
};

} // namespace smc::gui

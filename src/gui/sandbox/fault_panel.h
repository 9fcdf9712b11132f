// What the sandbox does wrong on purpose, as switches.
#pragma once

#include <sandbox/faults.h>

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QSpinBox;

namespace smc::gui {

class FaultPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FaultPanel(QWidget *parent = nullptr);

    void setFaults(const sandbox::Faults &faults);
    sandbox::Faults faults() const;

    /// "Answers come late. SMC is unavailable.": what is on, for a warning. Empty where nothing is.
    static QString inWords(const sandbox::Faults &faults);

    /// To the first switch.
    void takeFocus();

    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The person switched something.
    void changed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Line
    {
        sandbox::Fault::Kind kind;
        QCheckBox *isOn;
        QWidget *controls; ///< The two that follow.
        QSpinBox *amount;  ///< Nothing where there is none to choose.
        QComboBox *which;
    };

    enum class Parts { Beside, Below }; ///< Where a fault's controls stand: in a narrow pane below its words.

    void addLine(sandbox::Fault::Kind kind);
    void arrange(Parts parts);
    int widthOf(Parts parts) const;
    void refresh();

    QGridLayout *m_grid;
    std::vector<Line> m_lines;
    Parts m_parts = Parts::Beside;
};

} // namespace smc::gui

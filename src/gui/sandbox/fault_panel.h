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

Q_SIGNALS:
    /// The person switched something.
    void changed();

private:
    struct Line
    {
        sandbox::Fault::Kind kind;
        QCheckBox *isOn;
        QSpinBox *amount; ///< Nothing where there is none to choose.
        QComboBox *which;
    };

    void addLine(QGridLayout &grid, sandbox::Fault::Kind kind);
    void refresh();

    std::vector<Line> m_lines;
};

} // namespace smc::gui

// Which variable of the event became what, and the action that draws other values.
#pragma once

#include "preview.h"

#include <QWidget>

#include <vector>

class QAction;
class QLabel;

namespace smc::gui {

class VariableBar : public QWidget
{
    Q_OBJECT

public:
    explicit VariableBar(QAction *newValues, QWidget *parent = nullptr);

    /// Shows each variable once with its first value; hides where there is none.
    void setVariables(const std::vector<PreviewVariable> &variables);

private:
    QLabel *m_values;
};

} // namespace smc::gui

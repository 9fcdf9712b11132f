// A sentence with links. Tab comes to each link, and to nothing else of it.
#pragma once

#include <QLabel>

namespace smc::gui {

class LinkLabel : public QLabel
{
    Q_OBJECT

public:
    explicit LinkLabel(QWidget *parent = nullptr);

protected:
    void focusInEvent(QFocusEvent *event) override;
};

} // namespace smc::gui

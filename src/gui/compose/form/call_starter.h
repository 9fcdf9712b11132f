// What the form shows of an empty text: the calls to begin with.
#pragma once

#include <segment/event.h>

#include <QWidget>

namespace smc::gui {

class CallStarter : public QWidget
{
    Q_OBJECT

public:
    explicit CallStarter(QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(smc::segment::CallType type);
};

} // namespace smc::gui

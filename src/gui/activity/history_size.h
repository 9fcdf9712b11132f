// Under the list of Activity: how much the history holds, how large it may grow, and a link to change that.
#pragma once

#include "../history_service.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace smc::gui {

/// "4567 entries, 38 MB of 256 MB, and 300 MB of large answers". With pins and a bound that they pass it says so.
QString extentInWords(const HistoryService::Extent &extent);

/// "4567 entries with 338 MB": all that would go with it.
QString sizeInWords(const workspace::HistoryStore::Size &size);

class HistorySize : public QWidget
{
    Q_OBJECT

public:
    explicit HistorySize(QWidget *parent = nullptr);

    void setExtent(const HistoryService::Extent &extent);
    const HistoryService::Extent &extent() const { return m_extent; }

Q_SIGNALS:
    /// The person wants these from now on.
    void limitsWanted(const smc::workspace::HistoryLimits &limits);

private:
    void ask();

    HistoryService::Extent m_extent;
    QLabel *m_text;
    QPushButton *m_change;
};

} // namespace smc::gui

// An import of saved events in the page: how far it is, and afterwards what was left out, each with its reason.
#pragma once

#include <base/error.h>
#include <workspace/saved_transfer.h>

#include <QFrame>

#include <chrono>
#include <vector>

namespace smc::gui {

class LeftOutList;
class ProgressLine;

class ImportPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ImportPanel(QWidget *parent = nullptr);

    /// `passed` since the import began. What it shows, in a sentence.
    QString showProgress(const workspace::ImportProgress &progress, std::chrono::milliseconds passed);
    /// `more` were left out besides `problems`.
    void showLeftOut(const std::vector<Error> &problems, std::size_t more);
    /// Hides it, and says so.
    void dismiss();

Q_SIGNALS:
    void cancelled();
    /// Another part of it shows: tab order and height changed.
    void turned();

private:
    enum class Side { Running, LeftOut };

    void turn(Side side);

    ProgressLine *m_running = nullptr;
    LeftOutList *m_leftOut = nullptr;
};

/// "1 200 of 5 000 files, 1 180 events taken."
QString progressSentence(const workspace::ImportProgress &progress);

} // namespace smc::gui

// An import of saved events in the page: how far it is, and afterwards what was left out, each with its reason.
#pragma once

#include <base/error.h>
#include <workspace/saved_transfer.h>

#include <QFrame>

#include <vector>

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;

namespace smc::gui {

class ImportPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ImportPanel(QWidget *parent = nullptr);

    void showProgress(const workspace::ImportProgress &progress);
    /// `more` were left out besides `problems`.
    void showLeftOut(const std::vector<Error> &problems, std::size_t more);
    /// Hides it, and says so.
    void dismiss();

Q_SIGNALS:
    void cancelled();
    /// Another part of it shows: tab order and height changed.
    void turned();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Side { Running, LeftOut };

    QWidget *makeRunning();
    QWidget *makeLeftOut();
    void turn(Side side);
    void copy();

    QLabel *m_text = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_cancel = nullptr;
    QListWidget *m_list = nullptr;
    QLabel *m_more = nullptr;
    QWidget *m_running = nullptr;
    QWidget *m_leftOut = nullptr;
};

/// "1 200 of 5 000 files, 1 180 events taken."
QString progressSentence(const workspace::ImportProgress &progress);

} // namespace smc::gui

#include "import_panel.h"

#include "../text.h"
#include "../theme.h"
#include "../time_left.h"
#include "../widgets/left_out_list.h"
#include "../widgets/progress_line.h"

#include <QLocale>
#include <QVBoxLayout>

namespace smc::gui {

QString progressSentence(const workspace::ImportProgress &progress)
{
    const QLocale locale;
    if (progress.all == 0)
        return ImportPanel::tr("Looking for files.");
    if (progress.all == 1)
        return ImportPanel::tr("%1 of %2 events taken.")
            .arg(locale.toString(qulonglong(progress.events)), locale.toString(qulonglong(progress.allEvents)));
    return ImportPanel::tr("%1 of %2 files read, %3 events taken.")
        .arg(locale.toString(qulonglong(progress.files)), locale.toString(qulonglong(progress.all)),
             locale.toString(qulonglong(progress.events)));
}

ImportPanel::ImportPanel(QWidget *parent)
    : QFrame(parent)
{
    theme::setRole(*this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Medium, theme::space::Small, theme::space::Medium, theme::space::Small);
    m_running = new ProgressLine(tr("Progress of the import"), tr("Cancel the import"), this);
    m_running->setTitle(tr("Importing events"));
    connect(m_running, &ProgressLine::cancelled, this, &ImportPanel::cancelled);
    m_leftOut = new LeftOutList(
        {tr("What the import left out"), tr("Copy the list"), tr("Close what the import left out")}, this);
    connect(m_leftOut, &LeftOutList::closed, this, &ImportPanel::dismiss);
    layout->addWidget(m_running);
    layout->addWidget(m_leftOut);
    hide();
}

void ImportPanel::turn(Side side)
{
    const bool isNews = isHidden() || (side == Side::Running ? m_running->isHidden() : m_leftOut->isHidden());
    m_running->setVisible(side == Side::Running);
    m_leftOut->setVisible(side == Side::LeftOut);
    show();
    if (isNews)
        Q_EMIT turned();
}

QString ImportPanel::showProgress(const workspace::ImportProgress &progress, std::chrono::milliseconds passed)
{
    const bool isOneFile = progress.all == 1;
    const quint64 done = isOneFile ? progress.events : progress.files;
    const quint64 all = isOneFile ? progress.allEvents : progress.all; // 0 until they are counted.
    const QString sentence = withTimeLeft(progressSentence(progress), timeLeft(passed, done, all));
    m_running->showProgress(done, all, sentence);
    turn(Side::Running);
    return sentence;
}

void ImportPanel::showLeftOut(const std::vector<Error> &problems, std::size_t more)
{
    std::vector<LeftOut> items;
    for (const Error &problem : problems)
        items.push_back({fromUtf8(problem.message), fromUtf8(problem.where)});
    m_leftOut->setItems(items, more);
    turn(Side::LeftOut);
    m_leftOut->takeFocus();
}

void ImportPanel::dismiss()
{
    if (isHidden())
        return;
    hide();
    Q_EMIT turned();
}

} // namespace smc::gui

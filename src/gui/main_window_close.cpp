// Leaving the console: what is unfinished is named, and ended properly where the person leaves all the same.
#include "console.h"
#include "dialogs.h"
#include "drafts/draft_keeper.h"
#include "main_window_private.h"
#include "page.h"
#include "page_shelf.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QCoro/QCoroTimer>
#include <QPointer>
#include <QStatusBar>

#include <algorithm>
#include <cstdlib>

namespace smc::gui {

namespace {

/// How long closing waits for what was cancelled to end and to be written down.
constexpr auto Patience = std::chrono::seconds(5);
constexpr auto Look = std::chrono::milliseconds(20);

Question closeQuestion(const QStringList &unfinished)
{
    return {.id = QStringLiteral("close_unfinished"),
            .title = MainWindow::tr("Close the console"),
            .text = unfinished.join(QLatin1Char(' ')),
            .details = MainWindow::tr("What is done stays done. Closing cancels the rest; a request that is on its way "
                                      "may still arrive."),
            .choices = {{QStringLiteral("close"), MainWindow::tr("Close anyway"), Choice::Kind::Destroy},
                        {QStringLiteral("stay"), MainWindow::tr("Keep it open"), Choice::Kind::Cancel}},
            .preferred = QStringLiteral("stay")};
}

} // namespace

QStringList MainWindow::unfinished() const
{
    QStringList sentences;
    for (const Page *page : d->pages->made()) {
        if (const QString sentence = page->unfinished(); !sentence.isEmpty())
            sentences.append(sentence);
    }
    return sentences;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (d->mayClose) {
        remember();
        event->accept();
        return;
    }
    // The answer may take a while: the window closes itself once it is there.
    event->ignore();
    closeWhenAllowed();
}

QCoro::Task<void> MainWindow::closeWhenAllowed()
{
    const QPointer<MainWindow> alive(this);
    auto leaving = mayLeavePage();
    const bool may = co_await leaving;
    if (!alive || !may)
        co_return;
    auto ending = endUnfinished();
    const bool hasEnded = co_await ending;
    if (!alive || !hasEnded)
        co_return;
    d->mayClose = true;
    // Not from within closeEvent().
    QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
}

QCoro::Task<bool> MainWindow::endUnfinished()
{
    const QPointer<MainWindow> alive(this);
    const QStringList sentences = unfinished();
    if (sentences.isEmpty())
        co_return true;
    d->asking = true;
    Question question = closeQuestion(sentences);
    auto asking = d->console.dialogs().ask(this, std::move(question));
    const QString answer = co_await asking;
    if (!alive)
        co_return false;
    if (answer != QLatin1String("close")) {
        d->asking = false;
        co_return false;
    }
    auto ending = breakOff();
    const bool hasEnded = co_await ending;
    if (hasEnded)
        d->asking = false;
    co_return hasEnded;
}

QCoro::Task<bool> MainWindow::breakOff()
{
    const QPointer<MainWindow> alive(this);
    for (Page *page : d->pages->made())
        page->breakOff();
    statusBar()->showMessage(tr("Cancelling what is under way…"));
    // What was sent is to stand in Activity, as cancelled.
    for (auto waited = Look; waited < Patience && !unfinished().isEmpty(); waited += Look) {
        auto pause = QCoro::sleepFor(Look);
        co_await pause;
        if (!alive)
            co_return false;
    }
    co_return true;
}

QCoro::Task<void> MainWindow::closeUnasked()
{
    const QPointer<MainWindow> alive(this);
    for (DraftKeeper *draft : findChildren<DraftKeeper *>())
        draft->keepNow();
    if (!unfinished().isEmpty()) {
        auto ending = breakOff();
        const bool hasEnded = co_await ending;
        if (!alive || !hasEnded)
            co_return;
    }
    d->mayClose = true;
    close();
    QCoreApplication::exit(EXIT_SUCCESS); // Also where another window is open.
}

} // namespace smc::gui

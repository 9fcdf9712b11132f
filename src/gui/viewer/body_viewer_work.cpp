// What a BodyViewer does with a body: search, copy, save.
#include "../dialogs.h"
#include "../icons.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "body_viewer.h"
#include "find_bar.h"
#include "pool_work.h"
#include "text_view.h"
#include "tree_model.h"
#include "tree_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMenu>
#include <QPointer>
#include <QStackedWidget>

#include <algorithm>

namespace smc::gui {

namespace {

/// What a person would search for by selecting it: one short line.
constexpr std::int64_t LongestSelectedNeedle = 200;

} // namespace

void BodyViewer::openFind()
{
    Q_EMIT findWanted();
    if (!isVisible())
        return;
    QString selected;
    const json::Range range = m_text->selection();
    if (view() != View::Tree && !range.isEmpty() && range.size() <= LongestSelectedNeedle) {
        selected = textOf(*m_body, range, AsItCame{});
        if (selected.contains(QLatin1Char('\n')))
            selected.clear();
    }
    m_find->open(selected);
}

void BodyViewer::closeFind()
{
    if (m_search)
        m_search->stop();
    m_find->hide();
    m_text->refreshMarks();
    m_stack->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void BodyViewer::findNext()
{
    if (m_find->isHidden())
        openFind();
    else
        m_find->findNext();
}

void BodyViewer::findPrevious()
{
    if (m_find->isHidden())
        openFind();
    else
        m_find->findPrevious();
}

std::optional<json::Range> BodyViewer::nodeRange() const
{
    if (view() == View::Tree && m_model) {
        const std::optional<json::Child> child = m_model->childAt(m_tree->currentIndex());
        return child ? std::optional(child->value) : std::nullopt;
    }
    // The tree knows where values end.
    TreeModel finder(m_index->outline());
    const std::optional<json::Child> child = finder.childAt(finder.indexOf(place().begin));
    return child ? std::optional(child->value) : std::nullopt;
}

TextForm BodyViewer::formInView() const
{
    if (m_index->isBinary())
        return AsShown(json::HexRows(m_body->bytes()));
    if (view() == View::Pretty)
        return AsShown(json::PrettyRows(m_index->pretty()));
    return AsItCame{};
}

void BodyViewer::copy()
{
    if (!m_index)
        return;
    if (!m_text->hasSelection()) {
        Q_EMIT status(tr("Nothing is selected."));
        return;
    }
    copyRange(m_text->selection(), formInView());
}

void BodyViewer::copyNode()
{
    copyNodeAs(AsItCame{});
}

void BodyViewer::copyIndented()
{
    copyNodeAs(Indented{});
}

void BodyViewer::copyNodeAs(TextForm form)
{
    if (const std::optional<json::Range> range = nodeRange())
        copyRange(*range, std::move(form));
    else
        Q_EMIT status(tr(
            "This row stands for many values and can't be copied: open it, or copy the whole that it is a part of."));
}

void BodyViewer::copyPath()
{
    QApplication::clipboard()->setText(path());
    Q_EMIT status(tr("The path was copied."));
}

void BodyViewer::copyRange(json::Range range, TextForm form)
{
    if (range.size() > MostCopied) {
        say(tr("This part has %1, more than the clipboard takes well. Save the body to a file instead.")
                .arg(dataSize(static_cast<std::uint64_t>(range.size()))),
            tr("Save the body…"), [this] { save(); });
        return;
    }
    if (range.size() > EasilyCopied) {
        say(tr("This part has %1. Programs that it is pasted into may take long.")
                .arg(dataSize(static_cast<std::uint64_t>(range.size()))),
            tr("Copy it all the same"),
            [this, range, form = std::move(form)]() mutable { startCopy(range, std::move(form)); });
        return;
    }
    startCopy(range, std::move(form));
}

void BodyViewer::startCopy(json::Range range, TextForm form)
{
    m_copying.cancel();
    m_copying.disconnect(this);
    connect(&m_copying, &QFutureWatcherBase::resultReadyAt, this, [this](int result) {
        const QString text = m_copying.future().resultAt(result);
        QApplication::clipboard()->setText(text);
        Q_EMIT status(tr("Copied %1.").arg(dataSize(static_cast<std::uint64_t>(text.size()))));
    });
    m_copying.setFuture(startIn<QString>(m_pool, [body = m_body, range, form = std::move(form)](auto &promise) {
        promise.addResult(textOf(*body, range, form));
    }));
}

void BodyViewer::save()
{
    if (m_body)
        askAndSave();
}

QCoro::Task<void> BodyViewer::askAndSave()
{
    const QPointer<BodyViewer> guard(this);
    const std::shared_ptr<const Body> body = m_body;
    WindowDialogs ownDialogs;
    Dialogs &dialogs = m_dialogs ? *m_dialogs : static_cast<Dialogs &>(ownDialogs);
    const FileQuestion question{QStringLiteral("save_body"), tr("Save the body"),
                                m_info.fileName.isEmpty() ? QStringLiteral("body") : m_info.fileName,
                                tr("All files (*)")};
    const QString path = co_await dialogs.saveFile(this, question);
    if (guard && !path.isEmpty() && body == m_body)
        saveTo(path);
}

void BodyViewer::saveTo(const QString &path)
{
    m_saving.cancel();
    m_saving.disconnect(this);
    const QString name = QFileInfo(path).fileName();
    const auto total = static_cast<qint64>(m_body->bytes().size());
    connect(&m_saving, &QFutureWatcherBase::resultReadyAt, this, [this, name, total](int result) {
        const qint64 written = m_saving.future().resultAt(result);
        if (written < 0)
            say(tr("The body could not be saved to %1. Is there room on the disk, and may you write there?").arg(name));
        else if (written >= total)
            sayNotice();
        else
            sayHowFar(name, written * 100 / std::max<qint64>(total, 1));
        if (written >= total)
            Q_EMIT status(tr("Saved %1 to %2.").arg(dataSize(static_cast<std::uint64_t>(total)), name));
    });
    m_saving.setFuture(saveBody(m_body, path, m_pool));
}

void BodyViewer::say(const QString &sentence, const QString &action, std::function<void()> act)
{
    BannerContent content;
    content.text = sentence;
    content.action = action;
    content.dismissable = true;
    showBanner(content, std::move(act));
}

void BodyViewer::sayHowFar(const QString &name, qint64 percent)
{
    BannerContent content;
    content.text = tr("Saving to %1: %2 %").arg(name).arg(percent);
    content.action = tr("Cancel");
    content.dismissable = true;
    content.voice = BannerContent::Voice::Silent;
    showBanner(content, [this] { m_saving.cancel(); });
}

void BodyViewer::showBanner(const BannerContent &content, std::function<void()> act)
{
    m_bannerAction = std::move(act);
    m_banner->setContent(content);
    m_banner->show();
}

void BodyViewer::sayNotice()
{
    m_bannerAction = {};
    if (m_info.notice.isEmpty())
        m_banner->hide();
    else
        say(m_info.notice);
}

void BodyViewer::showMenu(QPoint at)
{
    if (!m_index)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (view() != View::Tree)
        menu->addAction(icon(QStringLiteral("copy")), tr("Copy the selection"), QKeySequence(QKeySequence::Copy), this,
                        &BodyViewer::copy)
            ->setEnabled(m_text->hasSelection());
    menu->addActions(m_copies);
    menu->addSeparator();
    menu->addAction(m_openFind);
    menu->addAction(m_save);
    menu->popup(at);
}

} // namespace smc::gui

// Compose takes what people paste or drop: code, commands, recordings.
#include "../editor/json_editor.h"
#include "../tab_order.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "../widgets/left_out_list.h"
#include "compose_page.h"
#include "event_pane.h"
#include "open_event.h"
#include "paste_reader.h"

#include <QClipboard>
#include <QFrame>
#include <QGuiApplication>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::size_t MaxShown = 3;

QString bannerId()
{
    return QStringLiteral("paste");
}

/// How many the banner has no room for.
int notShown(const segment::Recognised &found)
{
    const std::size_t all = found.unused.size() + found.moreUnused;
    return static_cast<int>(all - std::min(all, MaxShown));
}

/// "Recognised an analytics.js track call." and, in a line each, what could not be used.
QString sentenceFor(const segment::Recognised &found)
{
    QString text = ComposePage::tr("Recognised %1.").arg(fromUtf8(found.words));
    for (const std::string &assumed : found.assumed)
        text += QLatin1Char(' ') + fromUtf8(assumed);
    if (found.unused.empty())
        return text;
    text += QLatin1Char(' ') + ComposePage::tr("Not all of it could be used:");
    for (std::size_t i = 0; i < std::min(found.unused.size(), MaxShown); ++i)
        text += QLatin1Char('\n') + fromUtf8(found.unused[i].sentence());
    if (const int more = notShown(found); more > 0)
        text += QLatin1Char('\n') + (more == 1 ? ComposePage::tr("One more could not be used.")
                                               : ComposePage::tr("%n more could not be used.", nullptr, more));
    return text;
}

} // namespace

void ComposePage::connectPaste()
{
    JsonEditor &editor = m_event->editor();
    m_paste = new PasteReader(editor, this);
    editor.setWholePasteTaker([this](const QMimeData &mime) { m_paste->take(mime, PasteReader::Purpose::Paste); });
    connect(m_paste, &PasteReader::replacing, this, [this] {
        m_open->setAside();
        beginAnother();
    });
    connect(m_paste, &PasteReader::tooLarge, &editor, &JsonEditor::pasteRefused);
    connect(&editor, &JsonEditor::longLineRefused, this, [this] {
        BannerContent content;
        content.tone = theme::Tone::Warning;
        content.text = tr("Nothing was pasted. %1").arg(longLineSentence());
        content.dismissable = true;
        hidePasteUnused();
        banners().show(bannerId(), content);
    });
    connect(m_paste, &PasteReader::recognised, this, &ComposePage::showPaste);
    connect(m_paste, &PasteReader::refused, this, &ComposePage::showPasteRefusal);
    connect(m_paste, &PasteReader::pastedUnknown, this,
            [this] { showPastedUnused(fromUtf8(m_paste->last()->found.error().message)); });
    connect(m_paste, &PasteReader::pasted, this, &ComposePage::showPastedText);
    connect(m_paste, &PasteReader::pastedLaidOut, this, [this](const QString &found) {
        showPastedText({});
        Q_EMIT status(
            tr("Recognised %1. What was one very long line stands in several. Undo brings back what was there.")
                .arg(found));
    });
    connect(m_paste, &PasteReader::pastedUnused, this, &ComposePage::showPastedUnused);
    connect(
        &editor, &JsonEditor::credentialsLeftOut, this,
        [this](const std::vector<std::string> &names) { showPastedUnused(leftOutSentence(names)); },
        Qt::QueuedConnection); // The text is only on its way in.
    connect(m_paste, &PasteReader::started, this, [this] {
        hidePasteUnused();
        BannerContent content;
        content.text = tr("Looking for events in what you pasted.");
        content.action = tr("Cancel");
        banners().show(bannerId(), content);
    });
    connect(&banners(), &BannerArea::action, this, [this](const QString &id) {
        if (id != bannerId())
            return;
        m_paste->cancel();
        banners().hide(id);
        hidePasteUnused();
        m_paste->pasteAsText();
        refresh();
    });
    connect(&banners(), &BannerArea::secondAction, this, [this](const QString &id) {
        if (id == bannerId())
            showPasteUnused();
    });
    connect(&banners(), &BannerArea::dismissed, this, [this](const QString &id) {
        if (id == bannerId())
            hidePasteUnused();
    });
}

QWidget *ComposePage::makePasteUnused()
{
    m_pasteUnusedCard = new QFrame(this);
    theme::setRole(*m_pasteUnusedCard, "card");
    m_pasteUnused = new LeftOutList(
        {tr("What could not be used"), tr("Copy what could not be used"), tr("Close what could not be used")},
        m_pasteUnusedCard);
    auto *layout = new QVBoxLayout(m_pasteUnusedCard);
    layout->setContentsMargins(theme::space::Medium, theme::space::Small, theme::space::Medium, theme::space::Small);
    layout->addWidget(m_pasteUnused);
    connect(m_pasteUnused, &LeftOutList::closed, this, [this] {
        hidePasteUnused();
        m_event->takeFocus();
    });
    m_pasteUnusedCard->hide();
    return m_pasteUnusedCard;
}

void ComposePage::showPasteUnused()
{
    m_pasteUnusedCard->show();
    followLayout(*this);
    m_pasteUnused->takeFocus();
    bringIntoView(*m_pasteUnusedCard);
}

void ComposePage::hidePasteUnused()
{
    if (m_pasteUnusedCard->isHidden())
        return;
    m_pasteUnusedCard->hide();
    followLayout(*this);
}

void ComposePage::pasteEvent()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    if (mime != nullptr && (mime->hasText() || mime->hasUrls()))
        m_paste->take(*mime, PasteReader::Purpose::AsAnEvent);
    else
        Q_EMIT status(tr("There is no text in the clipboard."));
}

void ComposePage::showPaste()
{
    const segment::Recognised &found = *m_paste->last()->found;
    BannerContent content;
    content.tone = found.unused.empty() ? theme::Tone::Info : theme::Tone::Warning;
    content.text = sentenceFor(found);
    content.action = tr("Paste as text instead");
    if (notShown(found) > 0)
        content.secondAction = tr("Show each");
    content.dismissable = true;
    hidePasteUnused();
    std::vector<LeftOut> unused;
    for (const segment::Unused &each : found.unused)
        unused.push_back({fromUtf8(each.sentence())});
    m_pasteUnused->setItems(unused, found.moreUnused);
    banners().show(bannerId(), content);
    refresh();
    m_event->takeFocus();
    Q_EMIT status(tr("Recognised %1. Undo brings back what was there.").arg(fromUtf8(found.words)));
}

void ComposePage::showPasteRefusal()
{
    const PasteResult &result = *m_paste->last();
    BannerContent content;
    content.tone = theme::Tone::Warning;
    content.text = tr("Nothing was pasted. %1").arg(fromUtf8(result.found.error().message));
    if (!result.raw.empty() && result.raw.size() <= JsonEditor::MaxBytes)
        content.action = tr("Paste as text instead");
    content.dismissable = true;
    hidePasteUnused();
    banners().show(bannerId(), content);
}

void ComposePage::showPastedText(const QString &found)
{
    hidePasteUnused();
    banners().hide(bannerId());
    refresh();
    if (!found.isEmpty())
        Q_EMIT status(tr("Recognised %1. Undo brings back what was there.").arg(found));
}

void ComposePage::showPastedUnused(const QString &why)
{
    hidePasteUnused();
    BannerContent content;
    content.tone = theme::Tone::Warning;
    content.text = tr("This was pasted as text. %1").arg(why);
    content.dismissable = true;
    banners().show(bannerId(), content);
    refresh();
}

/// Once the text has been changed, what was pasted can't be taken back alone.
void ComposePage::leavePaste()
{
    m_paste->cancel();
    m_paste->forget();
    banners().hide(bannerId());
    hidePasteUnused();
}

void ComposePage::followPasteEdit()
{
    const PasteResult *last = m_paste->last();
    if (last == nullptr || !last->stands || m_paste->isInPlace())
        return;
    const bool isAsItWas = !last->found;
    m_paste->forget();
    if (isAsItWas)
        return banners().hide(bannerId());
    Banner *banner = banners().banner(bannerId());
    if (banner == nullptr)
        return;
    BannerContent content = banner->content();
    content.action.clear();
    banner->setContent(content);
}

} // namespace smc::gui

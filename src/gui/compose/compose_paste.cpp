// Compose takes what people paste or drop: code, commands, recordings.
#include "../editor/json_editor.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "compose_page.h"
#include "event_pane.h"
#include "open_event.h"
#include "paste_reader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace smc::gui {

namespace {

constexpr std::size_t MaxShown = 3;

QString bannerId()
{
    return QStringLiteral("paste");
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
        text += QStringLiteral("\n%1: %2").arg(fromUtf8(found.unused[i].what), fromUtf8(found.unused[i].why));
    return text;
}

/// Everything that could not be used, where the banner has no room for it.
QString detailsFor(const segment::Recognised &found)
{
    QStringList lines;
    for (const segment::Unused &unused : found.unused)
        lines.append(QStringLiteral("%1: %2").arg(fromUtf8(unused.what), fromUtf8(unused.why)));
    return lines.size() > static_cast<qsizetype>(MaxShown) ? lines.join(QLatin1Char('\n')) : QString();
}

} // namespace

void ComposePage::connectPaste()
{
    JsonEditor &editor = m_event->editor();
    m_paste = new PasteReader(editor, this);
    editor.setWholePasteTaker([this](const QMimeData &mime) { m_paste->take(mime, PasteReader::Purpose::Paste); });
    connect(m_paste, &PasteReader::replacing, this, [this] { m_open->setAside(); });
    connect(m_paste, &PasteReader::tooLarge, &editor, &JsonEditor::pasteRefused);
    connect(m_paste, &PasteReader::recognised, this, &ComposePage::showPaste);
    connect(m_paste, &PasteReader::refused, this, &ComposePage::showPasteRefusal);
    connect(m_paste, &PasteReader::pasted, this, [this] {
        banners().hide(bannerId());
        refresh();
    });
    connect(m_paste, &PasteReader::started, this, [this] {
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
        m_paste->pasteAsText();
        refresh();
    });
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
    content.dismissable = true;
    banners().show(bannerId(), content)->setToolTip(detailsFor(found));
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
    banners().show(bannerId(), content)->setToolTip(QString());
}

/// Once the text has been changed, what was pasted can't be taken back alone.
void ComposePage::followPasteEdit()
{
    const PasteResult *last = m_paste->last();
    if (last == nullptr || !last->found || m_paste->isInPlace())
        return;
    m_paste->forget();
    Banner *banner = banners().banner(bannerId());
    if (banner == nullptr)
        return;
    BannerContent content = banner->content();
    content.action.clear();
    banner->setContent(content);
}

} // namespace smc::gui

#include "entry_head.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "entry_words.h"
#include "explanation_view.h"

#include <workspace/history_store.h>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace smc::gui {

namespace {
constexpr int NoteKeptWithinMs = 500; ///< Of typing: as with drafts, no more of it is lost with the program.
} // namespace

EntryHead::EntryHead(QWidget *parent)
    : QWidget(parent)
    , m_explanation(new ExplanationView(this))
    , m_scroll(new ExplanationScroll(*m_explanation, this))
    , m_caption(new QLabel(this))
    , m_pin(new QToolButton(this))
    , m_note(new QLineEdit(this))
{
    connect(m_explanation, &ExplanationView::placeWanted, this, &EntryHead::placeWanted);
    theme::setRole(*m_caption, "caption");
    m_caption->setWordWrap(true);
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_pin->setIcon(icon(QStringLiteral("pin")));
    m_pin->setCheckable(true);
    m_pin->setAccessibleName(tr("Pinned"));
    m_pin->setToolTip(tr("Pin: keep this entry when the history is full (P)"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Add a note"));
    m_note->setMaxLength(static_cast<int>(workspace::HistoryStore::MostNoteBytes / 4));
    m_note->installEventFilter(this);
    connect(m_pin, &QToolButton::clicked, this, &EntryHead::pinClicked);
    connect(m_note, &QLineEdit::editingFinished, this, &EntryHead::endNote);
    m_typing.setSingleShot(true);
    m_typing.setInterval(NoteKeptWithinMs);
    connect(&m_typing, &QTimer::timeout, this, &EntryHead::keepNote);
    connect(m_note, &QLineEdit::textEdited, this, [this] {
        if (!m_typing.isActive())
            m_typing.start();
    });

    auto *line = new QHBoxLayout;
    line->setSpacing(theme::space::Small);
    line->addWidget(m_caption, 1);
    line->addWidget(m_pin, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_scroll);
    layout->addLayout(line);
    layout->addWidget(m_note);
}

void EntryHead::showEntry(const EntryDetails &details)
{
    const workspace::HistorySummary &summary = details.summary;
    m_explanation->showEntry(details);
    m_scroll->toTop();
    QStringList caption = {callInWords(summary.callType), fromUtf8(summary.profileName), timeInWords(summary.timeMs)};
    if (!summary.method.empty())
        caption.append(durationInWords(summary.durationMs));
    if (!details.trouble.isEmpty())
        caption.append(details.trouble);
    m_caption->setText(caption.join(QStringLiteral(" · ")));
    m_caption->setToolTip(timeInUtc(summary.timeMs));
    showPin(summary.pinned);
    m_typing.stop();
    m_keptNote = fromUtf8(summary.note);
    m_noteBefore = m_keptNote;
    m_note->setText(m_keptNote);
    m_note->setCursorPosition(0);
}

void EntryHead::setMostExplained(int height)
{
    m_scroll->setMost(height);
}

void EntryHead::showPin(bool isPinned)
{
    m_pin->setChecked(isPinned);
}

void EntryHead::editNote()
{
    m_note->setFocus(Qt::ShortcutFocusReason);
    m_note->selectAll();
}

void EntryHead::endNote()
{
    keepNote();
    m_noteBefore = m_keptNote;
}

void EntryHead::keepNote()
{
    m_typing.stop();
    const QString note = m_note->text().trimmed();
    if (note == m_keptNote)
        return;
    m_keptNote = note;
    Q_EMIT noteEdited(note);
}

bool EntryHead::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_note && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && m_note->text() != m_noteBefore) {
        m_note->setText(m_noteBefore);
        keepNote();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace smc::gui

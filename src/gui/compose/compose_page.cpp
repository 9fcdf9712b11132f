#include "compose_page.h"

#include "../actions.h"
#include "../console.h"
#include "../drafts/page_draft.h"
#include "../editor/json_editor.h"
#include "../environment.h"
#include "../mnemonic.h"
#include "../schema_cache.h"
#include "../send_words.h"
#include "../tab_order.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "../widgets/data_table.h"
#include "../widgets/pane_fold.h"
#include "../widgets/pane_head.h"
#include "compose_assist.h"
#include "event_library.h"
#include "event_pane.h"
#include "import_panel.h"
#include "open_event.h"
#include "preview_pane.h"
#include "preview_words.h"
#include "run_panel.h"
#include "saved_store.h"
#include "verdict_voice.h"

#include <destination/receipt_time.h>
#include <net/clock.h>
#include <net/redaction.h>
#include <workspace/profile.h>
#include <workspace/uistate.h>

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int LibraryWidth = 216;
constexpr int ComfortableWidth = 180; ///< Of each pane.
} // namespace

ComposePage::ComposePage(Console &console, QWidget *parent)
    : Page(PageId::Compose, parent)
    , m_console(console)
    , m_focusHome(*this, [this](const QWidget &) { m_event->takeFocus(); })
{
    makeActions();
    // Made in the order in which one reads: Tab follows it.
    m_store = new SavedStore(console.workspaceFolder(), this);
    m_library = new EventLibrary(*m_store, this);
    m_event = new EventPane(m_format, this);
    m_assist = new ComposeAssist(m_console, m_event->editor(), m_event->form(), m_event->problems(), *this);
    m_event->addBesideSummary(m_assist->line());
    m_pane = new PreviewPane(m_newValues, this);
    m_voice = new VerdictVoice(this);
    addActions(m_event->actions());
    addFootAction(m_cancel, FootSide::Right);
    addFootAction(m_dryRun, FootSide::Right);
    setPrimaryAction(m_send);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(QStringLiteral("compose.splitter"));
    m_splitter->setHandleWidth(theme::space::Large);
    m_splitter->setChildrenCollapsible(false);
    auto *middle = new QSplitter(Qt::Vertical, this);
    middle->setObjectName(QStringLiteral("compose.stacked"));
    middle->setHandleWidth(theme::space::Large);
    middle->setChildrenCollapsible(false);
    middle->addWidget(m_event);
    m_splitter->addWidget(m_library);
    m_splitter->addWidget(middle);
    m_splitter->addWidget(m_pane);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setSizes({theme::scaled(LibraryWidth), 360, 434});
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_splitter, 1);
    makeRuns();
    layout->addWidget(makePasteUnused());
    layout->addWidget(m_imports);
    layout->addWidget(m_runs);
    layout->addWidget(makeResult());
    setContent(content);
    auto *fold = new PaneFold(*m_splitter, *middle, *m_pane, room(), ComfortableWidth);
    connect(fold, &PaneFold::folded, this, [this] {
        const int most = room().width() * 3 / 8;
        m_splitter->setSizes({std::min(theme::scaled(LibraryWidth), most), room().width()});
    });

    makeDraft();
    connectPanes();
    connectConsole();
    connectPaste();
    loadDraft();
    makeSaved();
    drawAnew();
    refresh();
}

ComposePage::~ComposePage()
{
    m_draft->keepNow();
}

QString ComposePage::title() const
{
    return tr("Compose");
}

QString ComposePage::iconName() const
{
    return QStringLiteral("compose");
}

QString ComposePage::whatIsThis() const
{
    return tr("Write a Segment event, see what SMC would get, and send it. "
              "Nothing leaves this computer until you send.");
}

void ComposePage::makeActions()
{
    m_send = makeAction("compose.send", this, [this] { run(Way::Send); });
    m_dryRun = makeAction("compose.dryRun", this, [this] { run(Way::DryRun); });
    m_cancel = makeAction("compose.cancel", this, [this] { m_console.cancel(); });
    m_format = makeAction("compose.format", this, [this] {
        if (!m_event->editor().format())
            Q_EMIT status(m_preview.state == Preview::State::Unread ? tr("The text is not JSON yet.")
                                                                    : tr("The text is laid out already."));
    });
    addAction(m_format);
    addAction(makeAction("compose.pasteEvent", this, [this] { pasteEvent(); }));
    m_newValues = makeAction("compose.newValues", this, [this] {
        beginAnother();
        refresh();
        Q_EMIT status(tr("The variables have new values."));
    });
    addAction(m_newValues);
}

QWidget *ComposePage::makeResult()
{
    m_resultBar = new QWidget(this);
    m_result = new VerdictWidget(VerdictWidget::Form::Tall, m_resultBar);
    m_dismiss = new QPushButton(tr("Dismiss"), m_result);
    theme::setRole(*m_dismiss, "link");
    m_dismiss->setAccessibleName(tr("Dismiss the result"));
    connect(m_dismiss, &QPushButton::clicked, this, [this] { m_resultBar->hide(); });
    connect(m_result, &VerdictWidget::linkActivated, this, &ComposePage::openResult);
    m_result->setCorner(*m_dismiss);
    auto *layout = new QVBoxLayout(m_resultBar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_result);
    m_resultBar->hide();
    return m_resultBar;
}

void ComposePage::showResult(const VerdictContent &result)
{
    m_result->setContent(withBreaks(result));
    m_dismiss->setVisible(!m_isSending);
    m_resultBar->show();
    followLayout(*this);
    if (!m_isSending)
        Q_EMIT announced(spoken(result));
}

void ComposePage::connectPanes()
{
    JsonEditor &editor = m_event->editor();
    connect(&editor, &JsonEditor::edited, this, &ComposePage::followEdit);
    connect(&editor, &JsonEditor::caretMoved, this, &ComposePage::refreshIfEventChanged);
    connect(&editor, &JsonEditor::pasteRefused, this, [this](qsizetype bytes) {
        BannerContent content;
        content.tone = theme::Tone::Warning;
        content.text = tr("What you pasted has %1 MB. The editor takes up to 16 MB; for larger files use smcctl.")
                           .arg(bytes >> 20);
        content.dismissable = true;
        banners().show(QStringLiteral("paste"), content);
    });
    connect(m_event, &EventPane::typed, this, [this] { m_draft->touch(); });
    connect(m_pane, &PreviewPane::fixWanted, this, &ComposePage::apply);
    connect(m_assist, &ComposeAssist::fixWanted, this, &ComposePage::apply);
    connect(m_assist, &ComposeAssist::unusedShown, m_event, &EventPane::setUnused);
    connect(m_assist, &ComposeAssist::status, this, &ComposePage::status);
    connect(m_assist, &ComposeAssist::knowledgeChanged, this, &ComposePage::refresh);
    connect(m_voice, &VerdictVoice::said, this, &ComposePage::announced);
    connect(m_pane, &PreviewPane::selectionChanged, this, [this] { showHighlight(CodeView::Scroll::ToFirst); });
}

void ComposePage::connectConsole()
{
    connect(&banners(), &BannerArea::action, this, [this](const QString &id) {
        if (id == settingBanner() && m_settingFix)
            changeSettings(*m_settingFix, Switch::Off);
    });
    connect(&m_console, &Console::settingsChanged, this, &ComposePage::followSettings);
    connect(&m_console, &Console::profileChanged, this, &ComposePage::followProfile);
    connect(&m_console, &Console::sandboxChanged, this, &ComposePage::refresh);
    connect(&m_console, &Console::credentialsChanged, this, &ComposePage::refresh);
    connect(&m_console, &Console::busyChanged, this, [this] {
        refreshActions();
        if (m_isSending && m_console.isBusy())
            showProgress(tr("Waiting for the answer."));
    });
    connect(&m_console, &Console::waiting, this, [this](std::chrono::milliseconds wait) {
        if (m_isSending)
            showProgress(waitInWords(m_console.clock().now() + wait));
    });
    connect(&m_console, &Console::goesOn, this, [this] {
        if (m_isSending)
            showProgress(tr("Waiting for the answer."));
    });
}

Preview ComposePage::previewWith(const destination::Stamp &stamp, const segment::Draw &draw) const
{
    const std::string text = m_event->editor().code();
    const RequestMaker requests = [this](const destination::Prepared &prepared) {
        return m_console.requestsFor(prepared);
    };
    const PreviewInput input{
        text, m_event->editor().caret(), hindrance(), &m_console.schema().schema(), variableValues(draw), &m_stamp};
    return redacted(makePreview(input, m_console.destination(), stamp, requests), m_console.redactor());
}

std::optional<Preview> ComposePage::previewOfSent() const
{
    if (!m_last || !m_last->step || !m_last->settingsHold)
        return {};
    Preview preview = previewWith(m_last->stamp, m_last->draw);
    if (m_last->sourceText != preview.sourceText || !preview.canSend())
        return {};
    preview.steps[static_cast<std::size_t>(StepId::Request)] = *m_last->step;
    return preview;
}

void ComposePage::refresh()
{
    std::optional<Preview> sent = previewOfSent();
    m_showsSent = sent.has_value();
    m_preview = sent ? *std::move(sent) : previewWith(m_stamp, m_draw);
    m_pane->setStamp(shownStamp(), m_showsSent ? StampIs::Sent : StampIs::OfDraft);
    m_event->setPreview(m_preview);
    m_pane->setPreview(m_preview);
    m_assist->setPreview(m_preview);
    showHighlight(CodeView::Scroll::Stay);
    refreshActions();
    tellVerdict();
}

void ComposePage::tellVerdict()
{
    QString verdict = spoken(m_preview.verdict);
    const auto warnings = static_cast<int>(m_preview.countOf(segment::Severity::Warning));
    if (m_preview.canSend() && warnings > 0)
        verdict += QLatin1Char(' ') + (warnings == 1 ? tr("1 warning.") : tr("%n warnings.", nullptr, warnings));
    m_voice->follow(verdict, isVisible() ? VerdictVoice::Listening::Yes : VerdictVoice::Listening::No);
}

std::optional<Error> ComposePage::hindrance() const
{
    if (m_console.credentialsState().where != CredentialsState::Where::None)
        return {};
    return Error{"credentials_missing", toUtf8(tr("The API key and its secret are missing.")), "credentials"};
}

void ComposePage::followEdit()
{
    refresh();
    m_draft->touch();
    followPasteEdit();
    if (!m_last || m_last->sourceText == m_preview.sourceText)
        return;
    leaveLast();
}

void ComposePage::leaveLast()
{
    if (!m_last)
        return;
    m_last.reset();
    if (!m_isSending && m_resultBar->isVisibleTo(this))
        showResult(ofThePast(m_result->content()));
}

void ComposePage::followSettings()
{
    if (m_last)
        m_last->settingsHold = false;
    refresh();
}

void ComposePage::followProfile()
{
    // What is under way goes on to where it was sent, and says so.
    if (!m_isSending)
        m_resultBar->hide();
    banners().hide(settingBanner()); // It is about another one's.
    followSettings();
}

void ComposePage::refreshIfEventChanged()
{
    const std::size_t caret = m_event->editor().caret();
    m_pane->setCaret(caret);
    m_assist->setCaret(caret);
    const bool isSame = caret >= m_preview.place.begin && caret < m_preview.place.end;
    if (m_preview.count > 1 && !isSame)
        refresh();
}

void ComposePage::refreshActions()
{
    m_event->setAllowedEvents(fromUtf8(m_console.destination().settings.allowedEvents));
    const bool isBusy = m_console.isBusy();
    const bool canSend = m_preview.canSend();
    m_send->setText(tr("Send to %1").arg(withoutMarks(m_console.targetText())));
    setSendRole(*primaryButton(), m_console, "primary");
    m_send->setEnabled(canSend && !isBusy);
    m_send->setToolTip(canSend ? tr("Send the event to SMC") : spoken(m_preview.verdict));
    m_sendSeveral->setEnabled(m_preview.state != Preview::State::Empty && !m_runs->isRunning());
    m_dryRun->setEnabled(m_preview.state != Preview::State::Empty && !isBusy);
    m_cancel->setVisible(isBusy && m_isSending);
}

void ComposePage::showHighlight(CodeView::Scroll scroll)
{
    const std::vector<json::Span> places = m_pane->selectedPlaces();
    m_event->highlight(places, scroll);
}

void ComposePage::beginAnother()
{
    leaveLast();
    drawAnew();
}

void ComposePage::drawAnew()
{
    m_stamp = destination::makeStamp();
    m_draw = segment::makeDraw();
    renewTimes();
}

void ComposePage::renewTimes()
{
    const net::UtcTime now = m_console.clock().now();
    m_stamp.receivedAt = destination::receiptTime(now);
    m_draw.nowMs = now.time_since_epoch().count();
}

VariableValues ComposePage::variableValues(const segment::Draw &draw) const
{
    VariableValues values;
    for (const auto &[name, value] : m_console.profile().variables)
        values.own.push_back({name, value});
    values.draw = draw;
    return values;
}

void ComposePage::saveState(workspace::UiState &state) const
{
    state.set("compose/view", m_event->view() == EventView::Form ? "form" : "json");
    state.set("compose/library", m_library->expansion());
}

void ComposePage::restoreState(const workspace::UiState &state)
{
    m_event->setView(state.value("compose/view", "json") == "form" ? EventView::Form : EventView::Json);
    m_library->restoreExpansion(state.value("compose/library", ""));
    m_assist->restoreState(state);
}

} // namespace smc::gui

#include "event_form.h"

#include "../../text.h"
#include "../../theme.h"
#include "../../widgets/banner.h"
#include "../../widgets/focus_scroll.h"
#include "call_starter.h"
#include "member_pane.h"
#include "placeholders.h"

#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

/// Where somebody who begins a call goes on: what only that call has.
FieldId firstFieldOf(segment::CallType type)
{
    switch (type) {
    case segment::CallType::Track:
        return FieldId::EventName;
    case segment::CallType::Group:
        return FieldId::GroupId;
    case segment::CallType::Page:
    case segment::CallType::Screen:
        return FieldId::Name;
    case segment::CallType::Identify:
    case segment::CallType::Alias:
        break;
    }
    return FieldId::UserId;
}

} // namespace

EventForm::EventForm(QWidget *parent)
    : QWidget(parent)
    , m_banner(new Banner(this))
    , m_stack(new QStackedLayout)
    , m_starter(new CallStarter(this))
    , m_scroll(new FocusScroll(this))
    , m_fields(new CallFields)
    , m_members(new MemberPane)
{
    buildLayout();
    connect(m_starter, &CallStarter::chosen, this, [this](segment::CallType type) {
        Q_EMIT begun(blankEvent(type));
        m_fields->showPointer(fieldSpec(firstFieldOf(type)).pointer);
    });
    connect(m_fields, &CallFields::changed, this,
            [this](FieldId id, const QString &text) { submit(setField(m_event.root(), id, text)); });
    connect(m_fields, &CallFields::undoWanted, this, &EventForm::undoWanted);
    connect(m_fields, &CallFields::redoWanted, this, &EventForm::redoWanted);
    connect(m_fields, &CallFields::typed, this, &EventForm::typed);
    connect(m_members, &MemberPane::typed, this, &EventForm::typed);
    connect(m_members, &MemberPane::edited, this, [this](const MemberEdit &edit) { submit(edit.edits); });
    connect(m_banner, &Banner::action, this, [this] { Q_EMIT placeWanted(m_event.place); });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *old) { rememberFocus(old); });
    // Alt and the title's letter lead to the first field.
    setFocusPolicy(Qt::TabFocus);
    setFocusProxy(m_fields->firstEditor());
    showState();
}

EventForm::~EventForm()
{
    // The focus goes from the fields while they are deleted.
    disconnect(qApp, nullptr, this, nullptr);
}

void EventForm::buildLayout()
{
    auto *content = new QWidget;
    content->setObjectName(QStringLiteral("scrolled"));
    auto *contentLayout = new QVBoxLayout(content);
    // Room for the focus ring at the left, and for the scroll bar at the right.
    contentLayout->setContentsMargins(1, theme::space::Tight, theme::space::Tight, 1);
    contentLayout->setSpacing(theme::space::Large);
    contentLayout->addWidget(m_fields);
    contentLayout->addWidget(m_members, 1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    m_stack->addWidget(m_starter);
    m_stack->addWidget(m_scroll);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_banner);
    layout->addLayout(m_stack, 1);
}

void EventForm::setEvent(EventText event)
{
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    m_event = std::move(event);
    if (m_event.state == EventText::State::Good) {
        m_fields->setEvent(m_event.root());
        m_members->setEvent(m_event.document);
    }
    showState();
    if (m_event.state != EventText::State::Good && m_event.state != EventText::State::Empty) {
        m_fields->setEvent({}); // What stood there may be of another event.
        m_members->clear();
    }
    const QWidget *now = window()->focusWidget();
    if (hadFocus && !(now && isAncestorOf(now) && now->isVisible() && now->isEnabled()))
        takeFocus(); // Not to what happens to come next on the page.
}

void EventForm::showState()
{
    const bool isEmpty = m_event.state == EventText::State::Empty;
    const bool isGood = m_event.state == EventText::State::Good;
    BannerContent content;
    content.tone = theme::Tone::Danger;
    content.text = m_event.trouble;
    if (m_event.state != EventText::State::TooLarge)
        content.action = tr("Show the place");
    m_banner->setContent(content);
    m_banner->setVisible(!isEmpty && !isGood);
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_starter) : m_scroll);
    m_scroll->widget()->setEnabled(isGood);
}

void EventForm::submit(const Result<json::Edits> &edits)
{
    // What a field or a row can mean is checked before; what is left concerns texts that changed meanwhile.
    if (edits && !edits->empty() && m_event.state == EventText::State::Good)
        Q_EMIT edited(json::shifted(undressed(*edits), m_event.offset));
}

void EventForm::setProblems(const std::vector<PreviewProblem> &problems)
{
    m_fields->setProblems(problems);
    m_members->setProblems(problems);
}

void EventForm::setUnused(const std::vector<UnusedPlace> &places)
{
    m_members->setUnused(places);
}

void EventForm::setAllowedEvents(const QStringList &names)
{
    m_fields->setAllowedEvents(names);
}

void EventForm::setNameSource(CallFields::NameSource source)
{
    m_fields->setNameSource(std::move(source));
}

void EventForm::mark(const std::vector<json::Span> &spans)
{
    std::vector<json::Span> inside;
    const auto offset = static_cast<std::uint32_t>(m_event.offset);
    for (const json::Span &span : spans) {
        if (span.begin >= offset)
            inside.push_back({span.begin - offset, span.end - offset});
    }
    m_members->mark(inside);
}

bool EventForm::showPointer(const std::string &pointer)
{
    return m_event.state == EventText::State::Good &&
           (m_fields->showPointer(pointer) || m_members->showPointer(pointer));
}

json::Edits EventForm::pendingEdits() const
{
    if (m_event.state != EventText::State::Good)
        return {};
    const auto field = m_fields->pending();
    auto edits = field ? setField(m_event.root(), field->first, field->second).value_or(json::Edits())
                       : m_members->pendingEdits();
    return json::shifted(undressed(std::move(edits)), m_event.offset);
}

void EventForm::commit()
{
    m_fields->commit();
    m_members->commit();
}

void EventForm::rememberFocus(const QWidget *old)
{
    if (old && isAncestorOf(old))
        m_lastFocus = const_cast<QWidget *>(old);
}

void EventForm::takeFocus()
{
    if (m_lastFocus && isAncestorOf(m_lastFocus) && m_lastFocus->isVisible() && m_lastFocus->isEnabled()) {
        m_lastFocus->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_event.state == EventText::State::Good) {
        m_fields->showPointer(fieldSpec(FieldId::Type).pointer);
        return;
    }
    const QWidget *around = m_event.state == EventText::State::Empty ? static_cast<QWidget *>(m_starter) : m_banner;
    for (QPushButton *button : around->findChildren<QPushButton *>()) {
        if (button->isVisible())
            return button->setFocus(Qt::OtherFocusReason);
    }
}

EventForm::Suggested EventForm::suggest()
{
    QWidget *focus = QApplication::focusWidget();
    const auto *box = qobject_cast<QComboBox *>(focus);
    const auto *line = box ? box->lineEdit() : qobject_cast<QLineEdit *>(focus);
    QCompleter *completer = line && isAncestorOf(line) ? line->completer() : nullptr;
    if (!completer)
        return Suggested::Nothing;
    m_fields->refreshNames(*line);
    completer->setCompletionPrefix(line->text());
    if (completer->completionCount() == 0)
        return Suggested::Nothing;
    completer->complete();
    return Suggested::Something;
}

const QList<QAction *> &EventForm::rowActions() const
{
    return m_members->rowActions();
}

} // namespace smc::gui

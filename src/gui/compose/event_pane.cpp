#include "event_pane.h"

#include "../actions.h"
#include "../editor/json_editor.h"
#include "../icons.h"
#include "../tab_order.h"
#include "../widgets/card.h"
#include "../widgets/icon_button.h"
#include "../widgets/pane_head.h"
#include "../widgets/wrapped_delegate.h"
#include "event_head.h"
#include "form/event_form.h"
#include "problem_model.h"

#include <json/pointer.h>

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int MaxListHeight = 112;
constexpr int MaxListHeightUnderForm = 60; ///< What concerns a field stands under it already.
constexpr int IconSize = 16;

} // namespace

EventPane::EventPane(QAction *format, QWidget *parent)
    : QWidget(parent)
    , m_head(new EventHead(tr("&Event"), this))
    , m_position(new QLabel(this))
    , m_stack(new QStackedLayout)
    , m_editor(new JsonEditor(this))
    , m_summaryLine(new QHBoxLayout)
    , m_form(new EventForm(this))
    , m_summaryIcon(new QLabel(this))
    , m_summary(new QLabel(this))
    , m_model(new ProblemModel(this))
    , m_list(new QListView(this))
{
    makeActions();
    m_stack->addWidget(m_form);
    m_stack->addWidget(makeEditorPage());
    makeProblems();
    m_summaryLine->setSpacing(theme::space::Tight);
    m_summaryIcon->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred); // It stands at its words.
    m_summaryLine->addWidget(m_summaryIcon);
    m_summaryLine->addWidget(m_summary);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    m_head->add(m_switch);
    m_head->add(iconButton(format, this));
    layout->addWidget(m_head);
    layout->addWidget(makeNavigator());
    layout->addLayout(m_stack, 1);
    layout->addLayout(m_summaryLine);
    layout->addWidget(m_list);
    connectViews();
    setView(EventView::Json);
    setPreview({});
}

void EventPane::makeActions()
{
    QAction *other = makeAction("compose.view", this,
                                [this] { switchView(m_view == EventView::Form ? EventView::Json : EventView::Form); });
    m_previous = makeAction("compose.previousEvent", this, [this] { goTo(Neighbour::Previous); });
    m_next = makeAction("compose.nextEvent", this, [this] { goTo(Neighbour::Next); });
    addActions({other, m_previous, m_next, makeAction("compose.undo", this, [this] { undo(); }),
                makeAction("compose.redo", this, [this] { redo(); })});
    m_switch = new ViewSwitch(*other, this);
}

void EventPane::addToHead(QWidget *widget)
{
    m_head->add(widget, m_switch);
}

QWidget *EventPane::makeNavigator()
{
    m_navigator = new QWidget(this);
    theme::setRole(*m_position, "caption");
    auto *line = new QHBoxLayout(m_navigator);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::space::Tight);
    line->addWidget(m_position, 1);
    line->addWidget(iconButton(m_previous, m_navigator));
    line->addWidget(iconButton(m_next, m_navigator));
    return m_navigator;
}

QWidget *EventPane::makeEditorPage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(new Card(*m_editor, page), 1);
    return page;
}

void EventPane::addBesideSummary(QWidget *aboutCaret)
{
    m_aboutCaret = aboutCaret;
    m_summaryLine->addSpacing(theme::space::Small);
    m_summaryLine->addWidget(aboutCaret, 1);
    setView(m_view);
}

void EventPane::makeProblems()
{
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Problems of the event"));
    m_list->setItemDelegate(new WrappedDelegate(m_list));
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel); // fitProblems() counts in pixels.
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    const auto jump = [this](const QModelIndex &index) { showProblem(m_model->problem(index.row())); };
    connect(m_list, &QListView::clicked, this, jump);
    connect(m_list, &QListView::activated, this, jump);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setObjectName(QStringLiteral("problemSummary"));
}

/// Whoever gives the keyboard to the event may mean the editor behind the form: what is typed there is seen nowhere.
bool EventPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::FocusIn && m_view == EventView::Form) {
        m_form->takeFocus();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void EventPane::connectViews()
{
    m_editor->installEventFilter(this);
    connect(m_switch, &ViewSwitch::chosen, this, &EventPane::switchView);
    connect(m_editor, &CodeView::revealed, this, [this] { setView(EventView::Json); });
    connect(m_form, &EventForm::edited, this, &EventPane::applyEdits);
    connect(m_form, &EventForm::typed, this, &EventPane::typed);
    connect(m_form, &EventForm::undoWanted, this, &EventPane::undo);
    connect(m_form, &EventForm::redoWanted, this, &EventPane::redo);
    connect(m_form, &EventForm::placeWanted, this, [this](json::Span place) { m_editor->reveal(place); });
    connect(m_form, &EventForm::begun, this, [this](const std::string &text) {
        m_editor->setCode(text);
        m_editor->setCaret(0);
        refreshForm();
    });
    m_formTimer.setSingleShot(true);
    m_formTimer.setInterval(0);
    connect(&m_formTimer, &QTimer::timeout, this, &EventPane::refreshForm);
    connect(m_editor, &QsciScintilla::textChanged, this, &EventPane::refreshFormSoon);
    connect(m_editor, &JsonEditor::caretMoved, this, &EventPane::refreshFormSoon);
}

void EventPane::setView(EventView view)
{
    if (m_view == EventView::Form)
        commit();
    m_view = view;
    const bool isForm = view == EventView::Form;
    m_switch->setView(view);
    m_stack->setCurrentIndex(isForm ? 0 : 1);
    m_form->setMinimumSize(isForm ? QSize(0, 0) : QSize(1, 1)); // What is not shown asks for no room.
    if (m_aboutCaret)
        m_aboutCaret->setVisible(!isForm);
    m_head->title().setBuddy(isForm ? static_cast<QWidget *>(m_form) : m_editor);
    if (isForm)
        refreshForm();
    fitProblems();
    followLayout(*this);
}

void EventPane::switchView(EventView view)
{
    setView(view);
    takeFocus();
}

void EventPane::takeFocus()
{
    if (m_view == EventView::Form)
        m_form->takeFocus();
    else
        m_editor->setFocus(Qt::OtherFocusReason);
}

std::string EventPane::draft() const
{
    const std::string text = m_editor->code();
    return m_view == EventView::Form && isSeen(text) ? json::applied(text, m_form->pendingEdits()) : text;
}

bool EventPane::isSeen(std::string_view text) const
{
    return m_form->eventText().standsIn(text);
}

void EventPane::commit()
{
    if (m_view == EventView::Form)
        m_form->commit();
}

void EventPane::refreshFormSoon()
{
    if (m_view == EventView::Form && !m_formTimer.isActive())
        m_formTimer.start();
}

void EventPane::refreshForm()
{
    m_formTimer.stop();
    m_form->setEvent(eventTextAt(m_editor->code(), m_editor->caret()));
}

void EventPane::applyEdits(const json::Edits &edits)
{
    // What the form has looked at must still stand there.
    if (isSeen(m_editor->code()))
        m_editor->apply(edits);
    refreshForm();
}

void EventPane::undo()
{
    m_editor->undo();
    followCaret();
}

void EventPane::redo()
{
    m_editor->redo();
    followCaret();
}

void EventPane::goTo(Neighbour neighbour)
{
    commit();
    const std::string text = m_editor->code();
    const EventText here = eventTextAt(text, m_editor->caret());
    const std::size_t place = neighbour == Neighbour::Previous ? placeBefore(text, here)
                              : here.index + 1 < here.count    ? here.next
                                                               : here.offset;
    m_editor->setCaret(place);
    followCaret();
}

void EventPane::followCaret()
{
    // An editor that is not shown does not tell of its caret.
    if (m_view == EventView::Json)
        return;
    refreshForm();
    Q_EMIT m_editor->caretMoved(static_cast<qsizetype>(m_editor->caret()));
}

void EventPane::highlight(const std::vector<json::Span> &places, CodeView::Scroll scroll)
{
    m_editor->highlight(places, scroll);
    m_form->mark(places);
}

bool EventPane::goToField(std::size_t offset)
{
    if (m_view == EventView::Json)
        return false;
    refreshForm();
    const EventText &event = m_form->eventText();
    if (!event.document || offset < event.offset)
        return false;
    return m_form->showPointer(json::pointerTo(event.document->valueAt(offset - event.offset)));
}

void EventPane::setUnused(const std::vector<UnusedPlace> &places)
{
    m_form->setUnused(places);
}

void EventPane::setAllowedEvents(const QStringList &names)
{
    m_form->setAllowedEvents(names);
}

void EventPane::showProblem(const PreviewProblem &problem)
{
    if (m_view == EventView::Form && m_form->showPointer(problem.path))
        return;
    m_editor->reveal(problem.span);
}

void EventPane::setSavedAs(const QString &name, Saving saving)
{
    const QString last = name.section(QLatin1Char('/'), -1);
    if (name.isEmpty() || saving == Saving::Saved)
        m_head->setName(name, last);
    else // The dot stands for the words where they have no room.
        m_head->setName(tr("%1 – unsaved changes").arg(name), QStringLiteral("● ") + last);
}

void EventPane::setPreview(const Preview &preview)
{
    m_model->setProblems(preview.problems, m_editor->code());
    std::vector<EditorMark> marks;
    for (const PreviewProblem &problem : preview.problems) {
        const bool isError = problem.severity == segment::Severity::Error;
        marks.push_back(
            {problem.span, isError ? EditorMark::Severity::Error : EditorMark::Severity::Warning, problem.message});
    }
    m_editor->setMarks(std::move(marks));
    m_editor->setVariables(preview.bareVariables);
    m_form->setProblems(preview.problems);

    const bool isEmpty = preview.state == Preview::State::Empty;
    m_tone = isEmpty ? theme::Tone::Neutral : m_model->tone();
    showTone();
    m_summaryIcon->setVisible(!isEmpty);
    m_summary->setText(isEmpty ? QString() : m_model->summary());
    showPosition(preview);
    fitProblems();
}

void EventPane::showTone()
{
    const QSize side(theme::scaled(IconSize), theme::scaled(IconSize));
    m_list->setIconSize(side);
    m_summaryIcon->setPixmap(icon(iconNameOf(m_tone), m_tone).pixmap(side, devicePixelRatioF()));
}

void EventPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showTone();
    if (event->type() == QEvent::FontChange)
        fitProblems();
}

void EventPane::showPosition(const Preview &preview)
{
    const qulonglong number = preview.index + 1;
    const qulonglong count = preview.count;
    m_position->setText(count == 0           ? tr("No event ends in the first 1 MB")
                        : preview.isCutShort ? tr("Event %1 of %2, in the first 1 MB").arg(number).arg(count)
                                             : tr("Event %1 of %2").arg(number).arg(count));
    m_position->setToolTip(tr("The preview shows the event at the caret, and Send sends that one."));
    m_navigator->setVisible(preview.count > 1 || preview.isCutShort);
    m_previous->setEnabled(preview.index > 0);
    m_next->setEnabled(preview.index + 1 < preview.count);
}

void EventPane::fitProblems()
{
    m_list->setVisible(m_model->rowCount() > 0);
    if (m_model->rowCount() == 0)
        return;
    m_list->doItemsLayout();
    const int most = theme::scaled(m_view == EventView::Form ? MaxListHeightUnderForm : MaxListHeight);
    const int offset = m_list->verticalScrollBar()->value();
    const int frame = 2 * m_list->frameWidth() + theme::space::Tight;
    // Whole rows, and the first one in any case.
    int height = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int bottom = m_list->visualRect(m_model->index(row, 0)).bottom() + offset + frame;
        if (row > 0 && bottom > most)
            break;
        height = bottom;
    }
    m_list->setFixedHeight(height);
}

void EventPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitProblems();
}

} // namespace smc::gui

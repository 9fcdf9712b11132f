#include "compose_assist.h"

#include "../actions.h"
#include "../console.h"
#include "../editor/json_editor.h"
#include "../icons.h"
#include "../list_refresh.h"
#include "../schema_cache.h"
#include "../text.h"
#include "../widgets/elided_label.h"
#include "../widgets/menu_opener.h"
#include "completer.h"
#include "form/event_form.h"
#include "form/placeholders.h"

#include <workspace/uistate.h>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QListView>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr const char *DimKey = "compose/dim_unused";

/// The lists that the settings and the deliveries name: worth knowing before anybody asks.
std::vector<std::string> listsOf(const Preview &preview, const destination::Settings &settings)
{
    std::vector<std::string> lists = {settings.eventsDataListApiName, settings.audienceListApiName};
    if (preview.provenance) {
        for (const std::string &list : preview.provenance->lists())
            lists.push_back(list);
    }
    std::erase_if(lists, [](const std::string &list) { return list.empty(); });
    return lists;
}

bool stands(json::Span place, std::size_t offset)
{
    return offset >= place.begin && offset <= place.end;
}

} // namespace

ComposeAssist::ComposeAssist(Console &console, JsonEditor &editor, EventForm &form, QListView &problems, QWidget &page)
    : QObject(&page)
    , m_console(console)
    , m_editor(editor)
    , m_form(form)
    , m_problems(problems)
    , m_line(new QWidget(&page))
    , m_fate(new ElidedLabel(m_line, Qt::ElideRight))
    , m_completer(new Completer(editor,
                                {[&console]() -> const destination::Destination & { return console.destination(); },
                                 [&console]() -> const rest::Schema & { return console.schema().schema(); },
                                 [this] { return readingOffer(); }},
                                this))
    , m_plainDescription(editor.accessibleDescription())
{
    m_fate->setObjectName(QStringLiteral("compose.fate"));
    m_fate->setAccessibleName(tr("What becomes of the value at the caret"));
    m_fate->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // It makes no pane wider.
    theme::setRole(*m_fate, "caption");
    m_fate->useTwoLines(); // The button beside it is as high.
    makeActions(page);
    makeLine();
    problems.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&problems, &QWidget::customContextMenuRequested, this, [this](QPoint at) {
        openFixesOfProblem(m_problems.indexAt(at).row(), m_problems.viewport()->mapToGlobal(at));
    });
    connect(m_completer, &Completer::listsWanted, this, &ComposeAssist::wantLists);
    connect(m_completer, &Completer::listWanted, this,
            [this](const QString &list) { m_console.schema().wantList(toUtf8(list)); });
    connect(m_completer, &Completer::readingWanted, this, [this] { m_refreshLists->trigger(); });
    connect(m_completer, &Completer::nothingFound, this, &ComposeAssist::sayNothingFound);
    form.setNameSource([this](FieldId field, const QString &typed) { return namesFor(field, typed); });
    connect(&console.schema(), &SchemaCache::changed, this, &ComposeAssist::followSchema);
}

void ComposeAssist::makeActions(QWidget &page)
{
    m_complete = makeAction("compose.complete", &page, [this] {
        if (m_form.isVisible())
            return suggestInForm(); // The caret is nowhere that one can see.
        const auto place = static_cast<std::uint32_t>(m_editor.caret());
        m_editor.reveal({place, place});
        m_completer->open();
    });
    m_quickFix = makeAction("compose.quickFix", &page, [this] {
        if (m_problems.hasFocus())
            openFixesOfProblem(
                m_problems.currentIndex().row(),
                m_problems.viewport()->mapToGlobal(m_problems.visualRect(m_problems.currentIndex()).bottomLeft()));
        else
            openFixesAtCaret();
    });
    m_quickFix->setShortcuts({m_quickFix->shortcut(), QKeySequence(Qt::ALT | Qt::Key_Return)});
    m_refreshLists = makeAction("compose.refreshLists", &page,
                                [this] { m_refresh->read(listsOf(m_preview, m_console.destination().settings)); });
    m_refresh = new ListRefresh(m_console, *m_refreshLists, this);
    connect(m_refresh, &ListRefresh::status, this, &ComposeAssist::status);
    m_dim = makeAction("compose.dimUnused", &page, [this] {
        showUnused();
        m_console.uiState().set(DimKey, m_dim->isChecked() ? "1" : "0");
        m_console.saveUiState();
    });
    m_dim->setCheckable(true);
    m_dim->setChecked(true);
    page.addActions(actions());
}

void ComposeAssist::makeLine()
{
    // All of it can be found without knowing a key.
    auto *button = new QToolButton(m_line);
    auto *menu = new QMenu(button);
    menu->addActions(actions());
    setPopupMenu(*button, *menu);
    button->setIcon(icon(QStringLiteral("hint")));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(tr("Suggest, mend, and read what SMC holds"));
    button->setAccessibleName(tr("Help with writing"));
    auto *layout = new QHBoxLayout(m_line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_fate, 1);
    layout->addWidget(button);
}

void ComposeAssist::setPreview(const Preview &preview)
{
    m_preview = preview;
    m_caret = m_editor.caret();
    showUnused();
    showFate();
    const bool isWhole = preview.canSend() || preview.state == Preview::State::Refused;
    if (!m_editor.isVisible() || !isWhole)
        return;
    // In the sandbox the lists are read by themselves; elsewhere want() waits for the person.
    m_console.schema().want();
    for (const std::string &list : listsOf(preview, m_console.destination().settings))
        m_console.schema().wantList(list);
}

void ComposeAssist::setCaret(std::size_t offset)
{
    m_caret = offset;
    showFate();
}

void ComposeAssist::showUnused()
{
    const bool isShown = m_preview.provenance && m_dim->isChecked();
    const std::vector<UnusedPlace> unused = isShown ? m_preview.provenance->unused() : std::vector<UnusedPlace>();
    std::vector<FaintPlace> places;
    places.reserve(unused.size());
    for (const UnusedPlace &place : unused)
        places.push_back({place.span, place.reason});
    m_editor.setFaint(std::move(places));
    Q_EMIT unusedShown(unused);
}

void ComposeAssist::showFate()
{
    const QString fate = m_preview.provenance ? m_preview.provenance->fateAt(m_caret) : QString();
    if (fate == m_fate->fullText())
        return;
    m_fate->setFullText(fate);
    m_editor.setAccessibleDescription(fate.isEmpty() ? m_plainDescription : fate);
    // A screen reader says the description of what has the focus when it changes.
    QAccessibleEvent event(&m_editor, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void ComposeAssist::fillIn(std::size_t offset)
{
    const auto place = static_cast<std::uint32_t>(offset);
    m_editor.reveal({place, place});
    m_completer->open();
}

void ComposeAssist::wantLists()
{
    m_console.schema().want();
}

std::optional<Suggestion> ComposeAssist::readingOffer() const
{
    if (m_console.schema().isReading() || !m_refreshLists->isEnabled())
        return {};
    return Suggestion{m_refreshLists->text().remove(QLatin1Char('&')),
                      m_refreshLists->shortcut().toString(QKeySequence::NativeText), Suggestion::Kind::Command};
}

void ComposeAssist::sayNothingFound()
{
    const SchemaCache &schema = m_console.schema();
    if (schema.isReading())
        Q_EMIT status(tr("The lists are being read from SMC."));
    else if (schema.waitsForPerson())
        Q_EMIT status(
            tr("Nothing to suggest here. “Refresh lists from SMC” lets SMC's lists and fields be suggested."));
    else
        Q_EMIT status(tr("Nothing to suggest here."));
}

void ComposeAssist::suggestInForm()
{
    m_formLacksLists = false;
    m_awaitsNames = nullptr;
    if (m_form.suggest() == EventForm::Suggested::Something)
        return;
    m_awaitsNames = m_formLacksLists ? QApplication::focusWidget() : nullptr;
    if (m_formLacksLists)
        sayNothingFound();
    else
        Q_EMIT status(tr("Nothing to suggest here."));
}

QStringList ComposeAssist::namesFor(FieldId field, const QString &typed)
{
    const EventText &event = m_form.eventText();
    if (!event.document)
        return {};
    std::vector<std::string> path;
    for (const QString &step :
         QString::fromLatin1(fieldSpec(field).pointer).split(QLatin1Char('/'), Qt::SkipEmptyParts))
        path.push_back(toUtf8(step));
    const Surroundings around = surroundingsOfValue(undressed(event.document->text()), std::move(path), toUtf8(typed));
    const Completion found = completionFor(around, m_console.destination(), m_console.schema().schema());
    if (found.wantsLists)
        wantLists();
    if (!found.wantsList.empty())
        m_console.schema().wantList(found.wantsList);
    m_formLacksLists = found.wantsLists || !found.wantsList.empty();
    QStringList names;
    for (const Candidate &candidate : found.candidates)
        names.append(fromUtf8(candidate.text));
    return names;
}

void ComposeAssist::followSchema()
{
    m_completer->refresh();
    const bool isAwaited = m_awaitsNames && m_awaitsNames == QApplication::focusWidget() && m_form.isVisible();
    if (isAwaited && m_form.suggest() == EventForm::Suggested::Something)
        m_awaitsNames = nullptr;
    Q_EMIT knowledgeChanged();
}

std::vector<Fix> ComposeAssist::fixesAt(std::size_t offset) const
{
    const std::string text = m_editor.code();
    const std::uint32_t line = json::placeOf(text, offset).line;
    std::vector<Fix> here;
    std::vector<Fix> onLine;
    for (const PreviewProblem &problem : m_preview.problems) {
        const bool isHere = stands(problem.span, offset) && problem.span.size() < text.size() / 2;
        const bool isOnLine = json::placeOf(text, problem.span.begin).line == line;
        auto &into = isHere ? here : onLine;
        if (isHere || isOnLine)
            into.insert(into.end(), problem.fixes.begin(), problem.fixes.end());
    }
    here.insert(here.end(), onLine.begin(), onLine.end());
    // A discard concerns the whole event, and so does what is missing in it.
    here.insert(here.end(), m_preview.fixes.begin(), m_preview.fixes.end());
    here.insert(here.end(), m_preview.additions.begin(), m_preview.additions.end());
    return here;
}

void ComposeAssist::openFixesAtCaret()
{
    openMenu(fixesAt(m_editor.caret()), m_editor.rectAt(m_editor.caret()).bottomLeft());
}

void ComposeAssist::openFixesOfProblem(int row, QPoint place)
{
    if (row >= 0 && static_cast<std::size_t>(row) < m_preview.problems.size())
        openMenu(m_preview.problems[static_cast<std::size_t>(row)].fixes, place);
}

void ComposeAssist::openMenu(const std::vector<Fix> &fixes, QPoint place)
{
    auto *menu = new QMenu(&m_editor);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("compose.fixes"));
    menu->setAccessibleName(tr("Quick fixes"));
    std::vector<const Fix *> shown;
    for (const Fix &fix : fixes) {
        // Two problems may have one mend, each in words of its own.
        const bool isShown = std::any_of(shown.begin(), shown.end(), [&](const Fix *other) {
            return other->label == fix.label || (!fix.edits.empty() && other->edits == fix.edits);
        });
        // "Show the place" says nothing to somebody who stands there.
        if (fix.kind == Fix::Kind::ShowPlace || isShown)
            continue;
        shown.push_back(&fix);
        QAction *action = menu->addAction(QString(fix.label).replace(QLatin1Char('&'), QLatin1String("&&")));
        connect(action, &QAction::triggered, this, [this, fix] { Q_EMIT fixWanted(fix); });
    }
    if (shown.empty()) {
        delete menu;
        Q_EMIT status(tr("There is nothing to mend here."));
        return;
    }
    menu->setActiveAction(menu->actions().first());
    menu->popup(place);
}

void ComposeAssist::restoreState(const workspace::UiState &state)
{
    m_dim->setChecked(state.value(DimKey, "1") != "0");
    showUnused();
}

} // namespace smc::gui

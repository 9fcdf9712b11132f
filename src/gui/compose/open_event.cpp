#include "open_event.h"

#include "../console.h"
#include "../dialogs.h"
#include "../editor/json_editor.h"
#include "../page.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "event_library.h"
#include "examples.h"
#include "saved_store.h"

#include <workspace/saved_transfer.h>

#include <QApplication>
#include <QPointer>

#include <algorithm>

namespace smc::gui {

using workspace::SavedEntry;
using workspace::SavedEvents;
using workspace::SavedPath;

namespace {

bool isBlank(const std::string &text)
{
    return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

Question replaceQuestion(const QString &path)
{
    Question question;
    question.id = QStringLiteral("replace_event");
    question.title = OpenEvent::tr("Save the event");
    question.text = OpenEvent::tr("Replace the saved event “%1”?").arg(path);
    question.details = OpenEvent::tr("What it holds now is lost.");
    question.choices = {{QStringLiteral("replace"), OpenEvent::tr("Replace"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), OpenEvent::tr("Choose another name"), Choice::Kind::Cancel}};
    question.preferred = QStringLiteral("cancel");
    return question;
}

} // namespace

OpenEvent::OpenEvent(Console &console, SavedStore &store, EventLibrary &library, JsonEditor &editor, Page &page)
    : QObject(&page)
    , m_console(console)
    , m_store(store)
    , m_library(library)
    , m_editor(editor)
    , m_page(page)
{
    for (const Example &example : builtInExamples())
        m_examples.push_back(exampleText(example.file).value_or(std::string()));
    connect(&editor, &JsonEditor::edited, this, &OpenEvent::followEdit);
    connect(this, &OpenEvent::changed, this, &OpenEvent::followLeft);
    m_leftLater.setSingleShot(true);
    m_leftLater.setInterval(QApplication::doubleClickInterval());
    connect(&m_leftLater, &QTimer::timeout, this, &OpenEvent::showLeft);
    connect(&store, &SavedStore::listed, this, [this] { lookAtDisk(); });
    connect(&library.place(), &PlacePanel::accepted, this, [this](const QString &name, const QString &folder) {
        if (m_library.place().asker() == this)
            place(name, folder);
    });
    connect(&library.place(), &PlacePanel::cancelled, this, [this] {
        if (m_library.place().asker() != this)
            return;
        m_library.place().hide();
        m_editor.setFocus(Qt::OtherFocusReason);
    });
    connect(&page.banners(), &BannerArea::action, this, [this](const QString &id) {
        if (id == changedOutsideBanner())
            m_onDisk ? reload() : keepMine();
        else if (id == leftBanner())
            bringBack(m_offered);
        else if (id == forgottenBanner())
            bringBackForgotten();
    });
    connect(&page.banners(), &BannerArea::dismissed, this, [this](const QString &id) {
        if (id == leftBanner())
            dismissLeft();
        else if (id == forgottenBanner())
            m_forgotten = {};
    });
    connect(&page.banners(), &BannerArea::secondAction, this, [this](const QString &id) {
        if (id == changedOutsideBanner())
            keepMine();
    });
}

bool OpenEvent::hasChanges() const
{
    return !m_path.isTop() && (!m_base || m_editor.code() != *m_base);
}

void OpenEvent::followEdit()
{
    dropWhatIsBack();
    if (const bool has = hasChanges(); std::exchange(m_hadChanges, has) != has)
        Q_EMIT changed();
}

bool OpenEvent::wouldBeLost(const std::string &text) const
{
    if (m_base && text == *m_base)
        return false;
    return !isBlank(text) && std::find(m_examples.begin(), m_examples.end(), text) == m_examples.end();
}

void OpenEvent::put(SavedPath path, std::optional<std::string> base, const std::string &text)
{
    ++m_turn;
    m_path = std::move(path);
    m_base = std::move(base);
    m_onDisk.reset();
    m_page.banners().hide(changedOutsideBanner());
    m_editor.setCode(text);
    m_editor.setCaret(0);
    // Undo would bring back another event's text under this one's name.
    m_editor.forgetUndo();
    m_store.watch(m_path);
    remember();
    dropWhatIsSaved();
    m_hadChanges = hasChanges();
    Q_EMIT loaded();
    Q_EMIT changed();
}

QCoro::Task<void> OpenEvent::open(SavedEntry entry, GoOn goOn)
{
    const QPointer<OpenEvent> self(this);
    const auto goToEditor = [this, goOn] {
        if (goOn == GoOn::InEditor)
            m_editor.setFocus(Qt::OtherFocusReason);
    };
    if (entry.path == m_path) {
        goToEditor();
        co_return;
    }
    auto task = m_store.ask([path = entry.path](SavedEvents &events) { return events.read(path); });
    const Result<std::string> text = co_await task;
    if (!self)
        co_return;
    if (!text) {
        complain(text.error());
        m_store.refresh();
        co_return;
    }
    if (entry.path == m_path) {
        goToEditor(); // The first click of two has opened it meanwhile.
        co_return;
    }
    keepForReturn(m_editor.code(), AsideText::Offer::Banner, goOn);
    put(entry.path, *text, *text);
    goToEditor();
    Q_EMIT m_page.status(tr("“%1” is open. Ctrl+S saves your changes to it.").arg(fromUtf8(entry.path.name())));
}

void OpenEvent::leave(const std::string &text, GoOn goOn)
{
    // What has no name comes back with Undo, until a saved event is opened.
    keepForReturn(m_editor.code(), m_path.isTop() ? AsideText::Offer::InUndo : AsideText::Offer::Banner, goOn);
    ++m_turn;
    m_path = {};
    m_library.showOpen(m_path);
    m_base = text;
    m_onDisk.reset();
    m_page.banners().hide(changedOutsideBanner());
    m_store.watch({});
    remember();
    m_hadChanges = false;
    Q_EMIT changed();
}

QCoro::Task<void> OpenEvent::save()
{
    const std::string text = m_editor.code();
    if (m_path.isTop()) {
        saveAs();
        co_return;
    }
    auto task = write(m_path, text, m_base);
    co_await task;
}

void OpenEvent::saveAs()
{
    const std::string text = m_editor.code();
    if (isBlank(text)) {
        Q_EMIT m_page.status(tr("There is nothing to save yet."));
        return;
    }
    PlacePanel::Question question;
    question.title = tr("Save the event");
    question.button = tr("Save");
    question.name = fromUtf8(m_path.isTop() ? workspace::suggestedName(text) : std::string(m_path.name()));
    question.folder = fromUtf8((m_path.isTop() ? m_library.folder() : m_path.parent()).text());
    question.folders = m_library.folders();
    m_library.place().open(question, this);
}

QCoro::Task<void> OpenEvent::place(QString name, QString folder)
{
    const QPointer<OpenEvent> self(this);
    const Result<SavedPath> in = SavedPath::made(toUtf8(folder));
    if (!in) {
        m_library.place().setError(fromUtf8(in.error().message));
        co_return;
    }
    const std::string text = m_editor.code();
    m_isSaving = true;
    const int turn = m_turn;
    auto task =
        m_store.ask([in = *in, name = toUtf8(name), text](SavedEvents &events) { return events.add(in, name, text); });
    const Result<SavedPath> added = co_await task;
    if (!self)
        co_return;
    m_isSaving = false;
    if (added) {
        setSaved(*added, text, turn);
        co_return;
    }
    if (added.error().code != "saved_name_taken") {
        m_library.place().setError(fromUtf8(added.error().message));
        co_return;
    }
    auto asking = m_console.dialogs().ask(&m_page, replaceQuestion(fromUtf8(added.error().where)));
    const QString answer = co_await asking;
    if (!self)
        co_return;
    const Result<SavedPath> taken = SavedPath::parse(added.error().where);
    if (answer != QLatin1String("replace") || !taken) {
        m_library.place().setError(tr("“%1” is there already.").arg(fromUtf8(added.error().where)));
        co_return;
    }
    auto writing = write(*taken, text, std::nullopt);
    co_await writing;
}

QCoro::Task<void> OpenEvent::write(SavedPath path, std::string text, std::optional<std::string> basedOn)
{
    const QPointer<OpenEvent> self(this);
    m_isSaving = true;
    const int turn = m_turn;
    auto task = m_store.ask([path, text, basedOn](SavedEvents &events) { return events.write(path, text, basedOn); });
    const Result<void> written = co_await task;
    if (!self)
        co_return;
    m_isSaving = false;
    if (written) {
        setSaved(path, text, turn);
    } else if (written.error().code == "saved_changed") {
        m_isNotSaved = turn == m_turn;
        if (!m_isNotSaved)
            complain(written.error());
        m_store.refresh(); // lookAtDisk() says in what way.
    } else {
        complain(written.error());
    }
}

void OpenEvent::setSaved(SavedPath path, std::string text, int turn)
{
    if (turn != m_turn) { // What stands in the editor now is another event's.
        if (m_aside.drop(path, text)) {
            writeAside();
            followLeft();
        }
        m_library.place().hide();
        m_store.refresh();
        Q_EMIT m_page.status(tr("Saved as “%1”.").arg(fromUtf8(path.text())));
        return;
    }
    m_path = std::move(path);
    m_base = std::move(text);
    m_onDisk.reset();
    m_page.banners().hide(changedOutsideBanner());
    m_page.banners().hide(QStringLiteral("saved"));
    const bool wasAsked = m_library.place().isVisible() && m_library.place().asker() == this;
    m_library.place().hide();
    if (wasAsked)
        m_editor.setFocus(Qt::OtherFocusReason);
    m_store.watch(m_path);
    remember();
    m_library.select({{SavedEntry::Kind::Event, m_path, 0}});
    m_store.refresh();
    dropWhatIsSaved();
    m_hadChanges = hasChanges();
    Q_EMIT changed();
    Q_EMIT m_page.status(tr("Saved as “%1”.").arg(fromUtf8(m_path.text())));
}

void OpenEvent::followMove(const SavedEntry &from, const SavedPath &to)
{
    if (m_aside.followMove(from, to)) {
        writeAside();
        followLeft();
    }
    const std::optional<SavedPath> moved = movedPath(m_path, from, to);
    if (!moved)
        return;
    if (moved->isTop())
        m_removed = Removed{from, m_path, m_base, m_turn};
    m_path = *moved;
    if (m_path.isTop()) {
        m_base.reset();
        m_onDisk.reset();
        m_page.banners().hide(changedOutsideBanner());
    }
    m_store.watch(m_path);
    remember();
    m_hadChanges = hasChanges();
    Q_EMIT changed();
}

void OpenEvent::complain(const Error &error)
{
    BannerContent content;
    content.tone = theme::Tone::Warning;
    content.text = fromUtf8(error.message);
    content.dismissable = true;
    m_page.banners().show(QStringLiteral("saved"), content);
}

} // namespace smc::gui

#include "editing_page.h"

#include "actions.h"
#include "console.h"
#include "dialogs.h"
#include "drafts/page_draft.h"
#include "text.h"
#include "theme.h"
#include "widgets/banner.h"

#include <workspace/profile.h>

#include <QAction>
#include <QLabel>
#include <QPointer>

#include <utility>

namespace smc::gui {

namespace {

constexpr const char *Trouble = "trouble";

std::string draftKey(const Page &page, const Console &console)
{
    return draftKeyOf(toUtf8(nameOf(page.id())), console.profile().id);
}

} // namespace

EditingPage::EditingPage(PageId id, Console &console, Actions actions, QWidget *parent)
    : Page(id, parent)
    , m_console(console)
    , m_save(makeAction(actions.save, this, [this] { save(); }))
    , m_takeBack(makeAction(actions.takeBack, this, [this] { discard(); }))
    , m_unsaved(new QLabel(tr("Unsaved changes"), this))
    , m_draft(new PageDraft(
          *this, console, draftKey(*this, console), [this] { return keptText(); },
          tr("Your unsaved changes could not be kept.")))
    , m_focusHome(
          *this, [this](const QWidget &lost) { takeFocusBack(lost); }, FocusHome::Reach::Window)
{
    m_unsaved->setObjectName(nameOf(id) + QStringLiteral(".unsaved"));
    theme::setRole(*m_unsaved, "warning");
}

void EditingPage::takeFocusBack(const QWidget &lost)
{
    QWidget *last = room().focusWidget();
    if (last && last != &lost && last->isVisible() && last->isEnabled())
        last->setFocus(Qt::OtherFocusReason);
}

void EditingPage::followDraft()
{
    if (m_draft->follow(draftKey(*this, m_console)))
        restoreDraft();
}

void EditingPage::restoreDraft()
{
    m_draft->hideRestored();
    const std::optional<std::string> kept = m_draft->load();
    if (!kept || kept->empty())
        return;
    restore(*kept);
    if (hasChanges())
        m_draft->showRestored(wordsNow().restored);
}

void EditingPage::refreshActions()
{
    const bool changes = hasChanges();
    if (std::exchange(m_hadChanges, changes) && !changes)
        hideTrouble(); // What could not be saved was taken back.
    m_save->setEnabled(changes && !m_saving);
    m_takeBack->setEnabled(changes && !m_saving);
    m_unsaved->setVisible(changes);
    m_draft->touch();
}

void EditingPage::showTrouble(const QString &text)
{
    BannerContent content;
    content.tone = theme::Tone::Danger;
    content.text = text;
    content.dismissable = true;
    banners().show(QLatin1String(Trouble), content);
}

void EditingPage::hideTrouble()
{
    banners().hide(QLatin1String(Trouble));
}

EditingPage::Words EditingPage::wordsNow() const
{
    return words(fromUtf8(m_console.profile().name));
}

QCoro::Task<bool> EditingPage::canLeave()
{
    const QPointer<EditingPage> alive(this);
    if (m_saving) {
        Q_EMIT status(wordsNow().saving);
        co_await m_saves.next();
        if (!alive)
            co_return false;
    }
    if (!hasChanges())
        co_return true;
    const Words said = wordsNow();
    const Question question{.id = said.question,
                            .title = tr("Unsaved changes"),
                            .text = said.ask,
                            .details = {},
                            .choices = {{QStringLiteral("save"), tr("Save"), Choice::Kind::Proceed},
                                        {QStringLiteral("discard"), tr("Discard"), Choice::Kind::Destroy},
                                        {QStringLiteral("cancel"), tr("Keep editing"), Choice::Kind::Cancel}},
                            .preferred = QStringLiteral("save")};
    const QString answer = co_await m_console.dialogs().ask(window(), question);
    if (!alive)
        co_return false;
    if (answer == QLatin1String("discard")) {
        discard();
        co_return true;
    }
    if (answer != QLatin1String("save"))
        co_return false;
    auto saving = save();
    const Saved saved = co_await saving;
    co_return saved == Saved::Yes;
}

QCoro::Task<EditingPage::Saved> EditingPage::save()
{
    const QPointer<EditingPage> alive(this);
    const Turns::Turn turn = co_await m_saves.next();
    if (!alive)
        co_return Saved::No;
    hideTrouble();
    if (!check())
        co_return Saved::No;
    const std::string profile = m_console.profile().id;
    m_saving = true;
    refreshActions();
    auto writing = write();
    const Result<void> written = co_await writing;
    if (!alive)
        co_return Saved::No;
    m_saving = false;
    refreshActions();
    if (!written) {
        showFailure(written.error());
        co_return Saved::No;
    }
    if (m_console.profile().id != profile)
        co_return Saved::Yes; // What stands here now is another's.
    m_draft->drop();
    Q_EMIT status(wordsNow().saved);
    co_return Saved::Yes;
}

void EditingPage::discard()
{
    hideTrouble();
    takeBack();
    m_draft->drop();
}

} // namespace smc::gui

// The page's form; what stands under its fields is in connection_hints.cpp, what its buttons do in connection_work.cpp.
#include "connection_page.h"

#include "../actions.h"
#include "../console.h"
#include "../drafts/page_draft.h"
#include "../icons.h"
#include "../sandbox_host.h"
#include "../target_words.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/banner.h"
#include "../widgets/focus_scroll.h"
#include "../widgets/fold.h"
#include "test_panel.h"
#include "ui_connection_form.h"

#include <base/user_info.h>

#include <QAction>
#include <QLabel>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

constexpr const char *Keychain = "keychain";

/// A field that says so already keeps its caret.
void put(QLineEdit &edit, const QString &text)
{
    if (edit.text() != text)
        edit.setText(text);
}

/// The reason without what the system said, which stands in parentheses.
QString withoutCause(const QString &reason)
{
    static const QRegularExpression inParentheses(QStringLiteral(" \\(.*\\)"),
                                                  QRegularExpression::DotMatchesEverythingOption);
    return QString(reason).remove(inParentheses);
}

} // namespace

ConnectionPage::ConnectionPage(Console &console, QWidget *parent)
    : EditingPage(PageId::Connection, console, {.save = "connection.save", .takeBack = "connection.revert"}, parent)
    , m_ui(std::make_unique<Ui::ConnectionForm>())
{
    makeForm();
    makeActions();
    connectForm();
    connectConsole();
    load();
    followCredentials();
    restoreDraft();
}

ConnectionPage::~ConnectionPage() = default;

QString ConnectionPage::title() const
{
    return tr("Connection");
}

QString ConnectionPage::iconName() const
{
    return QStringLiteral("connection");
}

QString ConnectionPage::whatIsThis() const
{
    return tr("Where this profile's events go, and which of them are sent. "
              "Its key and secret are never written into a file.");
}

void ConnectionPage::makeForm()
{
    auto *form = new QWidget;
    form->setObjectName(QStringLiteral("scrolled"));
    m_ui->setupUi(form);
    form->setObjectName(QStringLiteral("scrolled"));
    m_ui->environment->addItem(icon(QStringLiteral("disc"), theme::Tone::Info), tr("Sandbox"));
    m_ui->environment->addItem(icon(QStringLiteral("disc"), theme::Tone::Success), tr("Development"));
    m_ui->environment->addItem(icon(QStringLiteral("disc"), theme::Tone::Warning), tr("Staging"));
    m_ui->environment->addItem(icon(QStringLiteral("disc"), theme::Tone::Danger), tr("Production"));
    makeHints(*form);

    m_ui->keyExpiresOn->setMinimumHeight(m_ui->environment->sizeHint().height());

    m_scroll = new FocusScroll(this);
    m_scroll->setObjectName(QStringLiteral("connection.form"));
    m_scroll->setWidget(form);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    new Fold(*m_scroll->viewport(), *form, *m_ui->columns);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_test = new TestPanel(this);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_test);
    setContent(content);
}

void ConnectionPage::makeActions()
{
    m_testAction = makeAction("connection.test", this, [this] { test(); });
    addFootAction(saveAction(), FootSide::Left);
    addFootAction(takeBackAction(), FootSide::Left);
    addFootWidget(unsavedLabel(), FootSide::Left);
    setPrimaryAction(m_testAction);
}

void ConnectionPage::connectForm()
{
    for (QLineEdit *edit : {m_ui->name, m_ui->smcAdminUrl, m_ui->organization, m_ui->caFile, m_ui->proxyUrl,
                            m_ui->eventsDataListApiName, m_ui->audienceListApiName, m_ui->audienceKeyFields}) {
        connect(edit, &QLineEdit::textEdited, this, &ConnectionPage::edited);
        connect(edit, &QLineEdit::editingFinished, this, [this, edit] { left(edit->objectName()); });
    }
    for (QCheckBox *box :
         {m_ui->sendPageEvents, m_ui->sendScreenEvents, m_ui->sendGroupEvents, m_ui->sendAliasEvents, m_ui->keyExpires})
        connect(box, &QCheckBox::toggled, this, &ConnectionPage::edited);
    connect(m_ui->keyExpires, &QCheckBox::toggled, m_ui->keyExpiresOn, &QWidget::setEnabled);
    connect(m_ui->keyExpiresOn, &DateEdit::changed, this, &ConnectionPage::edited);
    connect(m_ui->environment, &QComboBox::currentIndexChanged, this, &ConnectionPage::edited);
    connect(m_ui->allowedEvents, &AllowListEditor::changed, this, &ConnectionPage::edited);
    connect(m_ui->variables, &VariablesEditor::changed, this, &ConnectionPage::edited);
    connect(m_ui->credentials, &CredentialsEditor::changed, this, [this] {
        m_hasOtherKey = m_hasOtherKey || m_ui->credentials->hasTyped();
        edited();
    });
    connect(m_ui->credentials, &CredentialsEditor::removeAsked, this, [this] { removeCredentials(); });
    connect(m_ui->caFileBrowse, &QPushButton::clicked, this, [this] { browseForCaFile(); });
    connect(m_test, &TestPanel::cancelAsked, this, [this] { console().cancel(); });
}

void ConnectionPage::connectConsole()
{
    connect(&console(), &Console::profileChanged, this, &ConnectionPage::followConsole);
    connect(&console(), &Console::settingsChanged, this, &ConnectionPage::followConsole);
    connect(&console(), &Console::sandboxChanged, this, &ConnectionPage::showHints);
    connect(&console(), &Console::sandboxChanged, this, [this] {
        if (console().sandbox().isRunning())
            m_test->forgetError("sandbox");
    });
    connect(&console(), &Console::credentialsChanged, this, &ConnectionPage::followCredentials);
    connect(&console(), &Console::busyChanged, this, &ConnectionPage::refreshActions);
    connect(&banners(), &BannerArea::action, this, [this](const QString &id) {
        if (id == QLatin1String(Keychain))
            console().probeKeychain();
    });
}

void ConnectionPage::load()
{
    const bool isOther = console().profile().id != m_saved.profile.id;
    m_saved = draftOf(console().profile(), console().storedSettings());
    m_ui->credentials->forget();
    if (isOther) // What was saved though it is wrong still says so.
        forgetErrors();
    fill(m_saved);
}

void ConnectionPage::fill(const ProfileDraft &draft)
{
    const destination::Settings &settings = draft.settings;
    m_loading = true;
    put(*m_ui->name, fromUtf8(draft.profile.name));
    m_ui->environment->setCurrentIndex(static_cast<int>(draft.profile.environment));
    put(*m_ui->smcAdminUrl, fromUtf8(settings.smcAdminUrl));
    put(*m_ui->organization, fromUtf8(settings.organization));
    m_ui->keyExpires->setChecked(draft.profile.keyExpires.has_value());
    m_ui->keyExpiresOn->setDate(draft.profile.keyExpires.value_or(console().today().addYears(1)));
    put(*m_ui->caFile, fromUtf8(settings.caFile));
    put(*m_ui->proxyUrl, fromUtf8(settings.proxyUrl));
    m_ui->allowedEvents->setNames(fromUtf8(settings.allowedEvents));
    m_ui->sendPageEvents->setChecked(settings.sendPageEvents);
    m_ui->sendScreenEvents->setChecked(settings.sendScreenEvents);
    m_ui->sendGroupEvents->setChecked(settings.sendGroupEvents);
    m_ui->sendAliasEvents->setChecked(settings.sendAliasEvents);
    put(*m_ui->eventsDataListApiName, fromUtf8(settings.eventsDataListApiName));
    put(*m_ui->audienceListApiName, fromUtf8(settings.audienceListApiName));
    put(*m_ui->audienceKeyFields, fromUtf8(settings.audienceKeyFields).join(QStringLiteral(", ")));
    m_ui->variables->setVariables(draft.profile.variables);
    m_loading = false;
    showHints();
    showExpiry();
    followCredentials();
    followTested();
}

ProfileDraft ConnectionPage::draft() const
{
    ProfileDraft draft = m_saved;
    draft.profile.name = toUtf8(m_ui->name->text().simplified());
    draft.profile.environment = static_cast<workspace::Environment>(m_ui->environment->currentIndex());
    draft.profile.keyExpires.reset();
    if (m_ui->keyExpires->isChecked())
        draft.profile.keyExpires = m_ui->keyExpiresOn->date();
    draft.profile.variables = m_ui->variables->variables();
    destination::Settings &settings = draft.settings;
    // What stands before an '@' has no use there, and a profile keeps no password.
    settings.smcAdminUrl = withoutUserInfo(toUtf8(m_ui->smcAdminUrl->text().trimmed()));
    settings.organization = toUtf8(m_ui->organization->text().trimmed());
    settings.caFile = toUtf8(m_ui->caFile->text().trimmed());
    settings.proxyUrl = toUtf8(m_ui->proxyUrl->text().trimmed());
    settings.allowedEvents = toUtf8(m_ui->allowedEvents->names());
    settings.sendPageEvents = m_ui->sendPageEvents->isChecked();
    settings.sendScreenEvents = m_ui->sendScreenEvents->isChecked();
    settings.sendGroupEvents = m_ui->sendGroupEvents->isChecked();
    settings.sendAliasEvents = m_ui->sendAliasEvents->isChecked();
    settings.eventsDataListApiName = toUtf8(m_ui->eventsDataListApiName->text().trimmed());
    settings.audienceListApiName = toUtf8(m_ui->audienceListApiName->text().trimmed());
    settings.audienceKeyFields.clear();
    for (const QString &key : m_ui->audienceKeyFields->text().split(QLatin1Char(','), Qt::SkipEmptyParts))
        settings.audienceKeyFields.push_back(toUtf8(key.trimmed()));
    return draft;
}

bool ConnectionPage::hasChanges() const
{
    return m_ui->credentials->hasTyped() || isDateWrong() || !(draft() == m_saved);
}

void ConnectionPage::followConsole()
{
    const ProfileDraft stored = draftOf(console().profile(), console().storedSettings());
    if (stored.profile.id != m_saved.profile.id || !hasChanges()) {
        if (stored.profile.id != m_saved.profile.id)
            m_test->hide();
        load();
        followDraft();
        return;
    }
    // What is being edited stays, and what was changed elsewhere is not taken back by it.
    const ProfileDraft edited = draft();
    const ProfileDraft both = rebased(m_saved, edited, stored);
    m_saved = stored;
    if (both == edited)
        refreshActions();
    else
        fill(both);
}

void ConnectionPage::followCredentials()
{
    // What is typed decides whose key is meant, before it is saved too.
    const ProfileDraft now = draft();
    const bool own = Console::meansOwnSandbox(now.profile.environment, now.settings);
    CredentialsState state = console().credentialsState();
    if (own)
        state.where = CredentialsState::Where::Sandbox;
    else if (state.where == CredentialsState::Where::Sandbox)
        state.where = CredentialsState::Where::None;
    const bool wasOwn = m_ui->credentials->isOfSandbox();
    m_ui->credentials->setState(state);
    if (wasOwn && !own)
        console().probeKeychain(); // Nobody had to know so far whether one answers.
    if (state.keychainAnswers || own) {
        banners().hide(QLatin1String(Keychain));
    } else {
        BannerContent content;
        content.tone = theme::Tone::Warning;
        content.text = withoutCause(state.reason);
        content.action = tr("Try again");
        Banner *banner = banners().show(QLatin1String(Keychain), content);
        banner->setToolTip(state.reason == content.text ? QString() : state.reason);
    }
    refreshActions();
}

void ConnectionPage::edited()
{
    if (m_loading)
        return;
    showHints();
    showExpiry();
    followCredentials();
    followTested();
}

void ConnectionPage::refreshActions()
{
    EditingPage::refreshActions();
    m_testAction->setEnabled(!console().isBusy() && !isSaving());
}

} // namespace smc::gui

#include "window_bench.h"

#include <destination/settings.h>
#include <gui/widgets/elided_label.h>
#include <vault/session_store.h>
#include <vault/vault.h>
#include <workspace/profile.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QStyledItemDelegate>
#include <QStyleOptionHeader>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <map>

namespace smc::gui {

namespace {

constexpr int MostLayoutMs = 3000;

/// A keychain in memory that answers at the next turn of the event loop.
class MemoryKeychain final : public vault::Keychain
{
public:
    using Answer = vault::KeychainAnswer;

    void read(const std::string &, const std::string &key, Done done) override
    {
        const auto found = m_entries.find(key);
        Answer answer;
        answer.status = found == m_entries.end() ? Answer::Status::NoEntry : Answer::Status::Done;
        if (found != m_entries.end())
            answer.value = found->second;
        later(std::move(done), std::move(answer));
    }
    void write(const std::string &, const std::string &key, SecretString value, Done done) override
    {
        m_entries[key] = std::move(value);
        later(std::move(done), {Answer::Status::Done, {}, {}});
    }
    void remove(const std::string &, const std::string &key, Done done) override
    {
        const bool had = m_entries.erase(key) > 0;
        later(std::move(done), {had ? Answer::Status::Done : Answer::Status::NoEntry, {}, {}});
    }

private:
    static void later(Done done, Answer answer)
    {
        QMetaObject::invokeMethod(
            qApp, [done = std::move(done), answer = std::move(answer)] { done(answer); }, Qt::QueuedConnection);
    }

    std::map<std::string, SecretString> m_entries;
};

std::unique_ptr<vault::CredentialStore> storeFor(Keychain keychain)
{
    if (keychain == Keychain::Answers)
        return std::make_unique<vault::Vault>("SMC Console test", std::make_unique<MemoryKeychain>(),
                                              vault::Patience{});
    return std::make_unique<vault::SessionStore>("No keychain answers here (org.example.Error: 5).");
}

QString nameOf(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    return QStringLiteral("%1 %2 in %3 %4")
        .arg(QString::fromLatin1(widget.metaObject()->className()), widget.objectName(),
             parent ? QString::fromLatin1(parent->metaObject()->className()) : QString(),
             parent ? parent->objectName() : QString());
}

bool isPartOfControl(const QWidget &widget)
{
    return qobject_cast<QAbstractScrollArea *>(widget.parentWidget()) || // viewports
           (qobject_cast<const QLineEdit *>(&widget) && widget.parentWidget() &&
            widget.parentWidget()->inherits("QAbstractSpinBox"));
}

int neededWidth(const QLabel &label)
{
    if (label.textFormat() == Qt::RichText || Qt::mightBeRichText(label.text())) {
        QTextDocument document;
        document.setDefaultFont(label.font());
        document.setHtml(label.text());
        document.setDocumentMargin(0);
        return label.wordWrap() ? 0 : qCeil(document.idealWidth());
    }
    const QFontMetrics metrics(label.font());
    int widest = 0;
    QString text = label.text();
    if (label.buddy())
        text.remove(QLatin1Char('&'));
    // A wrapped line breaks at blanks and at zero-width spaces.
    static const QRegularExpression breaks(QStringLiteral("[ \\n\\x{200B}]"));
    const QStringList pieces = label.wordWrap() ? text.split(breaks) : text.split(QLatin1Char('\n'));
    for (const QString &piece : pieces)
        widest = qMax(widest, metrics.horizontalAdvance(piece));
    return widest;
}

void checkLabel(const QLabel &label, QStringList &found)
{
    if (label.text().isEmpty() || !label.pixmap(Qt::ReturnByValue).isNull())
        return;
    const int height = label.wordWrap() ? label.heightForWidth(label.width()) : label.minimumSizeHint().height();
    if (neededWidth(label) > label.contentsRect().width() + 1 || height > label.height() + 1)
        found.append(nameOf(label) + QStringLiteral(": ") + label.text());
}

/// Labels that are made to say less where room is scarce, by their accessible or object name.
constexpr const char *MayShorten[] = {
    // It tells of the value at the caret, of any length, beside the editor's counts; two lines, whole in the tooltip.
    "What becomes of the value at the caret",
    // A name that the person chose, with the folders above it: these go first.
    "savedAs",
    // Names of a list and a segment in the sandbox, which the person chose: the middle goes first.
    "sandbox.rows.title",
};

/// With large text Compose's library, whose width the person chooses, may cut a title that its tooltip has whole.
bool isTitleOfLibrary(const QAbstractItemView &view, const QModelIndex &index)
{
    return view.accessibleName() == QLatin1String("Saved events and examples") && theme::zoom() > 100 &&
           index.data(Qt::ToolTipRole).toString().startsWith(index.data().toString());
}

void checkElided(const ElidedLabel &label, QStringList &found)
{
    for (const char *name : MayShorten) {
        if (label.accessibleName() == QLatin1String(name) || label.objectName() == QLatin1String(name))
            return;
    }
    if (label.text() != label.fullText())
        found.append(nameOf(label) + QStringLiteral(": ") + label.fullText());
}

/// What a view and a delegate say of an item, which they tell their own kind alone.
struct OpenView : QAbstractItemView
{
    using QAbstractItemView::initViewItemOption;
};
struct OpenDelegate : QStyledItemDelegate
{
    using QStyledItemDelegate::initStyleOption;
};

/// A column that the person may make wider, whose tooltip says what it has no room for now.
bool isToldElsewhere(const QAbstractItemView &view, const QModelIndex &index)
{
    const auto *table = qobject_cast<const QTableView *>(&view);
    const auto *tree = qobject_cast<const QTreeView *>(&view);
    const QHeaderView *header = table ? table->horizontalHeader() : tree ? tree->header() : nullptr;
    if (!header || !header->isVisible() || header->sectionResizeMode(index.column()) == QHeaderView::Fixed)
        return false;
    // Over more than one line, and with more room, but the same words.
    const auto wordsOf = [&index](int role) { return index.data(role).toString().simplified(); };
    return wordsOf(Qt::ToolTipRole).contains(wordsOf(Qt::DisplayRole).remove(QChar(0x2026)).trimmed());
}

bool isCut(const QAbstractItemView &view, const QModelIndex &index)
{
    auto *delegate = qobject_cast<QStyledItemDelegate *>(view.itemDelegateForIndex(index));
    QRect rect = view.visualRect(index);
    if (!delegate || !rect.intersects(view.viewport()->rect()) || view.indexWidget(index))
        return false;
    if (view.horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff)
        rect.setRight(std::min(rect.right(), view.viewport()->width() - 1));
    QStyleOptionViewItem option;
    (view.*(&OpenView::initViewItemOption))(&option);
    option.rect = rect;
    (delegate->*(&OpenDelegate::initStyleOption))(&option, index);
    if (option.text.isEmpty())
        return false;
    const int margin = view.style()->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, &view) + 1;
    const QRect room =
        view.style()->subElementRect(QStyle::SE_ItemViewItemText, &option, &view).adjusted(margin, 0, -margin, 0);
    const bool wraps = option.features & QStyleOptionViewItem::WrapText;
    const QRect needed = QFontMetrics(option.font)
                             .boundingRect(QRect(0, 0, wraps ? room.width() : 1'000'000, 1'000'000),
                                           wraps ? Qt::TextWordWrap : 0, option.text);
    // Lines that have no room are left out, but one is drawn.
    return needed.width() > room.width() || needed.height() > std::max(room.height(), option.fontMetrics.height()) + 1;
}

void checkRows(const QAbstractItemView &view, const QModelIndex &parent, QStringList &found)
{
    const QAbstractItemModel &model = *view.model();
    const auto *tree = qobject_cast<const QTreeView *>(&view);
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex first = model.index(row, 0, parent);
        if (view.visualRect(first).top() > view.viewport()->height())
            return;
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            if (isCut(view, index) && !isToldElsewhere(view, index) && !isTitleOfLibrary(view, index))
                found.append(nameOf(view) + u' ' + view.accessibleName() + QStringLiteral(": ") +
                             index.data().toString());
        }
        if (tree && tree->isExpanded(first))
            checkRows(view, first, found);
    }
}

/// What is elided of the rows that are in view.
void checkCells(const QAbstractItemView &view, QStringList &found)
{
    if (view.model() && !qobject_cast<const QHeaderView *>(&view))
        checkRows(view, view.rootIndex(), found);
}

/// What of each section that is in view its style leaves for the words.
void checkHeader(const QHeaderView &header, QStringList &found)
{
    if (!header.model() || header.orientation() != Qt::Horizontal)
        return;
    for (int section = 0; section < header.count(); ++section) {
        const int begin = header.sectionViewportPosition(section);
        const QString text = header.model()->headerData(section, Qt::Horizontal).toString();
        if (header.isSectionHidden(section) || text.isEmpty() || begin >= header.viewport()->width() ||
            begin + header.sectionSize(section) <= 0)
            continue;
        QStyleOptionHeader option;
        option.initFrom(&header);
        option.rect = QRect(begin, 0, header.sectionSize(section), header.height());
        const bool isSorted = header.isSortIndicatorShown() && header.sortIndicatorSection() == section;
        option.sortIndicator = isSorted ? QStyleOptionHeader::SortDown : QStyleOptionHeader::None;
        const QRect room = header.style()->subElementRect(QStyle::SE_HeaderLabel, &option, &header);
        const QFontMetrics metrics(header.font());
        if (metrics.horizontalAdvance(text) > room.width() || metrics.height() > room.height())
            found.append(nameOf(header) + QStringLiteral(": ") + text);
    }
}

/// What is elided, and what can only be reached by the arrows beside the tabs.
void checkTabs(const QTabBar &tabs, QStringList &found)
{
    for (int tab = 0; tab < tabs.count(); ++tab) {
        if (!tabs.isTabVisible(tab))
            continue;
        const QString text = tabs.tabText(tab).remove(QLatin1Char('&'));
        const int icon = tabs.tabIcon(tab).isNull() ? 0 : tabs.iconSize().width() + 4;
        const QSize needed = tabs.style()->sizeFromContents(
            QStyle::CT_TabBarTab, nullptr, QSize(icon + tabs.fontMetrics().horizontalAdvance(text), 0), &tabs);
        const QRect rect = tabs.tabRect(tab);
        if (rect.width() < needed.width() || !tabs.rect().contains(rect))
            found.append(nameOf(tabs) + QStringLiteral(": ") + text);
    }
}

/// What an empty field says of itself.
void checkPlaceholder(const QLineEdit &edit, QStringList &found)
{
    constexpr int Inset = 2; // On each side, by Qt.
    if (!edit.text().isEmpty() || edit.placeholderText().isEmpty())
        return;
    QStyleOptionFrame option;
    option.initFrom(&edit);
    option.lineWidth = edit.hasFrame() ? 1 : 0;
    int room = edit.style()->subElementRect(QStyle::SE_LineEditContents, &option, &edit).width() - 2 * Inset -
               edit.textMargins().left() - edit.textMargins().right();
    for (const QToolButton *button : edit.findChildren<QToolButton *>())
        room -= button->isVisible() ? button->width() : 0;
    if (edit.fontMetrics().horizontalAdvance(edit.placeholderText()) > room)
        found.append(nameOf(edit) + QStringLiteral(": ") + edit.placeholderText());
}

} // namespace

QCoro::Task<QString> AnsweringDialogs::ask(QWidget *, Question question)
{
    asked.append(question.id);
    questions.append(question);
    if (whileAsked)
        whileAsked();
    // A copy: QCoro moves out of whatever is named here.
    co_return QString(answer);
}

QCoro::Task<QString> AnsweringDialogs::openFile(QWidget *, FileQuestion question)
{
    asked.append(question.id);
    co_return QString(path);
}

QCoro::Task<QString> AnsweringDialogs::saveFile(QWidget *, FileQuestion question)
{
    asked.append(question.id);
    co_return QString(path);
}

QCoro::Task<QStringList> AnsweringDialogs::openFiles(QWidget *, FileQuestion question)
{
    asked.append(question.id);
    co_return path.isEmpty() ? QStringList() : QStringList(path);
}

QCoro::Task<QString> AnsweringDialogs::chooseFolder(QWidget *, FileQuestion question)
{
    asked.append(question.id);
    co_return QString(path);
}

std::shared_ptr<net::Clock> firstOfMarch()
{
    using namespace std::chrono;
    return std::make_shared<FixedClock>(sys_days{year{2026} / March / 1} + hours(12));
}

WindowBench::WindowBench(SandboxPolicy policy, Keychain keychain)
    : m_policy(policy)
    , m_keychain(keychain)
{
    restart();
}

WindowBench::~WindowBench()
{
    m_window.reset();
    m_console.reset();
}

void WindowBench::restart(Pages pages)
{
    m_window.reset();
    m_console.reset();
    Seams seams;
    seams.workspaceFolder = m_folder.path().toStdString();
    seams.credentials = storeFor(m_keychain);
    seams.clock = m_clock;
    seams.dialogs = m_dialogs;
    seams.sandbox = m_policy;
    m_console = std::make_unique<Console>(std::move(seams));
    m_window = std::make_unique<MainWindow>(*m_console);
    m_window->show();
    if (pages == Pages::All) {
        for (const PageId id : allPages())
            m_window->page(id);
    }
    QCoro::waitFor(m_console->start());
    QApplication::setActiveWindow(m_window.get());
    if (!QTest::qWaitForWindowExposed(m_window.get()))
        qFatal("The window is not shown");
}

void WindowBench::go(PageId page)
{
    if (!QCoro::waitFor(m_window->showPage(page)))
        qFatal("The page is not shown");
}

void WindowBench::written()
{
    // It takes its turn behind them.
    QCoro::waitFor(m_console->reloadMapping());
}

QAction &WindowBench::action(const char *id)
{
    return find<QAction>(id);
}

void WindowBench::addProfile(const char *name, const char *environment)
{
    destination::Settings settings;
    settings.smcAdminUrl = "https://acme.slgnt.us/";
    settings.organization = "ACME";
    workspace::Profile profile;
    profile.name = name;
    profile.environment = *workspace::environmentNamed(environment);
    profile.settingsJson = settings.toJson();
    const Result<std::string> id = QCoro::waitFor(m_console->add(profile));
    if (!id || !QCoro::waitFor(m_console->select(*id)))
        qFatal("The profile is not saved");
}

void WindowBench::changeProfile(ProfileChange change)
{
    if (!QCoro::waitFor(m_console->save(m_console->profile().id, std::move(change))))
        qFatal("The profile is not changed");
}

void WindowBench::picture(const char *name)
{
    QTest::qWait(50); // Layouts follow a little later.
    m_window->grab().save(pictureFolder() + QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(".png"));
}

QStringList withoutAccessibleName(QWidget &root)
{
    QStringList found;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() ||
            isPartOfControl(*widget))
            continue;
        // As a screen reader gets it: a name of its own, the text of a label, the label that is its buddy.
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            found.append(nameOf(*widget));
    }
    return found;
}

QStringList clippedTexts(QWidget &root)
{
    static_cast<void>(QTest::qWaitFor([&root] { return clippedNow(root).isEmpty(); }, MostLayoutMs));
    return clippedNow(root);
}

QStringList clippedNow(QWidget &root)
{
    QStringList found;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            checkLabel(*label, found);
        if (const auto *label = qobject_cast<const ElidedLabel *>(widget))
            checkElided(*label, found);
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            checkCells(*view, found);
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            const auto *tool = qobject_cast<const QToolButton *>(button);
            if (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly)
                continue;
            const QSize needed = button->minimumSizeHint();
            if (!button->text().isEmpty() && (needed.width() > button->width() || needed.height() > button->height()))
                found.append(nameOf(*button) + QStringLiteral(": ") + button->text());
        }
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            checkPlaceholder(*edit, found);
        if (const auto *header = qobject_cast<const QHeaderView *>(widget))
            checkHeader(*header, found);
        if (const auto *tabs = qobject_cast<const QTabBar *>(widget))
            checkTabs(*tabs, found);
        if (const auto *box = qobject_cast<const QComboBox *>(widget)) {
            if (box->minimumSizeHint().width() > box->width())
                found.append(nameOf(*box) + QStringLiteral(": ") + box->currentText());
        }
    }
    return found;
}

QList<QWidget *> tabChain(QWidget &window, QWidget &within)
{
    QList<QWidget *> chain;
    for (QWidget *next = window.nextInFocusChain(); next != &window; next = next->nextInFocusChain()) {
        if (within.isAncestorOf(next) && next->isVisible() && next->isEnabled() &&
            (next->focusPolicy() & Qt::TabFocus) && !next->focusProxy() && !isPartOfControl(*next))
            chain.append(next);
    }
    return chain;
}

namespace {

/// What stands for `widget` beside `other`: the outermost area that scrolls and has only the first in it, or itself.
const QWidget &besideOther(const QWidget &widget, const QWidget &other)
{
    const QWidget *found = &widget;
    for (const QWidget *at = widget.parentWidget(); at && !at->isAncestorOf(&other); at = at->parentWidget()) {
        if (qobject_cast<const QScrollArea *>(at))
            found = at;
    }
    return *found;
}

} // namespace

QStringList againstReading(QWidget &window, QWidget &within)
{
    const auto rectOf = [&window](const QWidget &widget) {
        return QRect(widget.mapTo(&window, QPoint()), widget.size());
    };
    QStringList found;
    const QList<QWidget *> chain = tabChain(window, within);
    for (qsizetype at = 1; at < chain.size(); ++at) {
        const QRect before = rectOf(besideOther(*chain[at - 1], *chain[at]));
        const QRect after = rectOf(besideOther(*chain[at], *chain[at - 1]));
        const bool wentLeftAndUp = after.right() < before.left() && after.bottom() < before.top();
        const bool wentUpInItsColumn = after.bottom() < before.top() && after.left() <= before.right() &&
                                       before.left() <= after.right() && after.width() < 2 * before.width() + 400 &&
                                       qAbs(after.left() - before.left()) < 40;
        const int common = std::min(before.bottom(), after.bottom()) - std::max(before.top(), after.top()) + 1;
        const bool wentBackInItsRow =
            after.right() < before.left() && 2 * common >= std::min(before.height(), after.height());
        if (wentLeftAndUp || wentUpInItsColumn || wentBackInItsRow)
            found.append(nameOf(*chain[at - 1]) + u' ' + chain[at - 1]->accessibleName() + QStringLiteral(" → ") +
                         nameOf(*chain[at]) + u' ' + chain[at]->accessibleName());
    }
    return found;
}

QStringList wrongWith(QWidget &place)
{
    QStringList found;
    for (const QString &each : withoutAccessibleName(place))
        found.append(QStringLiteral("No name: ") + each);
    for (const QString &each : clippedTexts(place))
        found.append(QStringLiteral("Cut: ") + each);
    for (const QString &each : againstReading(*place.window(), place))
        found.append(QStringLiteral("Tab: ") + each);
    return found;
}

QString pictureFolder()
{
    const QString folder = QCoreApplication::applicationDirPath() + QStringLiteral("/pictures");
    QDir().mkpath(folder);
    return folder;
}

} // namespace smc::gui

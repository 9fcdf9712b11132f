#include "shortcuts_dialog.h"

#include "../background.h"
#include "../dialogs.h"
#include "../tab_order.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/clear_button.h"
#include "../widgets/data_table.h"
#include "shortcut_model.h"

#include <workspace/files.h>

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSortFilterProxyModel>

namespace smc::gui {

namespace {

constexpr QSize Designed(680, 560);
constexpr int LeastActionWidth = 200;
constexpr int MostWidth = 220; ///< Of each other column.

QPushButton *makeButton(const QString &text, const char *name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    button->setAutoDefault(false);
    return button;
}

Question resetQuestion()
{
    return {.id = QStringLiteral("reset_shortcuts"),
            .title = ShortcutsDialog::tr("Reset all shortcuts"),
            .text = ShortcutsDialog::tr("Give every action the keys that it came with?"),
            .details = ShortcutsDialog::tr("The keys that you chose are forgotten."),
            .choices = {{QStringLiteral("reset"), ShortcutsDialog::tr("Reset all"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), ShortcutsDialog::tr("Keep them"), Choice::Kind::Cancel}},
            .preferred = QStringLiteral("cancel")};
}

} // namespace

ShortcutsDialog::ShortcutsDialog(Shortcuts &shortcuts, Dialogs &dialogs, QWidget *parent)
    : QDialog(parent)
    , m_shortcuts(shortcuts)
    , m_dialogs(dialogs)
    , m_model(new ShortcutModel(shortcuts, this))
    , m_found(new QSortFilterProxyModel(this))
    , m_search(new QLineEdit(this))
    , m_table(new DataTable(tr("Actions and their keys"), this))
{
    setObjectName(QStringLiteral("shortcuts"));
    setWindowTitle(tr("Keyboard shortcuts"));
    setAccessibleName(windowTitle());
    m_search->setObjectName(QStringLiteral("shortcuts.search"));
    m_search->setAccessibleName(tr("Search actions and keys"));
    m_search->setPlaceholderText(tr("Search actions and keys"));
    addClearButton(*m_search);
    m_found->setSourceModel(m_model);
    m_found->setFilterKeyColumn(-1);
    m_found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("shortcuts.table"));
    m_table->setModel(m_found);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setElasticColumn(ShortcutModel::Action, LeastActionWidth);
    m_table->setColumnFit([this] {
        for (const int column : {int(ShortcutModel::Place), int(ShortcutModel::Keys)})
            m_table->fitColumn(column, theme::scaled(MostWidth));
    });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Group, theme::space::Large, theme::space::Group, theme::space::Large);
    layout->setSpacing(theme::space::Medium);
    layout->addWidget(m_search);
    layout->addWidget(m_table, 1);
    layout->addWidget(makeEditor());
    layout->addWidget(makeFoot());

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_found->setFilterFixedString(text.simplified());
        m_table->selectRow(0);
        followSelection();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ShortcutsDialog::followSelection);
    connect(m_table, &QTableView::activated, this, [this] { m_keys->setFocus(Qt::OtherFocusReason); });
    connect(&m_shortcuts, &Shortcuts::changed, this, &ShortcutsDialog::followSelection);
    m_table->selectRow(0);
    followSelection();
    followLayout(*this);
    m_search->setFocus();
}

ShortcutsDialog::~ShortcutsDialog()
{
    // As they go, the model would tell of another selection, and the field of keys that are no longer recorded.
    m_table->selectionModel()->disconnect(this);
    m_keys->disconnect(this);
}

QWidget *ShortcutsDialog::makeEditor()
{
    auto *editor = new QWidget(this);
    m_label = new QLabel(editor);
    m_label->setTextFormat(Qt::PlainText);
    theme::setRole(*m_label, "fieldLabel");
    m_keys = new QKeySequenceEdit(editor);
    m_keys->setObjectName(QStringLiteral("shortcuts.keys"));
    m_keys->installEventFilter(this);
    m_label->setBuddy(m_keys);
    m_problem = new QLabel(editor);
    m_problem->setObjectName(QStringLiteral("shortcuts.problem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_use = makeButton(tr("&Use these keys"), "shortcuts.use", editor);
    m_none = makeButton(tr("&No keys"), "shortcuts.none", editor);
    m_reset = makeButton(tr("&Reset"), "shortcuts.reset", editor);
    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, &ShortcutsDialog::check);
    // Qt tells of keys only once it has waited a second for more of them.
    m_field = m_keys->findChild<QLineEdit *>();
    if (m_field != nullptr)
        connect(m_field, &QLineEdit::textChanged, this, &ShortcutsDialog::check);
    connect(m_use, &QPushButton::clicked, this, &ShortcutsDialog::use);
    connect(m_none, &QPushButton::clicked, this, [this] { give({}); });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        if (const ActionSpec *spec = current())
            m_keys->setKeySequence(Shortcuts::usual(*spec));
        use();
    });

    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::Small);
    row->addWidget(m_keys, 1);
    row->addWidget(m_use);
    row->addWidget(m_none);
    row->addWidget(m_reset);
    auto *layout = new QVBoxLayout(editor);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_label);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    return editor;
}

QWidget *ShortcutsDialog::makeFoot()
{
    auto *foot = new QDialogButtonBox(this);
    QPushButton *save = makeButton(tr("&Save as a list…"), "shortcuts.save", foot);
    QPushButton *resetAll = makeButton(tr("Reset &all…"), "shortcuts.resetAll", foot);
    foot->addButton(save, QDialogButtonBox::ActionRole);
    foot->addButton(resetAll, QDialogButtonBox::ResetRole);
    foot->addButton(makeButton(tr("&Close"), "shortcuts.close", foot), QDialogButtonBox::RejectRole);
    connect(save, &QPushButton::clicked, this, [this] { saveList(); });
    connect(resetAll, &QPushButton::clicked, this, [this] { this->resetAll(); });
    connect(foot, &QDialogButtonBox::rejected, this, &QDialog::accept);
    return foot;
}

const ActionSpec *ShortcutsDialog::current() const
{
    const QModelIndex index = m_found->mapToSource(m_table->currentIndex());
    return index.isValid() ? &m_model->spec(index.row()) : nullptr;
}

void ShortcutsDialog::followSelection()
{
    const ActionSpec *spec = current();
    m_keys->setEnabled(spec != nullptr);
    m_none->setEnabled(spec && !m_shortcuts.of(*spec).isEmpty());
    m_reset->setEnabled(spec && m_shortcuts.isChanged(*spec));
    m_label->setText(spec ? tr("&Keys for “%1”").arg(plainTextOf(*spec)) : tr("&Keys"));
    const QString name = spec ? tr("Keys for %1").arg(plainTextOf(*spec)) : tr("Keys");
    m_keys->setAccessibleName(name);
    if (m_field != nullptr)
        m_field->setAccessibleName(name);
    m_keys->setKeySequence(spec ? m_shortcuts.of(*spec) : QKeySequence());
    check();
}

void ShortcutsDialog::check()
{
    const ActionSpec *spec = current();
    const QKeySequence keys = m_keys->keySequence();
    const auto problem = spec ? m_shortcuts.problemWith(*spec, keys) : std::nullopt;
    const bool isOther = spec && keys != m_shortcuts.of(*spec) && !keys.isEmpty();
    const bool canBeTaken = problem && problem->kind == ShortcutProblem::Kind::Taken;
    QString words = tr("Click into the field and press the keys. Escape leaves it.");
    if (canBeTaken)
        words = tr("%1 Using them here takes them away there.").arg(problem->sentence);
    else if (problem)
        words = tr("%1 Choose others.").arg(problem->sentence);
    theme::setRole(*m_problem, !problem ? "hint" : canBeTaken ? "warning" : "error");
    theme::repolish(*m_problem);
    m_problem->setText(words);
    m_keys->setAccessibleDescription(words);
    m_use->setEnabled(isOther && (!problem || canBeTaken));
    const QString text = canBeTaken ? tr("&Take over") : tr("&Use these keys");
    m_use->setText(text);
    m_use->setAccessibleName(QString(text).remove(QLatin1Char('&')));
}

void ShortcutsDialog::use()
{
    const ActionSpec *spec = current();
    const QKeySequence keys = m_keys->keySequence();
    if (!spec)
        return;
    const auto problem = m_shortcuts.problemWith(*spec, keys);
    if (!problem || problem->kind == ShortcutProblem::Kind::Taken)
        give(keys);
}

void ShortcutsDialog::give(const QKeySequence &keys)
{
    if (const ActionSpec *spec = current())
        m_shortcuts.set(*spec, keys);
    m_table->setFocus(Qt::OtherFocusReason); // Else it would go on to the next button, which takes the keys away.
}

bool ShortcutsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_keys && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && key->key() == Qt::Key_Escape) {
            followSelection();
            m_table->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void ShortcutsDialog::showEvent(QShowEvent *event)
{
    const QSize room = parentWidget() ? parentWidget()->size() - QSize(2, 2) * theme::space::Huge : Designed * 2;
    resize(QSize(theme::scaled(Designed.width()), theme::scaled(Designed.height())).boundedTo(room));
    QDialog::showEvent(event);
}

QCoro::Task<void> ShortcutsDialog::resetAll()
{
    const QPointer<ShortcutsDialog> alive(this);
    const Question question = resetQuestion();
    const QString answer = co_await m_dialogs.ask(this, question);
    if (alive && answer == QLatin1String("reset"))
        m_shortcuts.resetAll();
}

QCoro::Task<void> ShortcutsDialog::saveList()
{
    const QPointer<ShortcutsDialog> alive(this);
    const FileQuestion question{.id = QStringLiteral("save_shortcuts"),
                                .title = tr("Save the list of shortcuts"),
                                .suggested = QStringLiteral("smc-console-shortcuts.html"),
                                .filter = tr("Web page (*.html);;Text (*.txt)")};
    const QString file = co_await m_dialogs.saveFile(this, question);
    if (!alive || file.isEmpty())
        co_return;
    const bool asText = file.endsWith(QLatin1String(".txt"), Qt::CaseInsensitive);
    const QString list = asText ? shortcutsAsText(m_shortcuts) : shortcutsAsHtml(m_shortcuts);
    const auto work = [path = toUtf8(file), text = toUtf8(list)] { return workspace::writeAtomically(path, text); };
    auto writing = inBackground(work);
    const Result<void> written = co_await writing;
    if (!alive)
        co_return;
    m_problem->setText(written ? tr("The list is saved in %1.").arg(file) : fromUtf8(written.error().message));
}

} // namespace smc::gui

#include "body_viewer.h"

#include "../actions.h"
#include "../dialogs.h"
#include "../icons.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "find_bar.h"
#include "text_view.h"
#include "tree_model.h"
#include "tree_view.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int LeastColumns = 40;
constexpr int MostColumns = 240;
constexpr int FitPause = 100;
/// Bodies up to this are broken anew where the view becomes wider or narrower.
constexpr std::size_t EasilyBroken = 32U << 20U;
constexpr std::size_t MostLitUp = 256U << 10U; ///< Bytes in view that are searched for what is lit up.
constexpr std::size_t MostLights = 1000;

constexpr const char *ViewNames[] = {"tree", "pretty", "raw"};

} // namespace

BodyViewer::BodyViewer(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_views(new QButtonGroup(this))
    , m_about(new QLabel(this))
    , m_why(new QLabel(this))
    , m_find(new FindBar(this))
    , m_banner(new Banner(this))
    , m_stack(new QStackedWidget(this))
    , m_nothing(new QLabel(this))
    , m_text(new TextView(this))
    , m_tree(new TreeView(this))
    , m_path(new QLineEdit(this))
    , m_size(new QLabel(this))
{
    m_text->setAccessibleName(name);
    m_tree->setAccessibleName(tr("%1 as a tree").arg(name));
    for (QLabel *label : {m_about, m_why, m_size, m_nothing}) {
        theme::setRole(*label, "caption");
        label->setTextFormat(Qt::PlainText);
    }
    m_about->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QLabel *label : {m_about, m_why, m_nothing})
        label->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_text);
    m_stack->addWidget(m_tree);
    makeActions();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme::space::Small, theme::space::Tight, theme::space::Small, theme::space::Tight);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_about);
    layout->addLayout(makeHead());
    layout->addWidget(m_why);
    layout->addWidget(m_find);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    layout->addLayout(makeFoot());
    m_find->hide();
    m_pool.setMaxThreadCount(3); // Reading, counting and finding; what is copied or saved waits its turn.
    connectParts();
    setNothing({});
}

BodyViewer::~BodyViewer()
{
    m_copying.cancel();
    m_saving.cancel();
    m_text->setMarker({});
    m_text->setRows(nullptr);
    m_tree->setModel(nullptr);
}

QLayout *BodyViewer::makeHead()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Tight);
    const std::pair<QString, QString> views[] = {
        {tr("Tree"), tr("Show the body's values as a tree")},
        {tr("Pretty"), tr("Show the body indented, with every value as it came")},
        {tr("Raw"), tr("Show the body as it came")},
    };
    for (int i = 0; const auto &[text, tip] : views) {
        auto *button = new QToolButton(this);
        button->setText(text);
        button->setToolTip(tip);
        button->setAccessibleName(text);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::StrongFocus);
        m_views->addButton(button, i++);
        head->addWidget(button);
    }
    head->addStretch(1);
    const auto addTool = [this, head](QAction *action) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->setAccessibleName(action->toolTip());
        button->setFocusPolicy(Qt::StrongFocus);
        head->addWidget(button);
        return button;
    };
    addTool(m_openFind);
    auto *menu = new QMenu(this);
    menu->addActions(m_copies);
    auto *copyMenu = new QToolButton(this);
    copyMenu->setIcon(icon(QStringLiteral("copy")));
    copyMenu->setToolTip(tr("Copy a part of the body"));
    copyMenu->setAccessibleName(copyMenu->toolTip());
    copyMenu->setFocusPolicy(Qt::StrongFocus);
    copyMenu->setMenu(menu);
    copyMenu->setPopupMode(QToolButton::InstantPopup);
    head->addWidget(copyMenu);
    addTool(m_save);
    return head;
}

QLayout *BodyViewer::makeFoot()
{
    auto *foot = new QHBoxLayout;
    foot->setSpacing(theme::space::Small);
    m_path->setReadOnly(true);
    m_path->setAccessibleName(tr("JSON path"));
    m_path->setToolTip(tr("Where the selected value stands in the body"));
    m_path->setProperty("role", QStringLiteral("path"));
    m_path->setFont(theme::captionFont());
    m_size->setAccessibleName(tr("Size of the body"));
    foot->addWidget(m_path, 1);
    foot->addWidget(m_size);
    return foot;
}

QAction *BodyViewer::addViewerAction(const char *id, void (BodyViewer::*run)())
{
    QAction *action = makeAction(id, this, [this, run] { (this->*run)(); });
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void BodyViewer::makeActions()
{
    m_openFind = addViewerAction("viewer.find", &BodyViewer::openFind);
    addViewerAction("viewer.findNext", &BodyViewer::findNext);
    addViewerAction("viewer.findPrevious", &BodyViewer::findPrevious);
    m_copies = {addViewerAction("viewer.copyNode", &BodyViewer::copyNode),
                addViewerAction("viewer.copyPretty", &BodyViewer::copyIndented),
                addViewerAction("viewer.copyPath", &BodyViewer::copyPath)};
    m_save = addViewerAction("viewer.save", &BodyViewer::save);
}

void BodyViewer::connectParts()
{
    connect(m_views, &QButtonGroup::idClicked, this, [this](int id) {
        choose(static_cast<View>(id));
        Q_EMIT viewChosen();
    });
    for (QWidget *widget : std::initializer_list<QWidget *>{m_text, m_tree}) {
        widget->installEventFilter(this);
        connect(widget, &QWidget::customContextMenuRequested, this, [this, widget](QPoint at) {
            showMenu(static_cast<QAbstractScrollArea *>(widget)->viewport()->mapToGlobal(at));
        });
    }
    m_text->viewport()->installEventFilter(this);
    m_fitting.setSingleShot(true);
    m_fitting.setInterval(FitPause);
    connect(&m_fitting, &QTimer::timeout, this, &BodyViewer::fitColumns);
    connect(m_text, &TextView::caretMoved, this, &BodyViewer::showPlace);
    connect(m_text, &TextView::copyWanted, this, &BodyViewer::copy);
    connect(m_tree, &TreeView::currentMoved, this, &BodyViewer::showPlace);
    connect(m_tree, &TreeView::copyWanted, this, &BodyViewer::copyNode);
    m_find->setPlace([this] { return place(); });
    connect(m_find, &FindBar::hit, this, &BodyViewer::reveal);
    connect(m_find, &FindBar::needleChanged, m_text, &TextView::refreshMarks);
    connect(m_find, &FindBar::closed, this, &BodyViewer::closeFind);
    connect(m_banner, &Banner::action, this, [this] {
        const std::function<void()> act = std::exchange(m_bannerAction, {});
        sayNotice();
        if (act)
            act();
    });
    connect(m_banner, &Banner::dismissed, this, [this] {
        m_info.notice.clear();
        sayNotice();
    });
    m_text->setMarker([this](json::Range inView) -> std::vector<json::Range> {
        if (!m_search || m_find->isHidden() || m_search->needle().isEmpty())
            return {};
        const std::size_t begin = inView.begin.index();
        const std::size_t end = std::min(inView.end.index(), begin + MostLitUp);
        return m_search->needle().findAll(m_body->bytes(), begin, end, MostLights);
    });
}

void BodyViewer::setNothing(const QString &why)
{
    setBody(nullptr);
    m_nothing->setText(why);
}

void BodyViewer::setBody(std::shared_ptr<const Body> body, BodyInfo info)
{
    m_find->setSearch(nullptr);
    m_text->setRows(nullptr);
    m_tree->setModel(nullptr);
    m_model.reset();
    m_treeIndex.reset();
    m_index.reset();
    m_search.reset();
    m_body = std::move(body);
    m_info = std::move(info);
    m_about->setText(m_info.about);
    m_about->setVisible(!m_info.about.isEmpty());
    sayNotice();
    if (m_body && m_body->bytes().empty()) {
        m_body.reset();
        m_nothing->setText(tr("The body is empty."));
    }
    // A body that nobody looks at is not read.
    if (m_body && isVisible())
        makeIndex();
    showView();
}

void BodyViewer::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_body && !m_index) {
        makeIndex();
        showView();
    }
}

void BodyViewer::makeIndex()
{
    const int columns = std::clamp(m_text->columnsThatFit(), LeastColumns, MostColumns);
    m_index = std::make_shared<BodyIndex>(m_body, columns, m_pool);
    connect(m_index.get(), &BodyIndex::grown, this, &BodyViewer::takeGrowth);
    connect(m_index.get(), &BodyIndex::shapeSettled, this, &BodyViewer::showView);
    if (!m_search) {
        m_search = std::make_unique<BodySearch>(m_body, m_pool);
        m_find->setSearch(m_search.get());
    }
}

void BodyViewer::makeTree()
{
    m_treeIndex = m_index;
    m_model = std::make_unique<TreeModel>(m_treeIndex->outline());
    connect(m_treeIndex.get(), &BodyIndex::grown, m_model.get(), &TreeModel::outlineGrown);
    m_tree->setModel(m_model.get());
    m_tree->expand(m_model->index(0, 0));
}

QString BodyViewer::viewName() const
{
    return QString::fromLatin1(ViewNames[static_cast<int>(m_wanted)]);
}

void BodyViewer::setViewName(const QString &name)
{
    for (int i = 0; i < 3; ++i) {
        if (name == QLatin1String(ViewNames[i]))
            choose(static_cast<View>(i));
    }
}

BodyViewer::View BodyViewer::view() const
{
    return m_index && m_index->isJson() ? m_wanted : View::Raw;
}

void BodyViewer::choose(View view)
{
    const json::Range at = place();
    m_wanted = view;
    showView();
    if (at.begin.value > 0)
        reveal({at.begin, at.begin});
}

void BodyViewer::showView()
{
    const View shown = view();
    for (int i = 0; i < 3; ++i) {
        m_views->button(i)->setEnabled(m_index && (m_index->isJson() || i == static_cast<int>(View::Raw)));
        m_views->button(i)->setChecked(m_index && i == static_cast<int>(shown));
    }
    for (QAction *action : actions())
        action->setEnabled(m_index != nullptr);
    for (QAction *action : m_copies)
        action->setEnabled(m_index && m_index->isJson());
    sayWhatItIs();
    if (!m_index) {
        m_stack->setCurrentWidget(m_nothing);
        return;
    }
    m_find->setSpaceRule(shown == View::Raw ? SpaceRule::AsTyped : SpaceRule::AsLaidOut);
    if (shown == View::Tree) {
        if (!m_model)
            makeTree();
        m_stack->setCurrentWidget(m_tree);
    } else {
        const json::Rows &rows = shown == View::Raw ? m_index->raw() : m_index->pretty();
        if (m_text->rows() != &rows)
            m_text->setRows(&rows);
        m_stack->setCurrentWidget(m_text);
    }
    showPlace();
}

void BodyViewer::takeGrowth()
{
    m_text->rowsGrown();
    sayWhatItIs();
}

void BodyViewer::fitColumns()
{
    if (!m_index || !isVisible() || m_text->width() <= 0)
        return;
    const int columns = std::clamp(m_text->columnsThatFit(), LeastColumns, MostColumns);
    // What one has scrolled to in a large body is not taken away while it would be read anew.
    if (columns == m_index->columns() || (m_body->bytes().size() > EasilyBroken && m_text->topRow().value > 0))
        return;
    const json::Offset top = m_text->topOffset();
    const json::Range selected = m_text->selection();
    const bool wasAtTop = m_text->topRow().value == 0;
    m_text->setRows(nullptr);
    makeIndex();
    showView();
    m_text->select(selected);
    if (!wasAtTop)
        m_text->showAtTop(top);
}

bool BodyViewer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_text->viewport())
        m_fitting.start();
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        void (BodyViewer::*run)() = nullptr;
        if (key->matches(QKeySequence::Find))
            run = &BodyViewer::openFind;
        else if (key->matches(QKeySequence::FindNext))
            run = &BodyViewer::findNext;
        else if (key->matches(QKeySequence::FindPrevious))
            run = &BodyViewer::findPrevious;
        else if (key->key() == Qt::Key_Escape && !m_find->isHidden())
            run = &BodyViewer::closeFind;
        if (run && m_index) {
            // Taken here, before the window's shortcuts have a look at it.
            event->accept();
            if (event->type() == QEvent::KeyPress)
                (this->*run)();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QString BodyViewer::whyRaw() const
{
    if (!m_index)
        return {};
    if (m_index->isBinary())
        return tr("This is not text. It is shown as hexadecimal digits.");
    if (const std::optional<FaultPlace> &fault = m_index->fault()) {
        const std::string_view bytes = m_body->bytes();
        const std::size_t first = bytes.find_first_not_of(" \t\r\n");
        if (first != std::string_view::npos && bytes[first] == '<')
            return tr("This is HTML or XML, not JSON. It is shown as it came.");
        if (fault->line == 0)
            return tr("This is not JSON. It is shown as it came.");
        return tr("This is not JSON: %1 is expected in line %2, column %3. It is shown as it came.")
            .arg(fromUtf8(fault->fault.expected))
            .arg(fault->line)
            .arg(fault->column);
    }
    if (m_index->shape() == json::JsonShape::Cut)
        return tr("The body ends before its JSON does.");
    return {};
}

void BodyViewer::sayWhatItIs()
{
    m_why->setText(whyRaw());
    m_why->setVisible(!m_why->text().isEmpty());
    QString size;
    if (m_body)
        size = QLocale().formattedDataSize(static_cast<qint64>(m_body->bytes().size()), 1,
                                           QLocale::DataSizeTraditionalFormat);
    if (m_index && m_index->isReading())
        size = tr("Reading… %1 % of %2").arg(static_cast<int>(m_index->progress() * 100)).arg(size);
    m_size->setText(size);
}

QString BodyViewer::path() const
{
    if (!m_index || !m_index->isJson())
        return {};
    const json::Outline &outline = m_index->outline();
    const auto steps = outline.pathTo(place().begin);
    return steps ? fromUtf8(json::pathText(outline.text(), *steps)) : tr("The path is known once the body is read.");
}

void BodyViewer::showPlace()
{
    m_path->setText(path());
    m_path->setToolTip(m_path->text());
}

json::Range BodyViewer::place() const
{
    if (view() == View::Tree && m_model) {
        const std::optional<json::Child> child = m_model->childAt(m_tree->currentIndex());
        const json::Offset begin = child ? child->begin() : json::Offset{};
        return {begin, begin};
    }
    return m_text->selection();
}

void BodyViewer::reveal(json::Range range)
{
    if (view() == View::Tree && m_model) {
        const QModelIndex node = m_model->indexOf(range.begin);
        m_tree->setCurrentIndex(node);
        m_tree->scrollTo(node);
        return;
    }
    m_text->reveal(range);
}

} // namespace smc::gui

#include "body_viewer.h"

#include "../text.h"
#include "../widgets/banner.h"
#include "find_bar.h"
#include "text_view.h"
#include "tree_model.h"
#include "tree_view.h"

#include <QAbstractButton>
#include <QAction>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int LeastColumns = 40;
constexpr int MostColumns = 240;
/// Bodies up to this are broken anew where the view becomes wider or narrower.
constexpr std::size_t EasilyBroken = 32U << 20U;

constexpr qsizetype LongestPath = 500;

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

void BodyViewer::choose(View wanted)
{
    const json::Range at = place();
    const View before = view();
    m_wanted = wanted;
    showView();
    // Layouts of text keep their place by themselves.
    if (at.begin.value > 0 && (before == View::Tree) != (view() == View::Tree))
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
    m_copyMenu->setEnabled(m_index && m_index->isJson());
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
        showRows(shown == View::Raw ? m_index->raw() : m_index->pretty());
        m_stack->setCurrentWidget(m_text);
    }
    showPlace();
}

void BodyViewer::showRows(const json::Rows &rows)
{
    if (m_text->rows() == &rows)
        return;
    // The same bytes stay in view in another layout.
    const bool isSameBody = m_text->rows() != nullptr;
    const json::Offset top = m_text->topOffset();
    const json::Range selected = m_text->selection();
    const bool wasAtTop = m_text->topRow().value == 0;
    m_text->setRows(&rows);
    if (!isSameBody)
        return;
    m_text->select(selected);
    if (!wasAtTop)
        m_text->showAtTop(top);
}

void BodyViewer::takeGrowth()
{
    m_text->rowsGrown();
    sayWhatItIs();
    if (!m_isPlaceKnown)
        showPlace();
}

void BodyViewer::fitColumns()
{
    if (!m_index || !isVisible() || m_text->width() <= 0)
        return;
    const int columns = std::clamp(m_text->columnsThatFit(), LeastColumns, MostColumns);
    // What one has scrolled to in a large body is not taken away while it would be read anew.
    if (columns == m_index->columns() || (m_body->bytes().size() > EasilyBroken && m_text->topRow().value > 0))
        return;
    // The rows in view are the old index's until the new one's take their place.
    const std::shared_ptr<BodyIndex> old = m_index;
    makeIndex();
    showView();
    if (view() == View::Tree)
        m_text->setRows(nullptr);
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
        return tr("This is not JSON. What is expected in line %2, column %3: %1. It is shown as it came.")
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
        size = dataSize(m_body->bytes().size());
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
    return steps ? fromUtf8(json::pathText(outline.text(), *steps)) : QString();
}

void BodyViewer::showPlace()
{
    const QString found = path();
    m_isPlaceKnown = !found.isEmpty() || !m_index || !m_index->isJson() || !m_index->isReading();
    // A path of ten thousand steps is copied whole, but shown as far as one can read it.
    const QString shown = found.size() > LongestPath ? found.left(LongestPath) + QChar(0x2026) : found;
    m_path->setText(m_isPlaceKnown ? shown : tr("The path is known once the body is read."));
    if (!m_isPlaceKnown)
        m_path->setCursorPosition(0); // A sentence is read from its start, a path is told by its end.
    m_path->setToolTip(m_path->text());
}

json::Range BodyViewer::place() const
{
    if (view() == View::Tree && m_model) {
        const std::optional<json::Child> child = m_model->valueAt(m_tree->currentIndex());
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

// The parts of a BodyViewer, and how they work together.
#include "../actions.h"
#include "../icons.h"
#include "../widgets/banner.h"
#include "../widgets/menu_opener.h"
#include "body_viewer.h"
#include "find_bar.h"
#include "text_view.h"
#include "tree_view.h"

#include <QAction>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace smc::gui {

namespace {

constexpr int FitPause = 100;
constexpr std::size_t MostLitUp = 256U << 10U; ///< Bytes in view that are searched for what is lit up.
constexpr std::size_t MostLights = 1000;

} // namespace

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
    m_copyMenu = copyMenu;
    copyMenu->setIcon(icon(QStringLiteral("copy")));
    copyMenu->setToolTip(tr("Copy a part of the body"));
    copyMenu->setAccessibleName(copyMenu->toolTip());
    copyMenu->setFocusPolicy(Qt::StrongFocus);
    setPopupMenu(*copyMenu, *menu);
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
    connect(m_find, &FindBar::hitOutdated, m_text, [this] {
        const json::Offset begin = m_text->selection().begin;
        m_text->select({begin, begin}); // Where the person has scrolled to stays in view.
    });
    connect(m_find, &FindBar::needleChanged, m_text, &TextView::refreshMarks);
    connect(m_find, &FindBar::closed, this, &BodyViewer::closeFind);
    connect(m_banner, &Banner::seen, this, &BodyViewer::announced);
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

} // namespace smc::gui

#include "sandbox_page.h"

#include "../actions.h"
#include "../console.h"
#include "../icons.h"
#include "../sandbox_host.h"
#include "../theme.h"
#include "../widgets/banner.h"
#include "../widgets/current_stack.h"
#include "../widgets/elided_label.h"
#include "../widgets/empty_state.h"
#include "../widgets/export_banner.h"
#include "../widgets/focus_scroll.h"
#include "../widgets/menu_opener.h"
#include "../widgets/pane_fold.h"
#include "../widgets/verdict_widget.h"
#include "creation.h"
#include "fault_panel.h"
#include "requests_pane.h"
#include "rows_pane.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace smc::gui {

namespace {
constexpr int ComfortableWidth = 280; ///< Of each pane.
} // namespace

SandboxPage::SandboxPage(Console &console, QWidget *parent)
    : Page(PageId::Sandbox, parent)
    , m_console(console)
    , m_failedExport(new ExportBanner(banners(), this))
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Medium);
    makeActions();
    m_head = makeHead();
    layout->addWidget(m_head);
    m_stopped = new EmptyState(QStringLiteral("sandbox"), {}, {}, this);
    m_stopped->setAction(m_start);
    m_views = new CurrentStack(this);
    m_views->addWidget(m_stopped);
    m_views->addWidget(makeBody());
    layout->addWidget(m_views, 1);
    setContent(content);
    new PaneFold(*m_splitter, *m_stacked, *m_tabs, room(), ComfortableWidth);

    SandboxHost &sandbox = console.sandbox();
    connect(&sandbox, &SandboxHost::stateChanged, this, &SandboxPage::showState);
    connect(&sandbox, &SandboxHost::contentChanged, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(m_tree, &ContentTree::placeChanged, this, [this] { m_rows->show(m_tree->current()); });
    connect(m_tree, &ContentTree::placeChosen, this, [this] { m_tabs->setCurrentWidget(m_rows); });
    showState();
}

QString SandboxPage::title() const
{
    return tr("Sandbox");
}

QString SandboxPage::iconName() const
{
    return QStringLiteral("sandbox");
}

QString SandboxPage::whatIsThis() const
{
    return tr("An SMC of your own on this computer, with the documented API and demo content. Nothing in it leaves "
              "this computer.");
}

void SandboxPage::makeActions()
{
    SandboxHost &sandbox = m_console.sandbox();
    m_start = makeAction("sandbox.start", this, [&sandbox] { sandbox.start(); });
    m_stop = makeAction("sandbox.stop", this, [&sandbox] { sandbox.stop(); });
    m_refresh = makeAction("sandbox.refresh", this, [this] { refresh(); });
    m_reset = makeAction("sandbox.reset", this, [this] { reset(); });
    m_copy = makeAction("sandbox.copyAddress", this, [this] { copyAddress(); });
    m_faultsOff = makeAction("sandbox.faultsOff", this, [&sandbox] { sandbox.setFaults({}); });
    m_export = makeAction("sandbox.export", this, [this] { m_rows->exportAll(); });
    m_exportRequests = makeAction("sandbox.exportRequests", this, [this] { m_requests->exportAll(); });
    m_sort = makeAction("sandbox.sort", this, [this] { chooseOrder(); });
    m_copyRow = makeAction("sandbox.copyRow", this, [this] { copyRow(); });
    addActions({m_export, m_exportRequests, m_sort, m_copyRow});
    m_show = {makeAction("sandbox.showRows", this, [this] { showTab(*m_rows); }),
              makeAction("sandbox.showRequests", this, [this] { showTab(*m_requests); }),
              makeAction("sandbox.showFaults", this, [this] { showTab(*m_faultsTab); })};
    addActions(m_show);
    m_toCompose = new QAction(tr("Go to Compose"), this);
    connect(m_toCompose, &QAction::triggered, this, [this] { Q_EMIT goTo(PageId::Compose, {}); });
    m_creation = new SandboxCreation(sandbox, *this);
    connect(m_creation, &SandboxCreation::made, this, &SandboxPage::goToMade);
    connect(m_creation, &SandboxCreation::madeRecord, this, [this](qint64 before) { m_rows->goToAdded(before); });
    m_newRecord = makeAction("sandbox.newRecord", this, [this] { m_creation->makeRecord(m_tree->current().list); });
    m_newField = makeAction("sandbox.newField", this, [this] { m_creation->makeField(m_tree->current().list); });
    m_new = {m_newRecord,
             makeAction("sandbox.newSegment", this, [this] { m_creation->makeSegment(m_tree->current().list); }),
             m_newField, makeAction("sandbox.newList", this, [this] { m_creation->makeList(); })};
    addActions(m_new);
    addAction(m_faultsOff);
    addFootAction(m_copy, FootSide::Left);
    addFootAction(m_refresh, FootSide::Left);
    addFootAction(m_reset, FootSide::Left);
    addFootAction(m_stop, FootSide::Right);
    setPrimaryAction(m_start);
    leavePrimaryButtonToContent();
}

QWidget *SandboxPage::makeHead()
{
    auto *head = new QWidget(this);
    m_state = new VerdictWidget(VerdictWidget::Form::Tall, head);
    connect(m_state, &VerdictWidget::linkActivated, this, &SandboxPage::switchFaultsOff);
    m_address = new ElidedLabel(head, Qt::ElideMiddle);
    m_address->setObjectName(QStringLiteral("sandbox.address"));
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    theme::setRole(*m_address, "code");
    m_address->setAccessibleName(tr("Address"));
    auto *left = new QVBoxLayout;
    left->setSpacing(theme::space::Tight);
    left->addWidget(m_state);
    left->addWidget(m_address);
    left->addStretch(1);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Group);
    layout->addLayout(left, 1);
    return head;
}

QWidget *SandboxPage::makeBody()
{
    m_tree = new ContentTree(this);
    m_rows = new RowsPane(m_console.sandbox(), m_console.dialogs(), {*m_export, *m_copyRow},
                          {*m_newField, *m_newRecord, *m_toCompose}, this);
    follow(*m_rows, *m_export);
    m_requests =
        new RequestsPane(m_console.sandbox(), m_console.dialogs(), {*m_exportRequests, *m_copyRow}, *m_toCompose, this);
    follow(*m_requests, *m_exportRequests);
    auto *tabs = new QTabWidget(this);
    tabs->setObjectName(QStringLiteral("sandbox.tabs"));
    tabs->setDocumentMode(true);
    tabs->setUsesScrollButtons(false); // There are three: they are seen in the narrowest pane too.
    tabs->tabBar()->setAccessibleName(tr("Rows, requests or faults"));
    tabs->addTab(m_rows, tr("Rows"));
    tabs->addTab(m_requests, tr("Requests"));
    m_faultsTab = makeFaults();
    tabs->addTab(m_faultsTab, tr("Faults"));
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(QStringLiteral("sandbox.splitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(theme::space::Large);
    m_stacked = new QSplitter(Qt::Vertical, this);
    m_stacked->setObjectName(QStringLiteral("sandbox.stacked"));
    m_stacked->setChildrenCollapsible(false);
    m_stacked->setHandleWidth(theme::space::Large);
    m_stacked->addWidget(makeContent());
    m_splitter->addWidget(m_stacked);
    m_splitter->addWidget(tabs);
    m_tabs = tabs;
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    return m_splitter;
}

QWidget *SandboxPage::makeContent()
{
    auto *menu = new QMenu(this);
    menu->addActions(m_new);
    auto *button = new QPushButton(icon(QStringLiteral("add")), tr("&New"), this);
    button->setAccessibleName(tr("New"));
    setPopupMenu(*button, *menu);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::Small);
    column->addWidget(button, 0, Qt::AlignLeft);
    column->addWidget(m_tree, 1);
    return content;
}

QWidget *SandboxPage::makeFaults()
{
    m_faults = new FaultPanel(this);
    connect(m_faults, &FaultPanel::changed, this, [this] { m_console.sandbox().setFaults(m_faults->faults()); });
    auto *scroll = new FocusScroll(this);
    scroll->setWidget(m_faults);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

} // namespace smc::gui

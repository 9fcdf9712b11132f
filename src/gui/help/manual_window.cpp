#include "manual_window.h"

#include "../theme.h"
#include "../widgets/clear_button.h"
#include "../widgets/wrapped_delegate.h"

#include <QDesktopServices>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextFrame>
#include <QTextTable>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace smc::gui {

namespace {

constexpr QSize Designed(840, 680);
constexpr int TopicRole = Qt::UserRole;
constexpr int HeadingRole = Qt::UserRole + 1;
constexpr int LongestLine = 75; ///< In characters.

void dress(QTextDocument &document)
{
    const QFont body = document.defaultFont();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        if (level == 0) {
            format.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
            cursor.setBlockFormat(format);
            continue;
        }
        format.setTopMargin(level == 1 ? 0 : theme::space::Group);
        format.setBottomMargin(theme::space::Small);
        cursor.setBlockFormat(format);
        cursor.select(QTextCursor::BlockUnderCursor);
        QTextCharFormat words;
        words.setFontPointSize(body.pointSizeF() * (level == 1 ? 1.5 : level == 2 ? 1.2 : 1.05));
        words.setFontWeight(QFont::DemiBold);
        cursor.mergeCharFormat(words);
    }
}

void dressTables(QTextDocument &document, const QColor &line)
{
    for (QTextFrame *frame : document.rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (table == nullptr)
            continue;
        QTextTableFormat format = table->format();
        format.setCellSpacing(0);
        format.setCellPadding(theme::space::Small);
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(line);
        format.setBorderCollapse(true);
        table->setFormat(format);
    }
}

} // namespace

ManualWindow::ManualWindow(QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_manual(keyboardChapter())
{
    setObjectName(QStringLiteral("manual"));
    setWindowTitle(tr("Manual – SMC Console"));
    resize(Designed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme::space::Group, theme::space::Group, theme::space::Group, theme::space::Group);
    auto *splitter = new QSplitter(this);
    splitter->setObjectName(QStringLiteral("manual.splitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme::space::Large);
    splitter->addWidget(makeLeft());
    splitter->addWidget(makeText());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({theme::space::NavigationWidth + theme::space::Group, Designed.width()});
    layout->addWidget(splitter);
    fitLeft();
    showChapters();
}

QWidget *ManualWindow::makeLeft()
{
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::Small);
    m_search = new QLineEdit(left);
    m_search->setAccessibleName(tr("Search the manual"));
    m_search->setPlaceholderText(tr("Search the manual"));
    addClearButton(*m_search);
    m_found = new QLabel(left);
    theme::setRole(*m_found, "caption");
    m_list = new QListWidget(left);
    m_list->setAccessibleName(tr("Chapters"));
    m_list->setWordWrap(true);
    m_list->setItemDelegate(new WrappedDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_search);
    column->addWidget(m_found);
    column->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &ManualWindow::search);
    connect(m_search, &QLineEdit::returnPressed, m_list, qOverload<>(&QWidget::setFocus));
    connect(m_list, &QListWidget::currentRowChanged, this, &ManualWindow::openRow);
    return left;
}

QWidget *ManualWindow::makeText()
{
    m_text = new QTextBrowser(this);
    m_text->setAccessibleName(tr("Chapter"));
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(theme::space::Group);
    m_text->setLineWrapMode(QTextEdit::WidgetWidth);
    connect(m_text, &QTextBrowser::anchorClicked, this, &ManualWindow::openLink);
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text, 1);
    row->addStretch(0);
    return holder;
}

void ManualWindow::setKeyboard(const QString &markdown)
{
    m_manual = Manual(markdown);
    render();
}

void ManualWindow::open(const QString &topicId)
{
    m_search->clear();
    show(m_manual.topic(topicId) ? topicId : m_manual.topics().first().id, 0);
    QWidget::show();
    raise();
    activateWindow();
    m_search->setFocus();
}

void ManualWindow::showChapters()
{
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const Topic &topic : m_manual.topics()) {
        auto *item = new QListWidgetItem(topic.title, m_list);
        item->setData(TopicRole, topic.id);
        item->setData(HeadingRole, 0);
        if (topic.id == m_current)
            m_list->setCurrentItem(item);
    }
    m_found->setVisible(false);
}

void ManualWindow::search()
{
    if (m_search->text().trimmed().isEmpty())
        return showChapters();
    const QList<ManualHit> hits = m_manual.search(m_search->text());
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const ManualHit &hit : hits) {
        const QString place = hit.heading == hit.topicTitle
                                  ? hit.heading
                                  : tr("%1: %2", "chapter: heading").arg(hit.topicTitle, hit.heading);
        auto *item = new QListWidgetItem(hit.excerpt.isEmpty() ? place : place + u'\n' + hit.excerpt, m_list);
        item->setData(TopicRole, hit.topicId);
        item->setData(HeadingRole, hit.headingIndex);
    }
    m_found->setText(hits.isEmpty()     ? tr("Nothing in the manual holds these words.")
                     : hits.size() == 1 ? tr("1 place")
                                        : tr("%n places", nullptr, static_cast<int>(hits.size())));
    m_found->setVisible(true);
}

void ManualWindow::openRow(int row)
{
    if (const QListWidgetItem *item = m_list->item(row))
        show(item->data(TopicRole).toString(), item->data(HeadingRole).toInt());
}

void ManualWindow::openLink(const QUrl &link)
{
    if (link.scheme() == QLatin1String("https")) {
        QDesktopServices::openUrl(link);
        return;
    }
    const QString topicId = link.path().section(u'.', 0, 0);
    if (!m_manual.topic(topicId))
        return;
    m_search->clear();
    show(topicId, 0);
    showChapters();
}

void ManualWindow::show(const QString &topicId, int headingIndex)
{
    if (std::exchange(m_isOutdated, false) || m_current != topicId) {
        m_current = topicId;
        render();
    }
    for (int row = 0; row < m_list->count() && m_search->text().isEmpty(); ++row) {
        const QSignalBlocker blocker(m_list);
        if (m_list->item(row)->data(TopicRole) == topicId)
            m_list->setCurrentRow(row);
    }
    scrollTo(headingIndex);
}

void ManualWindow::render()
{
    const Topic *topic = m_manual.topic(m_current);
    if (!topic)
        return;
    m_text->setMaximumWidth(fontMetrics().averageCharWidth() * LongestLine + 4 * theme::space::Group);
    m_text->document()->setDefaultFont(font());
    m_text->document()->setMarkdown(topic->markdown, QTextDocument::MarkdownDialectGitHub);
    dress(*m_text->document());
    dressTables(*m_text->document(), theme::colours(*this).line);
}

void ManualWindow::scrollTo(int headingIndex)
{
    int heading = -1;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 || ++heading != headingIndex)
            continue;
        QTextCursor cursor(block);
        m_text->setTextCursor(cursor);
        const int top = m_text->cursorRect(cursor).top() + m_text->verticalScrollBar()->value();
        m_text->verticalScrollBar()->setValue(headingIndex == 0 ? 0 : top - theme::space::Small);
        return;
    }
}

void ManualWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_search->text().isEmpty())
        m_search->clear();
    else if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

void ManualWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    fitLeft();
    m_isOutdated = !isVisible();
    if (isVisible())
        render();
}

/// No narrower than what its empty field says.
void ManualWindow::fitLeft()
{
    const int beside = theme::scaled(theme::space::Group) + 2 * theme::space::Medium; // Its edges and the icon.
    m_search->setMinimumWidth(m_search->fontMetrics().horizontalAdvance(m_search->placeholderText()) + beside);
}

void ManualWindow::showEvent(QShowEvent *event)
{
    if (std::exchange(m_isOutdated, false))
        render();
    QWidget::showEvent(event);
}

} // namespace smc::gui

#include "find_bar.h"

#include "../icons.h"
#include "../theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int TypingPause = 150;
constexpr int StateWidth = 16; ///< Characters.

QToolButton *makeButton(QWidget *parent, const char *iconName, const QString &name)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon(QString::fromLatin1(iconName)));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_case(new QToolButton(this))
    , m_state(new QLabel(this))
    , m_previous(makeButton(this, "chevron-up", tr("Find the one before")))
    , m_next(makeButton(this, "chevron-down", tr("Find the next one")))
{
    m_text->setAccessibleName(tr("Find in the body"));
    m_text->setPlaceholderText(tr("Find"));
    m_case->setText(tr("Aa"));
    m_case->setCheckable(true);
    m_case->setAccessibleName(tr("Match upper and lower case"));
    m_case->setToolTip(m_case->accessibleName());
    m_case->setFocusPolicy(Qt::StrongFocus);
    theme::setRole(*m_state, "caption");
    m_state->setAccessibleName(tr("Occurrences"));
    fitText();
    QToolButton *close = makeButton(this, "close", tr("Close the search"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_case);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(m_state);
    layout->addWidget(close);

    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingPause);
    connect(m_text, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &FindBar::search);
    connect(m_case, &QToolButton::toggled, this, &FindBar::search);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(m_next, &QToolButton::clicked, this, &FindBar::findNext);
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitText();
}

/// The buttons stand still while numbers change.
void FindBar::fitText()
{
    m_state->setMinimumWidth(QFontMetrics(theme::captionFont()).averageCharWidth() * StateWidth);
}

void FindBar::setSearch(BodySearch *search)
{
    m_search = search;
    m_shown = {};
    m_hit.reset();
    m_ordinal.reset();
    m_isNotThere = false;
    if (m_search) {
        connect(m_search, &BodySearch::countChanged, this, &FindBar::showState);
        connect(m_search, &BodySearch::found, this, [this](const BodySearch::Hit &found) {
            m_hit = found;
            m_shown = found.range;
            m_ordinal.reset();
            m_isNotThere = false;
            Q_EMIT hit(found.range);
            showState();
        });
        connect(m_search, &BodySearch::notFound, this, [this] {
            m_hit.reset();
            m_ordinal.reset();
            m_isNotThere = true;
            if (!m_shown.isEmpty() && m_place() == m_shown)
                Q_EMIT hitOutdated();
            showState();
        });
        if (isVisible())
            takeNeedle();
    }
    showState();
}

void FindBar::setSpaceRule(SpaceRule rule)
{
    if (m_spaceRule == rule)
        return;
    m_spaceRule = rule;
    if (m_search && isVisible() && !m_search->needle().isEmpty())
        takeNeedle();
}

void FindBar::open(const QString &text)
{
    show();
    if (!text.isEmpty())
        m_text->setText(text);
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    takeNeedle();
}

void FindBar::takeNeedle()
{
    m_typing.stop();
    m_hit.reset();
    m_ordinal.reset();
    m_isNotThere = false;
    if (m_search)
        m_search->setNeedle(
            Needle(m_text->text(), m_case->isChecked() ? CaseRule::Match : CaseRule::Ignore, m_spaceRule));
    Q_EMIT needleChanged();
    showState();
}

void FindBar::search()
{
    takeNeedle();
    // What is at the caret already is found again, so that typing on narrows it down.
    if (m_search && !m_search->needle().isEmpty())
        m_search->find(m_place().begin, BodySearch::Direction::Forward);
}

void FindBar::findNext()
{
    if (m_typing.isActive() || !m_search || m_search->needle().isEmpty()) {
        search();
        return;
    }
    const json::Range place = m_place();
    m_search->find(m_hit && place == m_hit->range ? place.end : std::max(place.begin, place.end),
                   BodySearch::Direction::Forward);
}

void FindBar::findPrevious()
{
    if (m_typing.isActive() || !m_search || m_search->needle().isEmpty())
        takeNeedle();
    if (m_search && !m_search->needle().isEmpty())
        m_search->find(m_place().begin, BodySearch::Direction::Backward);
}

void FindBar::showState()
{
    const bool hasNeedle = m_search && !m_search->needle().isEmpty();
    m_previous->setEnabled(hasNeedle);
    m_next->setEnabled(hasNeedle);
    QString state;
    if (hasNeedle) {
        const QString count = QLocale().toString(qlonglong(m_search->count()));
        const QString all = m_search->isCounting() ? tr("%1 so far").arg(count) : count;
        if (m_hit && !m_ordinal)
            m_ordinal = m_search->ordinalOf(m_hit->range.begin);
        if (m_hit && m_ordinal)
            state = tr("%1 of %2").arg(QLocale().toString(qlonglong(*m_ordinal)), all);
        else if (m_isNotThere || (!m_search->isCounting() && m_search->count() == 0))
            state = tr("Not found");
        else
            state = m_search->isCounting() ? tr("%1 found so far").arg(count) : tr("%1 found").arg(count);
    }
    m_state->setText(state);
    m_state->setToolTip(m_hit && m_hit->wrapped ? tr("The search went around the end of the body.") : QString());
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (event->modifiers() & Qt::ShiftModifier)
            findPrevious();
        else
            findNext();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace smc::gui

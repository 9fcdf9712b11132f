#include "filter_bar.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/box_name.h"
#include "../widgets/clear_button.h"
#include "../widgets/flow_layout.h"
#include "../widgets/moment_edit.h"
#include "entry_words.h"

#include <workspace/uistate.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <array>

namespace smc::gui {

namespace {

using workspace::StatusClass;

constexpr int MostSearchLength = 200;
constexpr QLatin1Char ExactStatus('='); ///< Before a status that is meant by itself.
constexpr auto TypingPause = std::chrono::milliseconds(250);

/// The names are kept in the workspace.
constexpr std::array TimeNames = {"", "hour", "today", "yesterday", "week", "month", "range"};
constexpr qint64 MinuteMs = 60'000;
const QTime StartOfDay(0, 0);
const QTime EndOfDay(23, 59);

struct Stretch
{
    std::optional<std::int64_t> fromMs;
    std::optional<std::int64_t> untilMs;
};

Stretch stretchOf(const QString &name, const QDateTime &now)
{
    const auto startOf = [](const QDate &day) { return day.startOfDay().toMSecsSinceEpoch(); };
    const QDate today = now.date();
    if (name == QLatin1String("hour"))
        return {now.addSecs(-3600).toMSecsSinceEpoch(), {}};
    if (name == QLatin1String("today"))
        return {startOf(today), {}};
    if (name == QLatin1String("yesterday"))
        return {startOf(today.addDays(-1)), startOf(today)};
    if (name == QLatin1String("week"))
        return {startOf(today.addDays(-6)), {}};
    if (name == QLatin1String("month"))
        return {startOf(today.addDays(-29)), {}};
    return {};
}

void choose(QComboBox &box, const QString &data)
{
    box.setCurrentIndex(std::max(0, box.findData(data)));
}

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_calls(addChoice(tr("Show calls")))
    , m_verdicts(addChoice(tr("Show verdicts")))
    , m_statuses(addChoice(tr("Show statuses")))
    , m_times(addChoice(tr("Show times")))
    , m_profiles(addChoice(tr("Show profiles")))
    , m_pinned(new QCheckBox(tr("Pinned"), this))
    , m_clear(new QPushButton(tr("Clear filters"), this))
{
    m_search->setAccessibleName(tr("Search the history"));
    m_search->setPlaceholderText(tr("Search events, answers and notes"));
    m_search->setToolTip(tr("Finds a text anywhere in an event, request, answer, address or note."));
    m_search->setMaxLength(MostSearchLength);
    addClearButton(*m_search);
    m_search->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_pinned->setAccessibleName(tr("Show pinned entries only"));
    m_pinned->setToolTip(tr("Show pinned entries only"));
    m_clear->setAccessibleName(m_clear->text());
    theme::setRole(*m_clear, "link");
    theme::setRole(*m_count, "caption");
    makeRange();
    setToday(QDate::currentDate());
    fillChoices();

    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingPause);
    connect(&m_typing, &QTimer::timeout, this, &FilterBar::applyNow);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(m_search, &QLineEdit::returnPressed, this, &FilterBar::applyNow);
    for (QComboBox *choice : choices())
        connect(choice, &QComboBox::activated, this, &FilterBar::applyNow);
    connect(m_pinned, &QCheckBox::clicked, this, &FilterBar::applyNow);
    connect(m_clear, &QPushButton::clicked, this, &FilterBar::clear);

    auto *top = new QHBoxLayout;
    top->setSpacing(theme::space::Medium);
    top->addWidget(m_search, 1);
    top->addWidget(m_count);
    auto *bottom = new FlowLayout;
    bottom->setSpacing(theme::space::Small);
    for (QComboBox *choice : choices())
        bottom->addWidget(choice);
    bottom->addWidget(m_pinned);
    bottom->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addLayout(top);
    layout->addLayout(bottom);
    layout->addWidget(m_range);
    layout->addWidget(m_rangeHint);
    markActive();
}

void FilterBar::makeRange()
{
    m_range = new QWidget(this);
    auto *line = new FlowLayout(m_range);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(theme::space::Small);
    const auto add = [&](const QString &text, QTime otherwise) {
        auto *edit = new MomentEdit(otherwise, m_range);
        edit->setMinimumHeight(m_times->sizeHint().height());
        edit->setAccessibleName(QString(text).remove(QLatin1Char('&')));
        auto *label = new QLabel(text, m_range);
        label->setBuddy(edit);
        line->addWidget(label);
        line->addWidget(edit);
        // Each key may be one of several: the list waits until the person pauses.
        connect(edit, &MomentEdit::changed, this, [this] {
            sayRange();
            m_typing.start();
        });
        connect(edit, &MomentEdit::returnPressed, this, &FilterBar::applyNow);
        return edit;
    };
    m_from = add(tr("&From"), StartOfDay);
    m_until = add(tr("&to"), EndOfDay);
    m_until->setAccessibleName(tr("To"));
    m_rangeHint = new QLabel(this);
    m_rangeHint->setWordWrap(true);
    theme::setRole(*m_rangeHint, "error");
}

/// What is wrong with the range stands below it: with a date that is none, the range stays as it was.
void FilterBar::sayRange()
{
    QString hint;
    for (MomentEdit *edit : {m_from, m_until}) {
        QString wrong;
        if (edit->isToldWrong())
            wrong = tr("“%1” is no date. Write it as 2026-11-22 14:30, or without the time.").arg(edit->text());
        edit->setProperty("wrong", !wrong.isEmpty());
        edit->setAccessibleDescription(wrong);
        theme::repolish(*edit);
        hint = hint.isEmpty() ? wrong : hint;
    }
    if (hint.isEmpty() && m_until->moment() < m_from->moment())
        hint = tr("This range ends before it begins, so it holds nothing.");
    m_rangeHint->setText(hint);
    m_rangeHint->setVisible(hasRange() && !hint.isEmpty());
}

void FilterBar::setToday(QDate today)
{
    const QSignalBlocker noFrom(m_from);
    const QSignalBlocker noUntil(m_until);
    m_from->setMoment(today.startOfDay());
    m_until->setMoment(QDateTime(today, EndOfDay));
}

bool FilterBar::hasRange() const
{
    return m_times->currentData().toString() == QLatin1String("range");
}

QComboBox *FilterBar::addChoice(const QString &accessibleName)
{
    auto *choice = new QComboBox(this);
    nameBox(*choice, accessibleName);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return choice;
}

void FilterBar::fillChoices()
{
    m_calls->addItem(tr("All calls"), QString());
    for (const char *call : {"identify", "track", "page", "screen", "group", "alias"})
        m_calls->addItem(callInWords(call), QString::fromLatin1(call));
    m_verdicts->addItem(tr("All verdicts"), QString());
    for (const std::string &verdict : historyVerdicts())
        m_verdicts->addItem(verdictWord(verdict).word, fromUtf8(verdict));
    const auto addClass = [this](StatusClass status, const QString &words) {
        m_statuses->addItem(words, status == StatusClass::Any ? QString() : QString::number(static_cast<int>(status)));
    };
    addClass(StatusClass::Any, tr("Any status"));
    addClass(StatusClass::Success, tr("2xx: done"));
    addClass(StatusClass::ClientError, tr("4xx: refused"));
    // Those of SMC's that ask for different things to be done.
    const std::pair<int, QString> refusals[] = {
        {401, tr("401: not let in")}, {403, tr("403: no right")}, {404, tr("404: not found")}, {429, tr("429: later")}};
    for (const auto &[status, words] : refusals)
        m_statuses->addItem(words, ExactStatus + QString::number(status));
    addClass(StatusClass::ServerError, tr("5xx: failed"));
    addClass(StatusClass::Redirect, tr("3xx: elsewhere"));
    addClass(StatusClass::NoAnswer, tr("No answer"));
    const QStringList times = {tr("Any time"),    tr("Last hour"),    tr("Today"),      tr("Yesterday"),
                               tr("Last 7 days"), tr("Last 30 days"), tr("From … to …")};
    for (qsizetype i = 0; i < times.size(); ++i)
        m_times->addItem(times[i], QString::fromLatin1(TimeNames[static_cast<std::size_t>(i)]));
    setProfiles({});
}

QList<QComboBox *> FilterBar::choices() const
{
    return {m_calls, m_verdicts, m_statuses, m_times, m_profiles};
}

void FilterBar::setProfiles(const QList<ProfileName> &profiles)
{
    const QString chosen = m_profiles->currentData().toString();
    m_profiles->clear();
    m_profiles->addItem(tr("All profiles"), QString());
    for (const ProfileName &profile : profiles)
        m_profiles->addItem(profile.name, profile.id);
    choose(*m_profiles, chosen);
    // One profile is no choice, but one that is chosen must be seen.
    m_profiles->setVisible(profiles.size() > 1 || m_profiles->currentIndex() > 0);
    markActive();
}

workspace::HistoryFilter FilterBar::filter(std::chrono::system_clock::time_point now) const
{
    using namespace std::chrono;
    const auto chosen = [](const QComboBox *choice) { return toUtf8(choice->currentData().toString()); };
    workspace::HistoryFilter filter;
    filter.text = toUtf8(m_search->text().trimmed());
    filter.callType = chosen(m_calls);
    filter.verdict = chosen(m_verdicts);
    filter.profileId = chosen(m_profiles);
    const QString status = m_statuses->currentData().toString();
    if (status.startsWith(ExactStatus))
        filter.exactStatus = QStringView(status).mid(1).toInt();
    else
        filter.status = static_cast<StatusClass>(status.toInt());
    const QDateTime moment =
        QDateTime::fromMSecsSinceEpoch(duration_cast<milliseconds>(now.time_since_epoch()).count());
    const Stretch stretch = stretchOf(m_times->currentData().toString(), moment);
    filter.fromMs = hasRange() ? m_from->moment().toMSecsSinceEpoch() : stretch.fromMs;
    // The minute that is named belongs to it.
    filter.untilMs = hasRange() ? m_until->moment().toMSecsSinceEpoch() + MinuteMs : stretch.untilMs;
    filter.pinnedOnly = m_pinned->isChecked();
    return filter;
}

bool FilterBar::isActive() const
{
    const QList<QComboBox *> all = choices();
    return !m_search->text().trimmed().isEmpty() || m_pinned->isChecked() ||
           std::any_of(all.begin(), all.end(), [](const QComboBox *choice) { return choice->currentIndex() > 0; });
}

void FilterBar::clear()
{
    if (!isActive())
        return;
    settle();
    applyNow();
}

FilterBar::Wish FilterBar::wish() const
{
    Wish wish{m_search->text(), {}, m_pinned->isChecked()};
    for (const QComboBox *box : choices())
        wish.choices.append(box->currentData().toString());
    return wish;
}

void FilterBar::setWish(const Wish &wish)
{
    m_search->setText(wish.text);
    for (qsizetype i = 0; i < std::min(wish.choices.size(), choices().size()); ++i)
        choose(*choices()[i], wish.choices[i]);
    m_pinned->setChecked(wish.pinnedOnly);
    applyNow();
}

void FilterBar::settle()
{
    m_search->clear();
    for (QComboBox *choice : choices())
        choice->setCurrentIndex(0);
    m_pinned->setChecked(false);
}

void FilterBar::applyNow()
{
    m_typing.stop();
    markActive();
    Q_EMIT changed();
}

void FilterBar::markActive()
{
    for (QComboBox *choice : choices()) {
        choice->setProperty("active", choice->currentIndex() > 0);
        choice->update();
    }
    m_clear->setVisible(isActive());
    m_range->setVisible(hasRange());
    sayRange();
}

/// `shown` of `all`, as long as filters hold; nothing for `shown`: not known yet.
static QString foundOf(std::optional<std::int64_t> shown, std::int64_t all)
{
    const QLocale locale;
    const QString total = locale.toString(qlonglong(all));
    if (!shown)
        return all == 1 ? FilterBar::tr("Searching 1 entry…") : FilterBar::tr("Searching %1 entries…").arg(total);
    return all == 1 ? FilterBar::tr("%1 of 1 entry").arg(*shown)
                    : FilterBar::tr("%1 of %2 entries").arg(locale.toString(qlonglong(*shown)), total);
}

void FilterBar::setCount(std::optional<std::int64_t> shown, std::int64_t all)
{
    if (!isActive())
        m_count->setText(all == 1 ? tr("1 entry") : tr("%Ln entries", nullptr, static_cast<int>(all)));
    else
        m_count->setText(foundOf(shown, all));
}

void FilterBar::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        applyNow();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::saveState(workspace::UiState &state) const
{
    state.set("activity/call", toUtf8(m_calls->currentData().toString()));
    state.set("activity/verdict", toUtf8(m_verdicts->currentData().toString()));
    state.set("activity/status", toUtf8(m_statuses->currentData().toString()));
    state.set("activity/time", toUtf8(m_times->currentData().toString()));
    state.set("activity/from", hasRange() ? toUtf8(m_from->moment().toString(Qt::ISODate)) : std::string());
    state.set("activity/until", hasRange() ? toUtf8(m_until->moment().toString(Qt::ISODate)) : std::string());
    state.set("activity/profile", toUtf8(m_profiles->currentData().toString()));
    state.set("activity/pinned", m_pinned->isChecked() ? "yes" : "");
}

void FilterBar::restoreState(const workspace::UiState &state)
{
    choose(*m_calls, fromUtf8(state.value("activity/call", "")));
    choose(*m_verdicts, fromUtf8(state.value("activity/verdict", "")));
    choose(*m_statuses, fromUtf8(state.value("activity/status", "")));
    choose(*m_times, fromUtf8(state.value("activity/time", "")));
    choose(*m_profiles, fromUtf8(state.value("activity/profile", "")));
    const auto from = QDateTime::fromString(fromUtf8(state.value("activity/from", "")), Qt::ISODate);
    const auto until = QDateTime::fromString(fromUtf8(state.value("activity/until", "")), Qt::ISODate);
    if (from.isValid() && until.isValid()) {
        m_from->setMoment(from);
        m_until->setMoment(until);
    }
    m_pinned->setChecked(state.value("activity/pinned", "") == "yes");
    applyNow();
}

} // namespace smc::gui

// Above the list of Activity: a field to search, filters, and how many entries they let through.
#pragma once

#include <workspace/history_query.h>

#include <QDate>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <cstdint>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

class MomentEdit;

struct ProfileName
{
    QString id;
    QString name;
};

class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    void setProfiles(const QList<ProfileName> &profiles);
    /// What a range of one's own begins with, where none was chosen yet.
    void setToday(QDate today);

    /// What is asked for at `now`: "today" is a stretch of time.
    workspace::HistoryFilter filter(std::chrono::system_clock::time_point now) const;
    /// Whether anything is asked for.
    bool isActive() const;
    /// Lets everything through, and says changed() where that is news.
    void clear();

    /// All that is asked for, to be asked for again. The times of a range of one's own stay by themselves.
    struct Wish
    {
        QString text;
        QStringList choices;
        bool pinnedOnly = false;
    };
    Wish wish() const;
    void setWish(const Wish &wish);

    /// "123 of 4567 entries"; `shown` is nothing while it is being counted.
    void setCount(std::optional<std::int64_t> shown, std::int64_t all);

    void focusSearch();

    void saveState(workspace::UiState &state) const;
    void restoreState(const workspace::UiState &state);

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeRange();
    void sayRange();
    bool hasRange() const;
    QComboBox *addChoice(const QString &accessibleName);
    void fillChoices();
    QList<QComboBox *> choices() const;
    void applyNow();
    void markActive();
    void settle();

    QLineEdit *m_search;
    QLabel *m_count;
    QComboBox *m_calls;
    QComboBox *m_verdicts;
    QComboBox *m_statuses;
    QComboBox *m_times;
    QComboBox *m_profiles;
    QWidget *m_range = nullptr; ///< Shown for a range of one's own.
    MomentEdit *m_from = nullptr;
    MomentEdit *m_until = nullptr;
    QLabel *m_rangeHint = nullptr;
    QCheckBox *m_pinned;
    QPushButton *m_clear;
    QTimer m_typing;
};

} // namespace smc::gui

// The bar that searches a body: what, how, which occurrence of how many.
#pragma once

#include "body_search.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QLineEdit;
class QToolButton;

namespace smc::gui {

class FindBar : public QWidget
{
    Q_OBJECT

public:
    explicit FindBar(QWidget *parent = nullptr);

    /// Searches there from now on; nothing searches nowhere. `spaces` is for the layout in view.
    void setSearch(BodySearch *search);
    void setSpaceRule(SpaceRule rule);

    /// Takes the focus; looks for `text` where it is not empty.
    void open(const QString &text);

    /// Where the search goes on: the caret of the view.
    using Place = std::function<json::Range()>;
    void setPlace(Place place) { m_place = std::move(place); }

public Q_SLOTS:
    void findNext();
    void findPrevious();

Q_SIGNALS:
    void hit(smc::json::Range range);
    /// What is selected was found before, and is not what is looked for now.
    void hitOutdated();
    /// What is searched for is another, or nothing.
    void needleChanged();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void search();
    void takeNeedle();
    void showState();
    void fitText();

    QLineEdit *m_text;
    QToolButton *m_case;
    QLabel *m_state;
    QToolButton *m_previous;
    QToolButton *m_next;
    QPointer<BodySearch> m_search;
    SpaceRule m_spaceRule = SpaceRule::AsTyped;
    Place m_place;
    QTimer m_typing;
    std::optional<BodySearch::Hit> m_hit;
    json::Range m_shown{};                 ///< The last one that was found, also once another text is looked for.
    std::optional<std::int64_t> m_ordinal; ///< Of the hit, once it is known.
    bool m_isNotThere = false;
};

} // namespace smc::gui

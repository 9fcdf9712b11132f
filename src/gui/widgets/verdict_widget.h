// A verdict: icon, word, sentence, and what to do, with the action as a link.
#pragma once

#include "../theme.h"

#include <QFrame>

class QLabel;

namespace smc::gui {

struct VerdictContent
{
    theme::Tone tone = theme::Tone::Neutral;
    QString word{};     ///< "Discarded"
    QString sentence{}; ///< "order completed is not in Allowed Events." Plain text.
    QString todo{};     ///< "Did you mean Order Completed?" Plain text; may be empty.
    QString link{};     ///< "Add it": what can be done here and now; may be empty.
    QString linkId{};   ///< What linkActivated() says.

    bool operator==(const VerdictContent &) const = default;
};

/// "Discarded. order completed is not in Allowed Events. Did you mean Order Completed?": to be said aloud.
QString spoken(const VerdictContent &content);

/// Tall: the sentence stands under the word, for a panel. Chip: icon and word only, the sentence in the tooltip.
class VerdictWidget : public QFrame
{
    Q_OBJECT

public:
    enum class Form { Tall, Chip };
    explicit VerdictWidget(Form form, QWidget *parent = nullptr);

    void setContent(const VerdictContent &content);
    const VerdictContent &content() const { return m_content; }
    /// Puts a control beside the word, at the box's upper right. Its room stays while it is hidden.
    void setCorner(QWidget &control);

Q_SIGNALS:
    void linkActivated(const QString &linkId);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshColours();

    Form m_form;
    VerdictContent m_content;
    QLabel *m_icon;
    QLabel *m_word;
    QLabel *m_sentence;
    QWidget *m_corner = nullptr;
};

} // namespace smc::gui

// A banner at the top of a page, for what concerns the page: no keychain, unsaved settings, sandbox stopped.
#pragma once

#include "../theme.h"

#include <QFrame>
#include <QHash>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace smc::gui {

struct BannerContent
{
    theme::Tone tone = theme::Tone::Info;
    QString text{};   ///< Plain text.
    QString action{}; ///< On a button; empty for none.
    QString secondAction{};
    bool dismissable = false;
    enum class Voice {
        Speaks,
        Silent, ///< What changes all the time, such as how far something is.
    };
    Voice voice = Voice::Speaks;

    bool operator==(const BannerContent &) const = default;
};

class Banner : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(QWidget *parent = nullptr);

    void setContent(const BannerContent &content);
    const BannerContent &content() const { return m_content; }

Q_SIGNALS:
    void action();
    void secondAction();
    void dismissed();
    /// The person can see these words now, and could not before: once for each text, for screen readers. A banner of a
    /// page that is not shown waits for it.
    void seen(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void refreshIcon();
    void fitButtons();
    void tellIfSeen();

    BannerContent m_content;
    bool m_isUnseen = false; ///< It says something that nobody could see yet.
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_secondAction;
    QPushButton *m_dismiss;
    QBoxLayout *m_body; ///< The words, and the buttons beside them, or below where there is no room.
    QBoxLayout *m_buttons;
};

/// A page's banners, one below the other, each under an id of its own.
class BannerArea : public QWidget
{
    Q_OBJECT

public:
    explicit BannerArea(QWidget *parent = nullptr);

    /// Shows `content` under `id`, in the place of what stood there.
    Banner *show(const QString &id, const BannerContent &content);
    void hide(const QString &id);
    /// Nothing where it is not shown.
    Banner *banner(const QString &id) const;

Q_SIGNALS:
    /// Another banner is there, or says something else, whether or not anybody can see it.
    void changed();
    /// As Banner::seen().
    void seen(const QString &text);
    void action(const QString &id);
    void secondAction(const QString &id);
    /// The person has closed it.
    void dismissed(const QString &id);

private:
    QBoxLayout *m_layout;
    QHash<QString, Banner *> m_banners;
};

} // namespace smc::gui

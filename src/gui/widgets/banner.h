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

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshIcon();

    BannerContent m_content;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_secondAction;
    QPushButton *m_dismiss;
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
    /// The banner of this id says something that it has not said before.
    void shown(const QString &id);
    void action(const QString &id);
    void secondAction(const QString &id);
    /// The person has closed it.
    void dismissed(const QString &id);

private:
    QBoxLayout *m_layout;
    QHash<QString, Banner *> m_banners;
};

} // namespace smc::gui

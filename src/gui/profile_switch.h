// The button at the top of the navigation that says which profile is current, in its environment's colour, and opens
// the list of the others.
#pragma once

#include "theme.h"

#include <QList>
#include <QPushButton>

namespace smc::gui {

struct ProfileItem
{
    QString id;
    QString name;
    QString environment; ///< "Production", for people.
    QString sign;        ///< "Prod": where there is no room for words.
    theme::Tone tone = theme::Tone::Neutral;

    bool operator==(const ProfileItem &) const = default;
};

class ProfileSwitch : public QPushButton
{
    Q_OBJECT

public:
    explicit ProfileSwitch(QWidget *parent = nullptr);

    void setProfiles(const QList<ProfileItem> &profiles, const QString &currentId);
    /// Below the profiles, in the menu.
    void setActions(const QList<QAction *> &actions);

    enum class Words { Shown, Hidden };
    void setWordsShown(Words words);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(const QString &profileId);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void rebuildMenu();
    void paintSign(QPainter &painter, const QColor &dot, const QColor &words) const;

    QList<ProfileItem> m_profiles;
    QList<QAction *> m_actions;
    ProfileItem m_current;
    Words m_words = Words::Shown;
};

} // namespace smc::gui

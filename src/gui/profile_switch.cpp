#include "profile_switch.h"

#include "icons.h"
#include "style/draw.h"
#include "widgets/menu_opener.h"

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QPainter>

namespace smc::gui {

namespace {
constexpr int Height = 48;
constexpr int DotSide = 10;
constexpr int ChevronRight = 10;
constexpr int WordsTop = 6;
/// As large as the words beside it.
int dotSide()
{
    return theme::scaled(DotSide);
}

} // namespace

ProfileSwitch::ProfileSwitch(QWidget *parent)
    : QPushButton(parent)
{
    setObjectName(QStringLiteral("profileSwitch"));
    setPopupMenu(*this, *new QMenu(this));
    menu()->setObjectName(QStringLiteral("profileMenu"));
    menu()->setAccessibleName(tr("Profiles"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ProfileSwitch::setProfiles(const QList<ProfileItem> &profiles, const QString &currentId)
{
    m_profiles = profiles;
    m_current = {};
    for (const ProfileItem &item : profiles) {
        if (item.id == currentId)
            m_current = item;
    }
    setAccessibleName(tr("Profile: %1, %2").arg(m_current.name, m_current.environment));
    setToolTip(tr("%1 (%2). Choose another profile here.").arg(m_current.name, m_current.environment));
    rebuildMenu();
    update();
}

void ProfileSwitch::setActions(const QList<QAction *> &actions)
{
    m_actions = actions;
    rebuildMenu();
}

void ProfileSwitch::setWordsShown(Words words)
{
    m_words = words;
    update();
}

QSize ProfileSwitch::sizeHint() const
{
    return QSize(theme::space::NavigationWidth - 2 * theme::space::Small, theme::scaled(Height));
}

QSize ProfileSwitch::minimumSizeHint() const
{
    return QSize(Height - theme::space::Small, theme::scaled(Height));
}

void ProfileSwitch::rebuildMenu()
{
    QMenu &choices = *menu();
    // One of them may be what is just being triggered.
    for (QAction *old : choices.actions()) {
        choices.removeAction(old);
        if (old->parent() == &choices)
            old->deleteLater();
    }
    for (const ProfileItem &item : m_profiles) {
        // An ampersand in a name is no mnemonic.
        QString name = item.name;
        name.replace(QLatin1Char('&'), QStringLiteral("&&"));
        const bool isCurrent = item.id == m_current.id;
        const QString text = item.name == item.environment ? name : tr("%1 (%2)").arg(name, item.environment);
        QAction *action = choices.addAction(gui::icon(QStringLiteral("disc"), item.tone),
                                            isCurrent ? tr("%1 – current").arg(text) : text);
        action->setObjectName(item.id);
        action->setCheckable(true);
        action->setChecked(isCurrent);
        // Where an entry has an icon, its tick is hard to see.
        QFont font = choices.font();
        font.setBold(isCurrent);
        action->setFont(font);
        connect(action, &QAction::triggered, this, [this, id = item.id] { Q_EMIT chosen(id); });
    }
    choices.addSeparator();
    choices.addActions(m_actions);
}

void ProfileSwitch::paintEvent(QPaintEvent *)
{
    const theme::Colours &colours = theme::colours(*this);
    const bool danger = m_current.tone == theme::Tone::Danger;
    const QColor fill = danger ? colours.danger : underMouse() ? colours.selection : colours.raised;
    const QColor words = danger ? colours.onDanger : colours.text;

    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    const QColor edge = danger ? colours.danger : colours.line;
    const QColor ring = danger ? colours.text : colours.accent; // As on other red buttons.
    painter.setPen(hasFocus() ? QPen(ring, style::FocusLine) : QPen(edge, style::Line));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::space::Corner, theme::space::Corner);

    const QColor dot = danger ? colours.onDanger : theme::colourOf(m_current.tone, colours);
    if (m_words == Words::Hidden) {
        paintSign(painter, dot, words);
        return;
    }
    const int left = theme::space::Medium;
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    painter.drawEllipse(QRect(left, (height() - dotSide()) / 2, dotSide(), dotSide()));

    const int textLeft = left + dotSide() + theme::space::Small;
    const int chevronLeft = width() - ChevronRight - style::chevronSide();
    const QRect text(textLeft, 0, chevronLeft - theme::space::Tight - textLeft, height());
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(words);
    const QString name = QFontMetrics(bold).elidedText(m_current.name, Qt::ElideRight, text.width());
    painter.drawText(text.adjusted(0, WordsTop, 0, -height() / 2 + 2), Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.setFont(theme::captionFont());
    painter.setPen(danger ? colours.onDanger : colours.secondaryText);
    painter.drawText(text.adjusted(0, height() / 2 - 1, 0, -WordsTop), Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_current.environment, Qt::ElideRight, text.width()));
    style::drawChevron(painter, {chevronLeft + style::chevronSide() / 2.0, height() / 2.0}, words);
}

/// Colour is never the only sign: a short word stands under the dot.
void ProfileSwitch::paintSign(QPainter &painter, const QColor &dot, const QColor &words) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    painter.drawEllipse(QRect((width() - dotSide()) / 2, height() / 4 - dotSide() / 2 + 2, dotSide(), dotSide()));
    painter.setFont(theme::captionFont());
    painter.setPen(words);
    painter.drawText(QRect(0, height() / 2 - 2, width(), height() / 2 - 2), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(m_current.sign, Qt::ElideRight, width() - 4));
}

void ProfileSwitch::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace smc::gui

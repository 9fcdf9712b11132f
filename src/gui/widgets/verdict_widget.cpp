#include "verdict_widget.h"

#include "../icons.h"
#include "link_label.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace smc::gui {

namespace {
constexpr int IconSize = 20;
}

QString spoken(const VerdictContent &content)
{
    QStringList parts{content.word + QLatin1Char('.')};
    for (const QString &part : {content.sentence, content.todo}) {
        if (!part.isEmpty())
            parts.append(part);
    }
    return parts.join(QLatin1Char(' '));
}

VerdictWidget::VerdictWidget(Form form, QWidget *parent)
    : QFrame(parent)
    , m_form(form)
    , m_icon(new QLabel(this))
    , m_word(new QLabel(this))
    , m_sentence(new LinkLabel(this))
{
    setObjectName(QStringLiteral("verdict"));
    m_word->setObjectName(QStringLiteral("verdictWord"));
    m_word->setTextFormat(Qt::PlainText);
    connect(m_sentence, &QLabel::linkActivated, this, &VerdictWidget::linkActivated);

    auto *layout = new QGridLayout(this);
    layout->setHorizontalSpacing(theme::space::Small);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_word, 0, 1);
    layout->addWidget(m_sentence, 1, 1, 1, 2); // Under the corner too.
    layout->setColumnStretch(1, 1);
    layout->setRowStretch(2, 1);
    m_sentence->setVisible(form == Form::Tall);
    refresh();
}

void VerdictWidget::setContent(const VerdictContent &content)
{
    if (m_content == content)
        return;
    m_content = content;
    refresh();
}

void VerdictWidget::setCorner(QWidget &control)
{
    m_corner = &control;
    QSizePolicy policy = control.sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    control.setSizePolicy(policy);
    auto *grid = static_cast<QGridLayout *>(layout());
    grid->setAlignment(m_icon, Qt::AlignVCenter);
    grid->addWidget(&control, 0, 2, Qt::AlignRight | Qt::AlignVCenter);
    grid->setVerticalSpacing(0);
    refresh();
}

void VerdictWidget::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refreshColours();
}

void VerdictWidget::refresh()
{
    m_word->setText(m_content.word);
    const QString plain =
        m_content.todo.isEmpty() ? m_content.sentence : m_content.sentence + QLatin1Char(' ') + m_content.todo;
    const bool hasText = !plain.isEmpty() || !m_content.link.isEmpty();
    const bool isTall = m_form == Form::Tall && hasText;
    m_sentence->setVisible(isTall);
    // The icon leaves air above the word; a sentence needs its own below.
    const int above = m_corner == nullptr ? theme::space::Tight : 0; // A control has its own air.
    layout()->setContentsMargins(theme::space::Small, above, theme::space::Medium,
                                 isTall ? theme::space::Small : above);
    m_sentence->setFocusPolicy(m_content.link.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    m_sentence->setAccessibleName(plain);
    setToolTip(m_form == Form::Chip ? plain : QString());
    setAccessibleName(m_content.word);
    setAccessibleDescription(plain);
    theme::setTone(*this, m_content.tone);
    refreshColours();
}

void VerdictWidget::refreshColours()
{
    const QSize side(theme::scaled(IconSize), theme::scaled(IconSize));
    m_icon->setFixedSize(side);
    m_icon->setPixmap(icon(iconNameOf(m_content.tone), m_content.tone).pixmap(side, devicePixelRatioF()));
    QStringList parts;
    for (const QString &part : {m_content.sentence, m_content.todo}) {
        if (!part.isEmpty())
            parts.append(part.toHtmlEscaped());
    }
    if (!m_content.link.isEmpty()) {
        parts.append(QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>")
                         .arg(m_content.linkId.toHtmlEscaped(), theme::colours(*this).accent.name(),
                              m_content.link.toHtmlEscaped()));
    }
    m_sentence->setText(parts.join(QLatin1Char(' ')));
}

} // namespace smc::gui

#include "verdict_widget.h"

#include "../icons.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace smc::gui {

namespace {
constexpr int IconSize = 20;
}

VerdictWidget::VerdictWidget(Form form, QWidget *parent)
    : QFrame(parent)
    , m_form(form)
    , m_icon(new QLabel(this))
    , m_word(new QLabel(this))
    , m_sentence(new QLabel(this))
{
    setObjectName(QStringLiteral("verdict"));
    m_word->setTextFormat(Qt::PlainText);
    QFont bold = m_word->font();
    bold.setWeight(QFont::DemiBold);
    m_word->setFont(bold);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::RichText);
    m_sentence->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_sentence->setOpenExternalLinks(false);
    connect(m_sentence, &QLabel::linkActivated, this, &VerdictWidget::linkActivated);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(theme::space::Small, theme::space::Tight, theme::space::Medium, theme::space::Tight);
    layout->setHorizontalSpacing(theme::space::Small);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_word, 0, 1);
    layout->addWidget(m_sentence, 1, 1);
    layout->setColumnStretch(1, 1);
    m_icon->setFixedSize(IconSize, IconSize);
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

void VerdictWidget::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void VerdictWidget::refresh()
{
    const theme::Colours &colours = theme::colours(*this);
    const QColor colour = theme::colourOf(m_content.tone, colours);
    m_icon->setPixmap(
        icon(iconNameOf(m_content.tone), m_content.tone).pixmap(QSize(IconSize, IconSize), devicePixelRatioF()));
    m_word->setText(m_content.word);
    QString html = m_content.sentence.toHtmlEscaped();
    QString plain = m_content.sentence;
    if (!m_content.todo.isEmpty()) {
        html += QLatin1Char(' ') + m_content.todo.toHtmlEscaped();
        plain += QLatin1Char(' ') + m_content.todo;
    }
    if (!m_content.link.isEmpty()) {
        html += QStringLiteral(" <a href=\"%1\" style=\"color:%2\">%3</a>")
                    .arg(m_content.linkId.toHtmlEscaped(), colours.accent.name(), m_content.link.toHtmlEscaped());
    }
    m_sentence->setText(html);
    m_sentence->setVisible(m_form == Form::Tall && !html.isEmpty());
    m_sentence->setFocusPolicy(m_content.link.isEmpty() ? Qt::NoFocus : Qt::StrongFocus);
    m_sentence->setAccessibleName(plain);
    setToolTip(m_form == Form::Chip ? plain : QString());
    setAccessibleName(m_content.word);
    setAccessibleDescription(plain);
    setStyleSheet(QStringLiteral("QFrame#verdict { background: %1; border: 1px solid %2; border-radius: 6px; }"
                                 "QFrame#verdict > QLabel { background: transparent; }")
                      .arg(theme::tintOf(m_content.tone, colours).name(), colours.line.name()));
    QPalette palette = m_word->palette();
    palette.setColor(QPalette::WindowText, colour);
    m_word->setPalette(palette);
}

} // namespace smc::gui

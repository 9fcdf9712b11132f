#include "explanation_view.h"

#include "../icons.h"
#include "../widgets/link_label.h"
#include "../widgets/pane_head.h"
#include "entry_details.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int IconSize = 20;
constexpr std::size_t MostFields = 3;
constexpr std::size_t MostCounted = 1000;
} // namespace

ExplanationView::ExplanationView(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_word(new QLabel(this))
    , m_side(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_todo(new QLabel(this))
    , m_refused(new LinkLabel(this))
{
    setObjectName(QStringLiteral("verdict"));
    m_word->setObjectName(QStringLiteral("verdictWord"));
    for (QLabel *label : {m_word, m_side, m_sentence, m_todo}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    connect(m_refused, &QLabel::linkActivated, this,
            [this](const QString &link) { Q_EMIT placeWanted(static_cast<std::size_t>(link.toULongLong())); });

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(theme::space::Small, theme::space::Small, theme::space::Medium, theme::space::Small);
    layout->setHorizontalSpacing(theme::space::Small);
    layout->setVerticalSpacing(theme::space::Tight);
    layout->addWidget(m_icon, 0, 0, Qt::AlignTop);
    layout->addWidget(m_word, 0, 1);
    layout->addWidget(m_side, 1, 1);
    layout->addWidget(m_sentence, 2, 1);
    layout->addWidget(m_todo, 3, 1);
    layout->addWidget(m_refused, 4, 1);
    layout->setColumnStretch(1, 1);
}

void ExplanationView::show(QLabel &label, const QString &plain)
{
    label.setText(breakable(plain));
    label.setAccessibleName(plain);
    label.setVisible(!plain.isEmpty());
}

void ExplanationView::showEntry(const EntryDetails &details)
{
    m_explanation = details.explanation;
    m_fields.clear();
    const std::vector<std::size_t> refused = refusedFields(details.rows, MostCounted);
    for (std::size_t i = 0; i < std::min(refused.size(), MostFields); ++i) {
        const RowResult &row = details.rows[refused[i]];
        m_fields.push_back({fieldInWords(row), refused[i], !row.place.isEmpty()});
    }
    m_more = refused.size() - m_fields.size();
    m_word->setText(m_explanation.word);
    m_word->setAccessibleName(m_explanation.word);
    show(*m_side, sideInWords(m_explanation.side));
    show(*m_sentence, m_explanation.sentence);
    show(*m_todo, m_explanation.todo.isEmpty() ? QString() : tr("What to do: %1").arg(m_explanation.todo));
    setAccessibleName(m_explanation.word);
    setAccessibleDescription(m_explanation.sentence + QLatin1Char(' ') + m_explanation.todo);
    refresh();
}

void ExplanationView::refresh()
{
    theme::setTone(*this, m_explanation.tone);
    const QString name = iconNameOf(m_explanation.tone);
    const QSize side(theme::scaled(IconSize), theme::scaled(IconSize));
    m_icon->setFixedSize(side);
    m_icon->setPixmap(icon(name, m_explanation.tone).pixmap(side, devicePixelRatioF()));
    QStringList lines;
    bool hasLink = false;
    for (const Field &field : m_fields) {
        QString line = breakable(field.text).toHtmlEscaped();
        if (field.hasPlace)
            line += QStringLiteral(" <a href=\"%1\" style=\"color:%2\">%3</a>")
                        .arg(QString::number(field.row), theme::colours(*this).accent.name(),
                             tr("Show in the event").toHtmlEscaped());
        hasLink = hasLink || field.hasPlace;
        lines.append(line);
    }
    if (m_more > 0)
        lines.append(m_more == 1 ? tr("One more stands under Rows.")
                                 : tr("%n more stand under Rows.", nullptr, static_cast<int>(m_more)));
    m_refused->setText(lines.join(QStringLiteral("<br>")));
    m_refused->setVisible(!lines.isEmpty());
    m_refused->setFocusPolicy(hasLink ? Qt::StrongFocus : Qt::NoFocus);
    m_refused->setAccessibleName(tr("Refused fields"));
}

ExplanationScroll::ExplanationScroll(ExplanationView &view, QWidget *parent)
    : QScrollArea(parent)
    , m_view(view)
{
    setWidget(&view);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("What happened"));
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ExplanationScroll::setMost(int height)
{
    if (m_most == height)
        return;
    m_most = height;
    fit();
}

void ExplanationScroll::toTop()
{
    verticalScrollBar()->setValue(0);
    fit();
}

void ExplanationScroll::fit()
{
    // Said, not left to the area: a bar that is there takes the room whose lack keeps it there.
    const bool isTooHigh = m_view.heightForWidth(width()) > m_most;
    setVerticalScrollBarPolicy(isTooHigh ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    updateGeometry();
}

int ExplanationScroll::heightForWidth(int width) const
{
    return std::min(m_view.heightForWidth(width), m_most);
}

QSize ExplanationScroll::sizeHint() const
{
    return {minimumWidth(), heightForWidth(std::max(width(), minimumSizeHint().width()))};
}

QSize ExplanationScroll::minimumSizeHint() const
{
    return {m_view.minimumSizeHint().width(), 0};
}

bool ExplanationScroll::event(QEvent *event)
{
    const bool done = QScrollArea::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fit(); // Another text, or another size of it.
    if (event->type() == QEvent::Show) {
        // A bar that goes while the view is being shown leaves it wider than it was laid out for.
        m_view.layout()->invalidate();
        m_view.layout()->activate();
    }
    return done;
}

void ExplanationScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (event->oldSize().width() != width())
        fit();
    // Only what can be scrolled can have the focus.
    setFocusPolicy(m_view.heightForWidth(width()) > height() ? Qt::StrongFocus : Qt::NoFocus);
}

void ExplanationView::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        refresh();
}

} // namespace smc::gui

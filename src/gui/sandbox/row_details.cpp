#include "row_details.h"

#include "../editor/code_view.h"
#include "../theme.h"
#include "../widgets/card.h"
#include "../widgets/icon_button.h"

#include <json/document.h>
#include <json/text.h>
#include <json/writer.h>

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

constexpr int LikedHeight = 180;
constexpr std::size_t MostLaidOut = 256U << 10U; ///< Laying out more would take longer than a frame.

/// Objects and arrays, as a column of packed JSON holds them.
bool isPacked(const std::string &text)
{
    if (text.size() > MostLaidOut || text.size() < 2 || (text.front() != '{' && text.front() != '['))
        return false;
    json::Document document;
    return document.parse(text).has_value();
}

} // namespace

std::string WholeRow::asText() const
{
    std::string all;
    for (const Member &member : members) {
        all += all.empty() ? "" : "\n";
        all += member.name + ':';
        if (!member.text)
            all += " null";
        else if (isPacked(*member.text))
            all += '\n' + json::pretty(*member.text);
        else
            all += ' ' + *member.text;
    }
    return all;
}

std::string WholeRow::asJson() const
{
    json::Writer writer;
    writer.object([&] {
        for (const Member &member : members) {
            writer.key(member.name);
            if (!member.text)
                writer.null();
            else if (member.isJson)
                writer.raw(*member.text);
            else
                writer.value(*member.text);
        }
    });
    return writer.take();
}

RowDetails::RowDetails(QAction &copying, const Names &names, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new CodeView(CodeView::Language::Plain, this))
{
    theme::setRole(*m_title, "paneTitle");
    m_text->setObjectName(names.object);
    m_text->setAccessibleName(names.accessible);
    m_text->breakLongLines();
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Small);
    head->addWidget(m_title, 1);
    head->addWidget(iconButton(&copying, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(head);
    layout->addWidget(new Card(*m_text, this, theme::space::Tight), 1);
    hide();
}

QSize RowDetails::sizeHint() const
{
    return {QWidget::sizeHint().width(), theme::scaled(LikedHeight)};
}

void RowDetails::show(std::optional<WholeRow> row)
{
    m_row = std::move(row);
    setVisible(m_row.has_value());
    if (!m_row)
        return;
    m_title->setText(m_row->title);
    const std::string text = m_row->asText();
    if (text != m_text->code())
        m_text->setCode(text);
}

} // namespace smc::gui

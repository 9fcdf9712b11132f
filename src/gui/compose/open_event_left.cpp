// The text that is set aside when another event is opened: kept as a draft, so that it outlives the program.
#include "../background.h"
#include "../console.h"
#include "../drafts/file_writer.h"
#include "../text.h"
#include "open_event.h"

#include <json/document.h>
#include <json/writer.h>
#include <workspace/drafts.h>

#include <QPointer>

#include <memory>

namespace smc::gui {

using workspace::SavedPath;

namespace {

constexpr std::string_view DraftKey = "compose.left";

} // namespace

/// One line of JSON, {"path":"Newsletter/Welcome","base":120}, then so many bytes of the file's text (null for no
/// file), then the text itself: any bytes, as they are.
std::string OpenEvent::Left::written() const
{
    json::Writer head;
    head.object([&] {
        head.member("path", std::string_view(path.text()));
        head.key("base");
        base ? head.value(base->size()) : head.null();
    });
    return head.take() + '\n' + base.value_or(std::string()) + text;
}

std::optional<OpenEvent::Left> OpenEvent::Left::read(std::string_view written)
{
    const std::size_t line = written.find('\n');
    json::Document document;
    if (line == std::string_view::npos || !document.parse(std::string(written.substr(0, line))))
        return {};
    const json::Value head = document.root();
    const Result<SavedPath> path = SavedPath::parse(head.find("path").text());
    if (!path)
        return {};
    std::string_view rest = written.substr(line + 1);
    Left left{*path, std::nullopt, {}};
    if (const auto bytes = head.find("base").integer()) {
        if (*bytes < 0 || static_cast<std::uint64_t>(*bytes) > rest.size())
            return {};
        left.base = std::string(rest.substr(0, static_cast<std::size_t>(*bytes)));
        rest.remove_prefix(left.base->size());
    }
    left.text = std::string(rest);
    return left;
}

void OpenEvent::keepLeft()
{
    const auto left = std::make_shared<const Left>(*m_left);
    m_console.files().write(
        std::string(DraftKey),
        [left, drafts = m_console.drafts()]() mutable { return drafts.save(DraftKey, left->written()); }, this,
        [this](const Result<void> &kept) {
            if (!kept)
                complain(kept.error());
        });
}

void OpenEvent::dropLeft()
{
    m_left.reset();
    m_console.files().write(
        std::string(DraftKey), [drafts = m_console.drafts()]() mutable { return drafts.remove(DraftKey); }, this,
        [](const Result<void> &) {});
}

QCoro::Task<void> OpenEvent::restoreLeft()
{
    const QPointer<OpenEvent> self(this);
    const auto work = [drafts = m_console.drafts()] { return drafts.load(DraftKey); };
    auto task = inBackground(work);
    const Result<std::optional<std::string>> kept = co_await task;
    if (!self || m_left || !kept || !*kept)
        co_return;
    m_left = Left::read(**kept);
    if (m_left)
        showLeft();
}

} // namespace smc::gui

#include "set_aside.h"

#include <json/document.h>
#include <json/writer.h>

#include <algorithm>
#include <utility>

namespace smc::gui {

using workspace::SavedEntry;
using workspace::SavedPath;
using Offer = AsideText::Offer;

namespace {

AsideText::Id nextId()
{
    static AsideText::Id last = 0; // The main thread's.
    return ++last;
}

std::string_view nameOf(Offer offer)
{
    return offer == Offer::Banner ? "banner" : offer == Offer::InUndo ? "undo" : "menu";
}

/// What Undo knew is gone with the program that wrote it.
Offer offerOf(std::string_view name)
{
    return name == "menu" ? Offer::Menu : Offer::Banner;
}

std::optional<std::string> bytes(std::string_view &rest, std::int64_t count)
{
    if (count < 0 || static_cast<std::uint64_t>(count) > rest.size())
        return {};
    std::string text(rest.substr(0, static_cast<std::size_t>(count)));
    rest.remove_prefix(text.size());
    return text;
}

/// One text from the front of `rest`; nothing where it is damaged.
std::optional<AsideText> readOne(std::string_view &rest)
{
    const std::size_t line = rest.find('\n');
    json::Document document;
    if (line == std::string_view::npos || !document.parse(std::string(rest.substr(0, line))))
        return {};
    const json::Value head = document.root();
    const Result<SavedPath> path = SavedPath::parse(head.find("path").text());
    if (!path || !head.is(json::Type::Object))
        return {};
    rest.remove_prefix(line + 1);
    AsideText read{*path,
                   {},
                   {},
                   head.find("at").integer().value_or(0),
                   offerOf(head.find("offer").text()),
                   head.find("earlier").isTrue()};
    if (const auto count = head.find("base").integer()) {
        read.base = bytes(rest, *count);
        if (!read.base)
            return {};
    }
    const auto count = head.find("text").integer();
    const auto text = count ? bytes(rest, *count) : std::nullopt;
    if (!text)
        return {};
    read.text = *text;
    return read;
}

} // namespace

void SetAside::add(AsideText text)
{
    const auto same =
        std::find_if(m_texts.begin(), m_texts.end(), [&](const AsideText &one) { return one.text == text.text; });
    if (same != m_texts.end()) {
        if (text.path.isTop()) {
            text.path = std::move(same->path);
            text.base = std::move(same->base);
        }
        m_texts.erase(same);
    }
    if (text.id == 0)
        text.id = nextId();
    m_texts.insert(m_texts.begin(), std::move(text));
    std::size_t sum = 0;
    std::size_t kept = 0;
    while (kept < std::min(m_texts.size(), MostTexts)) {
        const AsideText &one = m_texts[kept];
        sum += one.text.size() + one.base.value_or(std::string()).size();
        if (kept > 0 && sum > MostBytes)
            break;
        ++kept;
    }
    m_texts.resize(kept);
}

void SetAside::add(const SetAside &later)
{
    for (auto one = later.m_texts.rbegin(); one != later.m_texts.rend(); ++one)
        add(*one);
}

std::optional<AsideText> SetAside::take(AsideText::Id id)
{
    const auto found =
        std::find_if(m_texts.begin(), m_texts.end(), [id](const AsideText &one) { return one.id == id; });
    if (found == m_texts.end())
        return {};
    std::optional<AsideText> text = std::move(*found);
    m_texts.erase(found);
    return text;
}

bool SetAside::drop(const SavedPath &path, std::string_view text)
{
    return std::erase_if(m_texts, [&](const AsideText &one) { return one.path == path && one.text == text; }) > 0;
}

void SetAside::setOffer(AsideText::Id id, Offer offer)
{
    for (AsideText &text : m_texts) {
        if (text.id == id)
            text.offer = offer;
    }
}

bool SetAside::followMove(const SavedEntry &from, const SavedPath &to)
{
    bool isConcerned = false;
    for (AsideText &text : m_texts) {
        const auto moved = movedPath(text.path, from, to);
        if (!moved)
            continue;
        isConcerned = true;
        if (moved->isTop())
            text.removed = AsideText::Place{text.path, std::exchange(text.base, std::nullopt)};
        text.path = *moved;
    }
    return isConcerned;
}

bool SetAside::followRestore(const SavedEntry &from, const SavedPath &to)
{
    bool isConcerned = false;
    for (AsideText &text : m_texts) {
        const auto back = text.removed && text.path.isTop() ? movedPath(text.removed->path, from, to) : std::nullopt;
        if (!back)
            continue;
        isConcerned = true;
        text.path = *back;
        text.base = std::move(text.removed->base);
        text.removed.reset();
    }
    return isConcerned;
}

/// A text is one line of JSON, {"path":"Newsletter/Welcome","base":120,"text":130,"at":…,"offer":"banner",
/// "earlier":false}, then so
/// many bytes of the file's text (null for no file), then the text itself.
std::string SetAside::written() const
{
    std::string all;
    for (const AsideText &one : m_texts) {
        json::Writer head;
        head.object([&] {
            head.member("path", std::string_view(one.path.text()));
            head.key("base");
            one.base ? head.value(one.base->size()) : head.null();
            head.member("text", one.text.size());
            head.member("at", one.atMs);
            head.member("offer", nameOf(one.offer));
            head.member("earlier", one.isEarlier);
        });
        all.append(head.take()).append(1, '\n').append(one.base.value_or(std::string())).append(one.text);
    }
    return all;
}

SetAside SetAside::read(std::string_view written)
{
    SetAside read;
    while (!written.empty() && read.m_texts.size() < MostTexts) {
        auto one = readOne(written);
        if (!one)
            break;
        one->id = nextId();
        // A draft of before may hold the same twice.
        if (std::none_of(read.m_texts.begin(), read.m_texts.end(),
                         [&one](const AsideText &newer) { return newer.text == one->text; }))
            read.m_texts.push_back(*std::move(one));
    }
    return read;
}

std::optional<SavedPath> movedPath(const SavedPath &path, const SavedEntry &from, const SavedPath &to)
{
    const bool isMeant =
        from.kind == SavedEntry::Kind::Event ? path == from.path : path != from.path && path.isWithin(from.path);
    if (path.isTop() || !isMeant)
        return {};
    if (to.isTop())
        return to;
    const Result<SavedPath> moved = SavedPath::parse(to.text() + path.text().substr(from.path.text().size()));
    return moved ? std::optional(*moved) : std::nullopt;
}

} // namespace smc::gui

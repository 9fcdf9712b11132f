// Texts that left the editor and stand in no saved event: what a person typed before an example, a saved event or
// something pasted took its place.
#pragma once

#include <workspace/saved_events.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

struct AsideText
{
    /// How it is offered for going back to.
    enum class Offer : std::uint8_t {
        Banner, ///< By a banner, and in the menu.
        InUndo, ///< In the menu; Undo brings it back, too, as long as the editor remembers.
        Menu,   ///< In the menu alone: its banner was dismissed.
    };

    workspace::SavedPath path;       ///< Whose text it was; the top's for none.
    std::optional<std::string> base; ///< What the file of that name held.
    std::string text;
    std::int64_t atMs = 0; ///< When it was set aside, since 1970.
    Offer offer = Offer::Banner;
    bool isEarlier = false; ///< Another text came after it in the same place: it isn't what left the editor last.

    struct Place
    {
        workspace::SavedPath path;
        std::optional<std::string> base;
    };
    std::optional<Place> removed{}; ///< Where its event stood before it was removed; known as long as the program runs.

    /// Of this text as long as the program runs, wherever it stands among the others; 0 before it was set aside.
    using Id = std::uint64_t;
    Id id = 0;
};

/// Newest first, and bounded: the oldest go.
class SetAside
{
public:
    static constexpr std::size_t MostTexts = 10;
    static constexpr std::size_t MostBytes = 8UL << 20; ///< Of all together; the newest stays in any case.

    const std::vector<AsideText> &texts() const { return m_texts; }
    bool isEmpty() const { return m_texts.empty(); }

    /// A text that is there already comes to the front; it keeps the name of its event where the newer one has none.
    void add(AsideText text);
    /// All of `later` before those that are here.
    void add(const SetAside &later);
    /// Nothing where it has gone meanwhile.
    std::optional<AsideText> take(AsideText::Id id);
    void setOffer(AsideText::Id id, AsideText::Offer offer);
    /// The event at `path` is saved with that text. True where one goes for it.
    bool drop(const workspace::SavedPath &path, std::string_view text);
    /// An event or a folder stands elsewhere now, or nowhere where `to` is the top's. True where that concerns a text.
    bool followMove(const workspace::SavedEntry &from, const workspace::SavedPath &to);
    /// What was removed, as followMove() was told, stands at `to`. True where that concerns a text.
    bool followRestore(const workspace::SavedEntry &from, const workspace::SavedPath &to);

    /// As a draft: any bytes, as they are.
    std::string written() const;
    /// As many as can be read; what is damaged, and what follows it, is left out.
    static SetAside read(std::string_view written);

private:
    std::vector<AsideText> m_texts;
};

/// Where something at `path` stands after `from` was moved `to`; nothing where that does not concern it.
std::optional<workspace::SavedPath> movedPath(const workspace::SavedPath &path, const workspace::SavedEntry &from,
                                              const workspace::SavedPath &to);

} // namespace smc::gui

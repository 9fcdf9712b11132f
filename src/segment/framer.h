// Finds where a JSON value ends by its brackets and quotes alone, as the bytes come in.
#pragma once

#include <cstddef>
#include <string_view>

namespace smc::segment {

/// Follows one value. A wrong value whose brackets match is taken for whole; the framer stops early only where no JSON
/// text could go on: at a line break in a string, and at a bracket that opens behind a value without a comma. These
/// two are how a line that breaks off runs into the next one.
class Framer
{
public:
    enum class Status {
        More,  ///< The value goes on behind the text.
        Done,  ///< The value ends before at().
        Broken ///< No value can have the byte at().
    };

    /// A framer for the rest of an object, behind the value of one of its members.
    static Framer behindMember();

    /// Reads on in `text`, which begins where the value begins and holds at least what an earlier call saw.
    Status scan(std::string_view text);
    std::size_t at() const { return m_at; }

    /// The bytes up to at() are gone: the next text begins there. From here on members are not recorded.
    void forget();

    struct Range
    {
        std::size_t begin = 0; ///< 0 where there is none.
        std::size_t end = 0;   ///< 0 while it is open.
    };

    /// What the framer saw of an object's own members. Keys spelt with escapes are not recognised.
    struct Members
    {
        bool hasType = false;
        Range batch; ///< The last array under "batch".
    };
    const Members &members() const { return m_members; }

    /// True where an array under "batch" is open, in an object that had no "type" so far.
    bool isInBatch() const;
    /// True for an object that has an array under "batch" and no "type".
    bool isBatch() const { return m_members.batch.begin > 0 && !m_members.hasType; }

private:
    enum class Key { Other, Type, Batch };

    Status scanString(std::string_view text);
    void endKey(std::string_view key);
    void openMember(char bracket);
    void closeMember();

    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    std::size_t m_keyBegin = 0; ///< 0 outside the keys of the object itself.
    char m_previous = ',';      ///< The last token: a bracket, ',', ':', '"', or 'x' for another scalar.
    bool m_isInString = false;
    bool m_isRecording = true;
    Key m_key = Key::Other;
    Members m_members;
};

} // namespace smc::segment

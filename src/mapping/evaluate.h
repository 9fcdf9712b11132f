// Running the operations of a plan.
#pragma once

#include "code.h"

#include <base/error.h>
#include <json/text.h>

namespace smc::mapping {

/// A value that is no slice of the payload or its defaults; lives in the scratch memory.
struct Made
{
    std::string_view json{};
    json::Value node{}; ///< Where it is a slice of another document, so that paths can go into it.
    std::span<const json::Value> sources{};
};

/// A value on its way through the operations: two words that stay in registers, as one passes for each operation of
/// each event.
class Seen
{
public:
    using Kind = Origin::Kind;

    Seen() = default; ///< JavaScript's undefined.
    /// The run ends here; the evaluator knows why.
    static Seen failure() { return {State::Failed, json::Type::Null, Kind::Constant, 0, nullptr}; }
    static Seen constant(const Constant &constant)
    {
        return {State::Constant, constant.type, Kind::Constant, 0, &constant};
    }
    /// Of the payload or its defaults; none where `value` is none.
    static Seen slice(json::Value value, Kind kind)
    {
        return value.exists() ? Seen(State::Slice, value.type(), kind, value.node(), value.document()) : Seen();
    }
    /// `made` must live until the end of the run.
    static Seen computed(json::Type type, const Made &made) { return {State::Made, type, Kind::Computed, 0, &made}; }
    Seen madeBy(Directive directive) const
    {
        Seen seen = *this;
        seen.m_bits |= std::uint64_t(directive) << ByShift;
        return seen;
    }

    bool exists() const { return state() != State::Nothing && !hasFailed(); }
    bool hasFailed() const { return state() == State::Failed; }
    json::Type type() const { return static_cast<json::Type>(byteAt(TypeShift)); }
    Kind kind() const { return static_cast<Kind>(byteAt(KindShift)); }
    /// Of what was computed; None where an object or array of the mapping did, or where nothing has said so yet.
    Directive by() const { return static_cast<Directive>(byteAt(ByShift)); }

    std::string_view json() const
    {
        switch (state()) {
        case State::Slice:
            return node().raw();
        case State::Constant:
            return static_cast<const Constant *>(m_in)->json;
        case State::Made:
            return made().json;
        default:
            return {};
        }
    }
    /// Where the value is a slice of a document.
    json::Value node() const
    {
        if (state() == State::Slice)
            return {static_cast<const json::Document *>(m_in), static_cast<std::uint32_t>(m_bits >> NodeShift)};
        return state() == State::Made ? made().node : json::Value();
    }
    /// What it was made from; a slice of the payload is its own source and has none here.
    std::span<const json::Value> sources() const
    {
        return state() == State::Made ? made().sources : std::span<const json::Value>();
    }

    bool isNull() const { return type() == json::Type::Null; }
    bool isContainer() const { return type() == json::Type::Array || type() == json::Type::Object; }
    std::string text() const;      ///< Of a string, unescaped; empty for other types.
    std::string described() const; ///< "a number", or "nothing": for sentences.

private:
    enum class State : std::uint8_t { Nothing, Slice, Constant, Made, Failed };

    static constexpr unsigned TypeShift = 8;
    static constexpr unsigned KindShift = 16;
    static constexpr unsigned ByShift = 24;
    static constexpr unsigned NodeShift = 32;

    Seen(State state, json::Type type, Kind kind, std::uint32_t node, const void *in)
        : m_bits(std::uint64_t(state) | std::uint64_t(type) << TypeShift | std::uint64_t(kind) << KindShift |
                 std::uint64_t(node) << NodeShift)
        , m_in(in)
    {
    }

    State state() const { return static_cast<State>(byteAt(0)); }
    std::uint8_t byteAt(unsigned shift) const { return static_cast<std::uint8_t>(m_bits >> shift); }
    const Made &made() const { return *static_cast<const Made *>(m_in); }

    std::uint64_t m_bits = std::uint64_t(Kind::Constant) << KindShift; ///< From the lowest byte: state, type, kind, by.
    const void *m_in = nullptr; ///< The document of a slice, a Constant, or a Made.
};

/// What the pass over the payload found at `lookup`, which may be none; nothing where the path has to be followed.
inline std::optional<json::Value> lookedUp(const Lookup &lookup, const Payload &payload)
{
    if (!lookup.id || payload.lookups == nullptr)
        return {};
    switch (payload.lookups->stateOf(*lookup.id)) {
    case Lookups::State::Found:
        if (payload.defaults.exists() && lookup.path.size() == 1)
            return {};
        return payload.lookups->valueAt(*lookup.id);
    case Lookups::State::Missing:
        if (payload.defaults.exists())
            return {};
        return json::Value();
    case Lookups::State::Unclear:
        break;
    }
    return {};
}

/// The value without white space, strings as JSON.stringify writes them.
inline void appendStringified(std::string &out, Seen seen)
{
    if (seen.node().exists())
        json::appendCompact(out, seen.node());
    else
        out += seen.json();
}

class Evaluator
{
public:
    Evaluator(const Payload &payload, Scratch &scratch)
        : m_payload(payload)
        , m_scratch(scratch)
    {
    }

    Seen run(const Node &node);
    /// Of a run that failed (code "mapping_failed").
    const Error &error() const { return *m_error; }
    /// With its own place among the sources, where it is one.
    Origin originOf(Seen seen) { return {seen.kind(), sourcesOf(seen), seen.by()}; }
    /// While the scratch memory traces: of the text `seen.json()`.
    Parts partsOf(Seen seen);

    Seen operator()(const Constant &operation);
    Seen operator()(const Undefined &operation);
    Seen operator()(const Failure &operation);
    Seen operator()(const PathLookup &operation);
    Seen operator()(const DynamicPath &operation);
    Seen operator()(const Template &operation);
    Seen operator()(const DynamicTemplate &operation);
    Seen operator()(const If &operation);
    Seen operator()(const Case &operation);
    Seen operator()(const Encode &operation);
    Seen operator()(const Decode &operation);
    Seen operator()(const Replace &operation);
    Seen operator()(const Flatten &operation);
    Seen operator()(const Merge &operation);
    Seen operator()(const Transform &operation);
    Seen operator()(const ExcludeWhenNull &operation);
    Seen operator()(const ArrayPath &operation);
    Seen operator()(const ObjectOf &operation);
    Seen operator()(const ArrayOf &operation);

private:
    Seen failed(std::string message);
    Seen tooMuch() { return failed("What comes out is larger than 256 MB."); }
    bool isTooMuch(const std::string &text) const { return text.size() > Scratch::MostKept; }
    Seen look(const Lookup &lookup);
    Seen find(const Lookup &lookup);
    Seen follow(const Path &path);
    Seen step(Seen from, const Step &step);
    Seen slice(json::Value value, Origin::Kind kind);
    std::span<const json::Value> sourcesOf(Seen seen);
    /// Of what lives in the scratch memory already.
    Seen computed(json::Type type, const Made &made);
    Seen computed(json::Type type, std::string_view json, std::span<const json::Value> sources);
    Seen computedString(std::string_view text, std::span<const json::Value> sources);
    struct Rendered
    {
        std::string text;
        std::vector<json::Value> sources;
        Parts parts; ///< Of the text in quotes.
    };
    /// `written` is the text that the pieces were split from, where it has parts of its own.
    Rendered render(const std::vector<Piece> &pieces, const Rendered *written = nullptr);
    /// Of a text that `by` reads, as json::quoted() writes it.
    Parts partsOfText(Seen text, Directive by);
    Parts partsRead(Seen value, const std::string &text);
    /// What `pair` makes of a text, with its parts where that has some; nothing where it is too much.
    std::optional<Rendered> replacedIn(const Rendered &written, const Replace::Pair &pair, const Replace &how);
    struct Range
    {
        std::size_t begin;
        std::size_t size;
    };
    static bool coversAll(const Rendered &written);
    /// Adds the parts of a range of `written`, which stands at `at` again. Returns its size there, escaped.
    static std::size_t appendCopied(Parts &parts, std::size_t at, const Rendered &written, Range range);
    Seen computedString(Rendered rendered);
    struct Container
    {
        json::Type type;
        std::string_view json;
        std::span<const json::Value> sources;
        Parts parts;
        Scratch::Hidden hidden;
    };
    Seen keptContainer(Container made);
    Seen shapeItems(json::Value items, Seen root, const ArrayPath &operation);
    /// What stands behind a container or a text, to be walked through; none for what can't be read.
    json::Value nodeOf(Seen seen);
    /// While the scratch memory traces: of `value` as it stands, one of the payload or of a document that nodeOf()
    /// read.
    Parts partsOf(json::Value value) const;
    /// The same for what stands where it is written on one line.
    Parts compactPartsOf(Seen seen);
    Parts compactPartsOf(json::Value value) const;
    Seen packedOf(Seen packed, Seen value, std::string_view json);
    /// Of what `piece` became in the text of a template.
    Parts partsInTemplate(Seen piece, std::string_view escaped);
    void hideIn(json::Value container, Scratch::Hidden hidden);
    template <typename Key>
    void tellHidden(Scratch::Hidden &hidden, Key key, Seen value, bool tellsUndefined) const;

    Payload m_payload;
    Scratch &m_scratch;
    /// Where the payload stood inside a string or was computed, origins name the values that it came from.
    struct Outer
    {
        std::span<const json::Value> sources;
        Directive by;
    };
    std::optional<Outer> m_outer{};
    std::optional<Error> m_error{};
};

} // namespace smc::mapping

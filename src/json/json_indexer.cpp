#include "json_indexer.h"

#include "pretty_walk.h"

#include <algorithm>
#include <array>

namespace smc::json {

namespace {

constexpr std::int64_t MarkDistance = 32 << 10;
constexpr std::int64_t LandmarkDistance = 64 << 10;
constexpr std::int64_t LargeSize = 256 << 10;
/// Containers deeper than this are not indexed: what nests so deep is no answer to a question, but must not cost more.
constexpr std::size_t IndexedDepth = 32;

enum class Expect : std::uint8_t { Value, ValueOrClose, Key, KeyOrClose, Colon, CommaOrClose, End };

/// A container around the place, of those that may be indexed.
struct Open
{
    Offset begin;
    Offset memberBegin;
    std::int64_t index = 0;
    std::int64_t children = 0;
    std::int32_t entry = -1; ///< Among the large ones, once it is one.
    Offset nextLandmark;
    std::vector<Landmark> landmarks; ///< Kept until it is a large one.
};

} // namespace

/// The sink of the layout's walk: checks the grammar and notes large containers.
struct JsonIndexer::Pass
{
    Pass(std::string_view source, int width)
        : text(source)
        , columns(static_cast<std::uint32_t>(std::max(width, 16)))
    {
        state.offset = offsetAt(beginOfJson(source));
    }

    void row(RowNumber, Offset, std::uint32_t, RowStart) {}
    void space() {}
    bool isDone() const { return part.fault.has_value(); }

    void token(PieceKind kind, std::size_t begin, std::size_t end, TokenPart piece)
    {
        hasToken = true;
        switch (kind) {
        case PieceKind::Punctuation:
            return punctuation(begin);
        case PieceKind::String:
            return string(begin, piece);
        default:
            return scalar(begin, end, piece);
        }
    }

    void punctuation(std::size_t at)
    {
        switch (text[at]) {
        case '{':
        case '[':
            return open(at);
        case '}':
        case ']':
            return close(at);
        case ',':
            if (expect != Expect::CommaOrClose)
                return fault(at);
            expect = isObject.back() ? Expect::Key : Expect::Value;
            return;
        default:
            if (expect != Expect::Colon)
                return fault(at);
            expect = Expect::Value;
        }
    }

    bool beginValue(std::size_t at)
    {
        if (expect != Expect::Value && expect != Expect::ValueOrClose) {
            fault(at);
            return false;
        }
        if (isObject.empty())
            memberBegin = offsetAt(at);
        else if (!isObject.back())
            beginChild(at);
        return true;
    }

    void endValue() { expect = isObject.empty() ? Expect::End : Expect::CommaOrClose; }

    /// A key in an object, a value in an array.
    void beginChild(std::size_t at)
    {
        memberBegin = offsetAt(at);
        if (isObject.size() > IndexedDepth)
            return;
        Open &container = opened[isObject.size() - 1];
        ++container.children;
        if (memberBegin < container.nextLandmark)
            return;
        container.nextLandmark = memberBegin + LandmarkDistance;
        if (container.entry < 0 && memberBegin - container.begin >= LargeSize)
            enlarge();
        const Landmark landmark{container.entry, container.children - 1, memberBegin};
        (container.entry < 0 ? container.landmarks : part.landmarks).push_back(landmark);
    }

    /// Makes large ones of the containers around the place, from the outermost on.
    void enlarge()
    {
        for (std::size_t level = 0; level < std::min(isObject.size(), IndexedDepth); ++level) {
            Open &container = opened[level];
            if (container.entry >= 0)
                continue;
            container.entry = entries++;
            part.containers.push_back({container.begin, container.memberBegin, container.index,
                                       level == 0 ? -1 : opened[level - 1].entry, container.children, std::nullopt});
            for (Landmark landmark : container.landmarks) {
                landmark.container = container.entry;
                part.landmarks.push_back(landmark);
            }
            container.landmarks.clear();
        }
    }

    void open(std::size_t at)
    {
        if (!beginValue(at))
            return;
        if (isObject.size() >= MaxDepth)
            return fault(at, "at most 1,000,000 levels of nesting");
        const std::size_t level = isObject.size();
        isObject.push_back(text[at] == '{');
        expect = isObject.back() ? Expect::KeyOrClose : Expect::ValueOrClose;
        if (level >= IndexedDepth)
            return;
        Open &container = opened[level];
        container.begin = offsetAt(at);
        container.memberBegin = memberBegin;
        container.index = level == 0 ? 0 : opened[level - 1].children - 1;
        container.children = 0;
        container.entry = -1;
        container.nextLandmark = container.begin + LandmarkDistance;
        container.landmarks.clear();
    }

    void close(std::size_t at)
    {
        const bool closesObject = text[at] == '}';
        const bool mayClose =
            expect == Expect::CommaOrClose || expect == (closesObject ? Expect::KeyOrClose : Expect::ValueOrClose);
        if (!mayClose || isObject.empty() || isObject.back() != closesObject)
            return fault(at);
        if (isObject.size() <= IndexedDepth) {
            Open &container = opened[isObject.size() - 1];
            const Offset end = offsetAt(at + 1);
            if (container.entry < 0 && end - container.begin >= LargeSize)
                enlarge();
            if (container.entry >= 0)
                part.states.push_back({container.entry, container.children, end});
        }
        isObject.pop_back();
        endValue();
    }

    void string(std::size_t begin, TokenPart piece)
    {
        if (piece.begins) {
            isKey = expect == Expect::Key || expect == Expect::KeyOrClose;
            if (isKey)
                beginChild(begin);
            else if (!beginValue(begin))
                return;
        }
        if (piece.hasControl) {
            const std::string_view rest = text.substr(begin);
            const auto control =
                std::find_if(rest.begin(), rest.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
            return fault(begin + static_cast<std::size_t>(control - rest.begin()),
                         "no line break or control character inside a string (write \\n)");
        }
        if (!piece.ends)
            return;
        if (isKey)
            expect = Expect::Colon;
        else
            endValue();
    }

    void scalar(std::size_t begin, std::size_t end, TokenPart piece)
    {
        if (piece.begins && !beginValue(begin))
            return;
        const std::string_view token = text.substr(begin, end - begin);
        const bool isCut = end == text.size() && !isObject.empty();
        if (piece.begins && piece.ends) {
            checkScalar(begin, token, isCut);
        } else {
            // A number longer than a row: its grammar is not worth its memory.
            const std::size_t wrong = token.find_first_not_of("0123456789+-.eE");
            if (wrong != std::string_view::npos)
                return fault(begin + wrong);
        }
        if (piece.ends && !part.fault)
            endValue();
    }

    void checkScalar(std::size_t begin, std::string_view token, bool isCut)
    {
        if (token.front() == '-' || isDigit(token.front())) {
            const NumberScan scan = scanNumber(token);
            if (scan.length == token.size() && (scan.complete || isCut))
                return;
            return fault(begin + scan.length, scan.complete ? "the end of the number" : "a digit");
        }
        for (const std::string_view word : {"true", "false", "null"}) {
            if (token == word || (isCut && word.substr(0, token.size()) == token))
                return;
        }
        fault(begin);
    }

    void fault(std::size_t at) { fault(at, expected()); }
    void fault(std::size_t at, std::string wanted)
    {
        if (!part.fault)
            part.fault = JsonFault{offsetAt(at), std::move(wanted)};
    }

    std::string expected() const
    {
        switch (expect) {
        case Expect::Value:
            return "a value";
        case Expect::ValueOrClose:
            return "a value or ']'";
        case Expect::Key:
            return "a key in quotes";
        case Expect::KeyOrClose:
            return "a key in quotes or '}'";
        case Expect::Colon:
            return "':' after the key";
        case Expect::CommaOrClose:
            return isObject.back() ? "',' or '}'" : "',' or ']'";
        case Expect::End:
            break;
        }
        return "the end of the text";
    }

    JsonShape shapeAtEnd() const
    {
        if (!hasToken)
            return JsonShape::Empty;
        return expect == Expect::End && state.inside == PrettyState::Inside::Between ? JsonShape::Whole
                                                                                     : JsonShape::Cut;
    }

    std::string_view text;
    std::uint32_t columns;
    PrettyState state;
    Offset nextMark;
    JsonPart part;
    Expect expect = Expect::Value;
    bool isKey = false;
    bool hasToken = false;
    Offset memberBegin;         ///< Of the child at the place.
    std::vector<bool> isObject; ///< Of the containers around the place.
    std::array<Open, IndexedDepth> opened;
    std::int32_t entries = 0;
};

JsonIndexer::JsonIndexer(std::string_view text, int columns)
    : m_pass(std::make_unique<Pass>(text, columns))
{
}

JsonIndexer::~JsonIndexer() = default;

JsonPart JsonIndexer::advance(std::size_t bytes)
{
    Pass &pass = *m_pass;
    pass.part = {};
    PrettyWalk walk(pass.text, pass.columns, pass.state, pass);
    const std::size_t from = pass.state.offset.index();
    const std::size_t stop = pass.text.size() - from < bytes ? pass.text.size() : from + bytes;
    while (walk.state().offset.index() < stop && !pass.part.fault) {
        const PrettyState &at = walk.state();
        if (at.offset >= pass.nextMark && at.row.value >= 0) {
            pass.part.marks.push_back({at.offset, at.row, at.depth, at.column, static_cast<std::uint8_t>(at.pending),
                                       static_cast<std::uint8_t>(at.inside)});
            pass.nextMark = at.offset + MarkDistance;
        }
        walk.run(std::min<std::size_t>(stop, at.offset.index() + MarkDistance));
    }
    pass.state = walk.state();
    for (std::size_t level = 0; level < std::min(pass.isObject.size(), IndexedDepth); ++level) {
        const Open &container = pass.opened[level];
        if (container.entry >= 0)
            pass.part.states.push_back({container.entry, container.children, std::nullopt});
    }
    pass.part.scanned = pass.state.offset;
    pass.part.rows = pass.state.row.value + 1;
    if (pass.part.fault)
        pass.part.shape = JsonShape::Broken;
    else if (pass.state.offset.index() >= pass.text.size())
        pass.part.shape = pass.shapeAtEnd();
    return std::move(pass.part);
}

std::size_t beginOfJson(std::string_view text)
{
    return text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
}

} // namespace smc::json

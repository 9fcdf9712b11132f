// Running the operations of a plan.
#pragma once

#include "code.h"

#include <base/error.h>

namespace smc::mapping {

/// A value on its way through the operations. Small: one passes for each operation of each event.
struct Seen
{
    enum class State : std::uint8_t {
        Nothing, ///< JavaScript's undefined.
        Value,
        Failed, ///< The run ends here; the evaluator knows why.
    };

    State state = State::Nothing;
    json::Type type = json::Type::Null;
    Origin::Kind kind = Origin::Kind::Constant;
    Directive by = Directive::None;
    std::string_view json{};
    json::Value node{}; ///< Where the value is a slice of a document, so that paths can go into it.
    /// What it was made from; a slice of the payload is its own source and has none here.
    std::span<const json::Value> sources{};

    bool exists() const { return state == State::Value; }
    bool hasFailed() const { return state == State::Failed; }
    bool isNull() const { return type == json::Type::Null; }
    bool isContainer() const { return type == json::Type::Array || type == json::Type::Object; }
    std::string text() const;      ///< Of a string, unescaped; empty for other types.
    std::string described() const; ///< "a number", or "nothing": for sentences.
};

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
    const Error &error() const { return m_error; }
    /// With its own place among the sources, where it is one.
    Origin originOf(const Seen &seen) { return {seen.kind, sourcesOf(seen), seen.by}; }
    /// While the scratch memory traces: of the text `seen.json`.
    Parts partsOf(const Seen &seen);

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
    Seen step(const Seen &from, const Step &step);
    Seen slice(json::Value value, Origin::Kind kind) const;
    std::span<const json::Value> sourcesOf(const Seen &seen);
    /// JSON that lives in the scratch memory already.
    struct Kept
    {
        std::string_view text;
    };
    Seen computed(json::Type type, Kept json, std::span<const json::Value> sources);
    Seen computed(json::Type type, std::string_view json, std::span<const json::Value> sources);
    Seen computedString(std::string_view text, std::span<const json::Value> sources);
    struct Rendered
    {
        std::string text;
        std::vector<json::Value> sources;
        Parts parts; ///< Of the text in quotes.
    };
    Rendered render(const std::vector<Piece> &pieces);
    Seen computedString(Rendered rendered);
    Seen shapeItems(json::Value items, const Seen &root, const Node &shape);
    /// What stands behind a container or a text, to be walked through; none for what can't be read.
    json::Value nodeOf(const Seen &seen);
    /// While the scratch memory traces: of `value` as it stands, one of the payload or of a document that nodeOf()
    /// read.
    Parts partsOf(json::Value value) const;
    /// The same for what stands where it is written on one line.
    Parts compactPartsOf(const Seen &seen);
    Parts compactPartsOf(json::Value value) const;
    /// Of what `piece` became in the text of a template.
    Parts partsInTemplate(const Seen &piece, std::string_view escaped);
    /// Adds what is undefined of `value`, which stands under `key`.
    void addHidden(Scratch::Hidden &hidden, std::string key, const Seen &value) const;

    Payload m_payload;
    Scratch &m_scratch;
    /// Where the payload stood inside a string or was computed, origins name the values that it came from.
    struct Outer
    {
        std::span<const json::Value> sources;
        Directive by;
    };
    std::optional<Outer> m_outer{};
    Error m_error;
};

} // namespace smc::mapping

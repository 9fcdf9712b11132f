// A mapping in Segment's mapping language, compiled once and run on many payloads.
//
// Every directive of @segment/actions-core (mapping-kit) but @liquid, and the root directive. They mean what they mean
// there, but for the differences that tests/conformance/differences.json lists: numbers keep their spelling.
#pragma once

#include "origin.h"
#include "path_table.h"
#include "scratch.h"

#include <base/error.h>
#include <json/document.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::mapping {

class Seen;

/// What a plan reads.
struct Payload
{
    json::Value root;
    json::Value defaults{}; ///< Answers for keys at the top that the event lacks, or has as null or an empty text.
    const Lookups *lookups = nullptr; ///< Of `root`, with the table that the plan was compiled with; none is slower.
};

/// What one run yields: one JSON value with its origin, or nothing (JavaScript's undefined).
struct Mapped
{
    Mapped() = default;
    Mapped(const Seen &seen, std::span<const json::Value> from);

    bool exists = false;
    json::Type type = json::Type::Null;
    Origin::Kind kind = Origin::Kind::Constant;
    Directive by = Directive::None;
    std::uint32_t sourceCount = 0;
    const json::Value *sources = nullptr;
    std::string_view json{}; ///< A slice of the payload's text, of the plan, or of the scratch memory.

    Origin origin() const { return {kind, {sources, sourceCount}, by}; }
    bool isNull() const { return exists && type == json::Type::Null; }
    std::string text() const; ///< Content of a string, unescaped; empty for other types.
    /// The value on one line, its tokens as they are spelt; "null" where there is none. Kept in `scratch` where it is
    /// not `json` itself.
    std::string_view line(Scratch &scratch) const;
};

class Plan
{
public:
    /// Compiles one mapping value. Errors (code "mapping_invalid") hold all that validate() of validate.h finds, and
    /// the place of the first as a JSON pointer in `where`. With `paths`, its paths join those of other plans, to be
    /// looked up all at once.
    static Result<Plan> compile(json::Value mapping, PathTable *paths = nullptr);
    static Result<Plan> compile(std::string_view mappingJson);

    Plan(Plan &&) noexcept;
    Plan &operator=(Plan &&) noexcept;
    ~Plan();

    /// Maps `payload`. What is computed lives in `scratch`, and where that traces, the parts of Mapped::json and of
    /// what Mapped::line() gives. Errors (code "mapping_failed") are those that mapping-kit throws at run time, and
    /// values that would swell beyond Scratch::MostKept. Safe to call from several threads, each with its own scratch.
    Result<Mapped> run(const Payload &payload, Scratch &scratch) const;

    /// The paths that the plan may read, as they are written; those of items in an @arrayPath, and paths that are
    /// computed, are not among them.
    std::vector<Path> paths() const;
    /// The path, where the plan is nothing but one.
    std::optional<Path> path() const;
    /// True where its values have no parts but the whole, if the payload stands on one line: copies, constants, and
    /// what is computed from those.
    bool isOnePiece() const;

    struct Code; ///< The compiled form.

private:
    static Result<Plan> compileChecked(json::Value mapping, PathTable *paths);
    explicit Plan(std::unique_ptr<const Code> code);
    std::unique_ptr<const Code> m_code;
};

} // namespace smc::mapping

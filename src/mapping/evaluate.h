// Running the operations of a plan.
#pragma once

#include "code.h"

namespace smc::mapping {

/// A value on its way through the operations.
struct Seen
{
    bool exists = false;
    json::Type type = json::Type::Null;
    std::string_view json{};
    json::Value node{}; ///< Where the value is a slice of a document, so that paths can go into it.
    Origin origin{};
};

class Evaluator
{
public:
    Evaluator(const Payload &payload, Scratch &scratch)
        : m_payload(payload)
        , m_scratch(scratch)
    {
    }

    Result<Seen> run(const Node &node);

    Result<Seen> operator()(const Constant &operation);
    Result<Seen> operator()(const Undefined &operation);
    Result<Seen> operator()(const Failure &operation);
    Result<Seen> operator()(const PathLookup &operation);
    Result<Seen> operator()(const DynamicPath &operation);
    Result<Seen> operator()(const Template &operation);
    Result<Seen> operator()(const DynamicTemplate &operation);
    Result<Seen> operator()(const If &operation);
    Result<Seen> operator()(const Case &operation);
    Result<Seen> operator()(const Encode &operation);
    Result<Seen> operator()(const Decode &operation);
    Result<Seen> operator()(const ArrayPath &operation);
    Result<Seen> operator()(const ObjectOf &operation);
    Result<Seen> operator()(const ArrayOf &operation);

private:
    Seen look(const Path &path);
    Seen step(const Seen &from, const Step &step);
    Seen slice(json::Value value, Origin::Kind kind);
    Seen computed(json::Type type, std::string_view json, std::span<const json::Value> sources);
    Seen computedString(std::string_view text, std::span<const json::Value> sources);
    std::string render(const std::vector<Piece> &pieces, std::vector<json::Value> &sources);

    Payload m_payload;
    Scratch &m_scratch;
    /// Where the payload stood inside a string or was computed, origins name the values that it came from.
    const Origin *m_outer = nullptr;
};

} // namespace smc::mapping

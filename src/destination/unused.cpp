#include "unused.h"

#include "deliveries.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

namespace smc::destination {

using json::Type;
using json::Value;
using segment::CallType;

namespace {

/// Read by Segment on receipt: duplicates are told by messageId, times are set right by sentAt.
constexpr std::array<std::string_view, 8> SegmentsOwn = {"messageId",  "timestamp", "sentAt",  "originalTimestamp",
                                                         "receivedAt", "writeKey",  "channel", "version"};

class Finder
{
public:
    Finder(const Prepared &prepared, const Destination &destination)
        : m_prepared(prepared)
        , m_payload(prepared.payload())
        , m_event(prepared.event())
        , m_isUsed(m_event.document().node(0).next + 1, 0)
    {
        readByAdmission();
        for (const Rule &rule : destination.preset->rules().rules)
            readBy(rule, destination.settings);
        // From marks to counts of used nodes before each one: whether a subtree holds any is then one subtraction.
        std::uint32_t count = 0;
        for (std::uint32_t &mark : m_isUsed) {
            const std::uint32_t isUsed = mark;
            mark = count;
            count += isUsed;
        }
    }

    std::vector<Unused> take()
    {
        visitParts(m_event.root());
        return std::move(m_unused);
    }

private:
    void use(Value read)
    {
        const Value value = m_prepared.inEvent(read);
        if (value.exists() && value.document() == &m_event.document())
            std::fill(m_isUsed.begin() + value.node(), m_isUsed.begin() + m_event.document().node(value.node()).next,
                      1U);
    }

    void readByAdmission()
    {
        use(m_event.root().find("type"));
        use(m_event.root().find("integrations"));
        if (m_event.callType() == CallType::Track)
            use(m_event.root().find("event"));
    }

    void readBy(const Rule &rule, const Settings &settings)
    {
        if (rule.when != nullptr && (settings.*rule.when).empty())
            return;
        for (const mapping::Path &path : rule.trigger.paths())
            use(valueAt(path));
        if (!rule.trigger.matches(m_payload.root))
            return;
        mapping::Scratch scratch;
        scratch.watch();
        static_cast<void>(Deliveries().add(rule, settings, m_payload, scratch));
        for (const Value value : scratch.seen())
            use(value);
        if (rule.columnsFrom) {
            if (const auto path = rule.columnsFrom->path())
                m_spread.push_back(m_prepared.inEvent(valueAt(*path)));
        }
    }

    Value valueAt(const mapping::Path &path) const
    {
        Value value = m_payload.root;
        for (const mapping::Step &step : path)
            value = value.is(Type::Array) && step.index ? value.at(*step.index) : value.find(step.name);
        return value;
    }

    bool isUsed(Value value) const { return m_isUsed[value.node() + 1] != m_isUsed[value.node()]; }
    bool holdsUsed(Value value) const
    {
        return m_isUsed[m_event.document().node(value.node()).next] != m_isUsed[value.node()];
    }

    void visitParts(Value whole)
    {
        Keys last;
        for (const Value part : whole) {
            if (isUsed(part))
                continue;
            if (holdsUsed(part)) {
                visitParts(part);
                continue;
            }
            if (whole.is(Type::Object) && last.empty())
                last = lastOfEachKey(whole);
            m_unused.push_back({part, whyNot(part, whole, last)});
        }
    }

    using Keys = std::unordered_map<std::string, std::uint32_t>;
    static Keys lastOfEachKey(Value object)
    {
        Keys keys;
        for (const Value member : object)
            keys[member.key()] = member.node();
        return keys;
    }

    Unused::Why whyNot(Value value, Value whole, const Keys &last) const
    {
        const auto isThis = [&](const Removal &removal) { return removal.value.node() == value.node(); };
        const auto &removals = m_prepared.removals();
        if (std::any_of(removals.begin(), removals.end(), isThis))
            return Unused::Why::Filtered;
        if (const auto found = last.find(value.key()); found != last.end() && found->second != value.node())
            return Unused::Why::Shadowed;
        const auto isWhole = [&](Value spread) { return spread.exists() && spread.node() == whole.node(); };
        if (std::any_of(m_spread.begin(), m_spread.end(), isWhole))
            return Unused::Why::Taken;
        const bool isSegments =
            whole.node() == 0 && std::find(SegmentsOwn.begin(), SegmentsOwn.end(), value.rawKey()) != SegmentsOwn.end();
        return isSegments ? Unused::Why::SegmentOnly : Unused::Why::NotRead;
    }

    const Prepared &m_prepared;
    mapping::Payload m_payload;
    const segment::Event &m_event;
    std::vector<std::uint32_t> m_isUsed; ///< By node: first marks, then counts.
    std::vector<Value> m_spread;         ///< Objects whose members become columns.
    std::vector<Unused> m_unused;
};

} // namespace

std::vector<Unused> unusedValues(const Prepared &prepared, const Destination &destination)
{
    if (prepared.deliveries().empty() || !prepared.event().root().is(Type::Object))
        return {};
    return Finder(prepared, destination).take();
}

std::string pathInWords(Value value)
{
    std::string path;
    for (Value at = value; at.exists() && at.node() != 0;) {
        const Value parent = at.document()->parentOf(at);
        std::string step;
        if (parent.is(Type::Array)) {
            std::size_t index = 0;
            for (const Value element : parent) {
                if (element.node() == at.node())
                    break;
                ++index;
            }
            step = '[' + std::to_string(index) + ']';
        } else {
            step = at.key();
        }
        const bool needsDot = !path.empty() && path.front() != '[';
        path.insert(0, step + (needsDot ? "." : ""));
        at = parent;
    }
    return path.empty() ? "the event" : path;
}

std::string sentenceFor(const Unused &unused)
{
    const std::string path = pathInWords(unused.value);
    switch (unused.why) {
    case Unused::Why::NotRead:
        return path + " goes nowhere: no rule of the mapping reads it.";
    case Unused::Why::SegmentOnly:
        return path + " does not reach SMC: Segment reads it on receipt, but no rule of the mapping does.";
    case Unused::Why::Shadowed:
        return path + " goes nowhere: the same key stands again in this object, and the last one counts.";
    case Unused::Why::Taken:
        return path + " goes nowhere: its column has a value already.";
    case Unused::Why::Filtered:
        return path + " goes nowhere: a destination filter takes it out of the event.";
    }
    return path;
}

} // namespace smc::destination

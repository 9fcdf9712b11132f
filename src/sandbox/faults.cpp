#include "faults.h"

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace smc::sandbox {

namespace {

using Kind = Fault::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 9> Names{{
    {"latency", Kind::Latency},
    {"401", Kind::Unauthorized},
    {"429", Kind::QuotaExceeded},
    {"429-busy", Kind::ListBusy},
    {"503", Kind::Unavailable},
    {"drop", Kind::Drop},
    {"drop-after", Kind::DropAfter},
    {"garbage", Kind::Garbage},
    {"partial", Kind::Partial},
}};

constexpr int MaxLatencyMs = 600'000;
constexpr int MaxCount = 1'000'000'000;

std::optional<int> countFrom(std::string_view text, int max)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > max)
        return std::nullopt;
    return number;
}

std::optional<Kind> kindNamed(std::string_view name)
{
    for (const auto &[known, kind] : Names) {
        if (known == name)
            return kind;
    }
    return std::nullopt;
}

std::string_view nameOf(Kind kind)
{
    for (const auto &[name, known] : Names) {
        if (known == kind)
            return name;
    }
    return {};
}

bool hasAmount(Kind kind)
{
    return kind == Kind::Latency || kind == Kind::Partial;
}

bool isForBulkOnly(Kind kind)
{
    return kind == Kind::Partial || kind == Kind::ListBusy;
}

/// The text behind the last `mark`, cut off from `rest`; nothing where there is no such mark.
std::optional<std::string_view> cutBehind(std::string_view &rest, char mark)
{
    const auto at = rest.rfind(mark);
    if (at == std::string_view::npos)
        return std::nullopt;
    const auto part = rest.substr(at + 1);
    rest = rest.substr(0, at);
    return part;
}

Result<Fault> parseFault(const std::string &text)
{
    std::string_view rest = text;
    const auto every = cutBehind(rest, '/');
    const auto first = cutBehind(rest, ':');
    const auto amount = cutBehind(rest, '=');

    const auto kind = kindNamed(rest);
    if (!kind) {
        return fail("fault_unknown",
                    "There is no fault '" + std::string(rest) +
                        "'. Known are latency=MS, 401, 429, 429-busy, 503, drop, drop-after, garbage and partial=N.",
                    text);
    }
    Fault fault;
    fault.kind = *kind;
    if (hasAmount(*kind)) {
        const auto number =
            amount ? countFrom(*amount, *kind == Kind::Latency ? MaxLatencyMs : MaxCount) : std::nullopt;
        if (!number) {
            return fail("fault_amount",
                        *kind == Kind::Latency ? "Latency wants milliseconds from 1 to 600000, such as latency=500."
                                               : "Partial wants a number of rows from 1 up, such as partial=10.",
                        text);
        }
        fault.amount = *number;
    } else if (amount) {
        return fail("fault_amount", "The fault '" + std::string(rest) + "' takes no amount.", text);
    }
    if (first) {
        const auto number = countFrom(*first, MaxCount);
        if (!number)
            return fail("fault_first", "Behind ':' stands for how many requests, a number from 1 up.", text);
        fault.first = *number;
    }
    if (every) {
        const auto number = countFrom(*every, MaxCount);
        if (!number)
            return fail("fault_every", "Behind '/' stands every how many requests, a number from 1 up.", text);
        fault.every = *number;
    }
    return fault;
}

void addTo(FaultPlan &plan, const Fault &fault)
{
    const auto answerInstead = [&plan](FaultPlan::Answer answer) {
        if (plan.instead == FaultPlan::Answer::Normal)
            plan.instead = answer;
    };
    switch (fault.kind) {
    case Kind::Latency:
        plan.latencyMs += fault.amount;
        break;
    case Kind::Unauthorized:
        answerInstead(FaultPlan::Answer::Unauthorized);
        break;
    case Kind::QuotaExceeded:
        answerInstead(FaultPlan::Answer::QuotaExceeded);
        break;
    case Kind::ListBusy:
        answerInstead(FaultPlan::Answer::ListBusy);
        break;
    case Kind::Unavailable:
        answerInstead(FaultPlan::Answer::Unavailable);
        break;
    case Kind::Drop:
        answerInstead(FaultPlan::Answer::Drop);
        break;
    case Kind::DropAfter:
        plan.dropAfter = true;
        break;
    case Kind::Garbage:
        plan.garbage = true;
        break;
    case Kind::Partial:
        plan.failEveryRow = fault.amount;
        break;
    }
}

} // namespace

Result<Faults> parseFaults(const std::vector<std::string> &texts)
{
    Faults faults;
    for (const std::string &text : texts) {
        auto fault = parseFault(text);
        if (!fault)
            return tl::make_unexpected(fault.error());
        faults.list.push_back(*fault);
    }
    return faults;
}

std::string toText(const Fault &fault)
{
    std::string text(nameOf(fault.kind));
    if (hasAmount(fault.kind))
        text += '=' + std::to_string(fault.amount);
    if (fault.first > 0)
        text += ':' + std::to_string(fault.first);
    if (fault.every > 1)
        text += '/' + std::to_string(fault.every);
    return text;
}

void FaultCounter::set(Faults faults)
{
    m_faults = std::move(faults);
    m_seen.assign(m_faults.list.size(), 0);
}

FaultPlan FaultCounter::next(Request request)
{
    FaultPlan plan;
    for (std::size_t i = 0; i < m_faults.list.size(); ++i) {
        const Fault &fault = m_faults.list[i];
        if (isForBulkOnly(fault.kind) && request != Request::Bulk)
            continue;
        if (m_seen[i] < MaxCount)
            ++m_seen[i];
        const bool amongFirst = fault.first == 0 || m_seen[i] <= fault.first;
        if (!amongFirst || m_seen[i] % fault.every != 0)
            continue;
        addTo(plan, fault);
        plan.faults.push_back(fault);
    }
    return plan;
}

} // namespace smc::sandbox

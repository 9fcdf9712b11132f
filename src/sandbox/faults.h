// Faults to order: how the sandbox misbehaves when it is asked to.
//
// A fault is written NAME[=AMOUNT][:FIRST][/EVERY]
//
//     latency=500     every answer comes 500 ms later; a list stays busy for that long
//     503:3           the first three requests get 503
//     429/10          every tenth request gets the quota's 429 (with the X-RateLimit headers)
//     429-busy        every bulk request gets the busy list's 429 (without them)
//     401             every request is refused as if its key were wrong
//     drop            the connection is dropped before anything is done
//     drop-after      the work is done, then the connection is dropped in place of an answer
//     garbage         the work is done, then the body of the answer is not JSON
//     partial=10      every tenth row of a bulk request fails
#pragma once

#include <base/error.h>

#include <cstdint>
#include <string>
#include <vector>

namespace smc::sandbox {

struct Fault
{
    enum class Kind : std::uint8_t {
        Latency,
        Unauthorized,
        QuotaExceeded,
        ListBusy,
        Unavailable,
        Drop,
        DropAfter,
        Garbage,
        Partial
    };

    Kind kind = Kind::Latency;
    int amount = 0; ///< Milliseconds for Latency, every how many rows for Partial; 0 for the others.
    int first = 0;  ///< Only the first so many requests; 0: all of them.
    int every = 1;  ///< Only every so many-th request.

    bool operator==(const Fault &) const = default;
};

struct Faults
{
    std::vector<Fault> list;

    bool isEmpty() const { return list.empty(); }
    bool operator==(const Faults &) const = default;
};

/// Reads faults as they stand behind `--fault`. An error names the text that it could not read in `where`.
Result<Faults> parseFaults(const std::vector<std::string> &texts);

/// A fault as parseFaults() reads it.
std::string toText(const Fault &fault);

/// What the ordered faults come to for one request.
struct FaultPlan
{
    enum class Answer : std::uint8_t { Normal, Unauthorized, QuotaExceeded, ListBusy, Unavailable, Drop };

    Answer instead = Answer::Normal;
    int latencyMs = 0;
    int failEveryRow = 0; ///< 0: no row fails by order.
    bool dropAfter = false;
    bool garbage = false;
    std::vector<Fault> faults; ///< Which of them met it.
};

/// Counts the requests and says which of them each fault meets.
class FaultCounter
{
public:
    enum class Request : std::uint8_t { Plain, Bulk };

    /// New faults start counting anew.
    void set(Faults faults);
    const Faults &faults() const { return m_faults; }

    /// The plan for the next request. Partial and ListBusy meet and count bulk requests only.
    FaultPlan next(Request request);

private:
    Faults m_faults;
    std::vector<int> m_seen;
};

} // namespace smc::sandbox

// The part of an outcome that the exchange alone tells: verdict, side, sentence, advice. Inside of the room only.
#pragma once

#include "answer.h"
#include "body_reader.h"

namespace smc::rest {

enum class Question : std::uint8_t { Read, Bulk };

struct Asked
{
    Question question = Question::Read;
    Subject subject{};
};

/// Accepted, with empty sentences, where the answer is a 2xx that can be read: the caller then looks into it.
Outcome diagnose(const net::Exchange &exchange, const Body &body, const Asked &asked);

/// True where SMC may have carried out the request although no answer says so: it was on its way and then the
/// connection, the time or SMC's inside failed.
bool mayHaveBeenDone(const net::Exchange &exchange);

/// The verdict that a `result_code` stands for; none for Succeeded, PartiallySucceeded and unknown ones.
std::optional<Verdict> failureIn(const std::string &resultCode);

/// ": “words”", with the error codes where there are any; empty where SMC said nothing.
std::string saidBy(const Outcome &outcome);

} // namespace smc::rest

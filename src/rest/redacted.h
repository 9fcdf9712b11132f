// Outcomes for print and for the history: an event may hold a key or secret by mistake, and outcomes quote its values.
#pragma once

#include "dispatcher.h"
#include "outcome.h"

#include <net/redaction.h>

namespace smc::rest {

/// `outcome` without a key or secret in what it quotes. Its sentences stay readable where a secret is one of their
/// words.
Outcome redacted(Outcome outcome, const net::Redactor &redactor);
EventOutcome redacted(EventOutcome outcome, const net::Redactor &redactor);

} // namespace smc::rest

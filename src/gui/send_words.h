// What came of a send, in words.
#pragma once

#include "console.h"

#include <net/exchange.h>
#include <rest/outcome.h>

#include <string>

namespace smc::net {
class Redactor;
} // namespace smc::net
namespace smc::rest {
struct EventOutcome;
struct PlannedRequest;
} // namespace smc::rest

namespace smc::gui {

/// For an event that is not sent: Segment would refuse it, the destination does not take it, or SMC would refuse it.
SendReport reportOf(const destination::Prepared &prepared);
/// What the history files such an event under: "Invalid", "Discarded", "Refused".
std::string historyWordOf(const destination::Prepared &prepared);
/// For an event that was sent.
SendReport reportOf(const rest::EventOutcome &outcome);
SendReport dryRunReport(const std::vector<rest::PlannedRequest> &requests, const QString &target);
/// Settings or sandbox keep it from being sent; the link leads to what is missing: "setting:organization", "sandbox:".
SendReport notSent(const Error &error);
SendReport notSent(const QString &sentence);
SendReport declined();

/// "SMC has not taken it yet. It is sent again at 14:53:12."
QString waitInWords(net::UtcTime until);

/// A sentence of the engine, which has code in `backticks`, with the quotes that the window has around it.
QString withQuotes(QString sentence);

/// What is shown of an outcome, without a key or secret that an event or an answer holds: sentences quote both. All
/// that becomes a sentence on the screen goes through it.
VerdictContent redacted(VerdictContent content, const net::Redactor &redactor);
SendReport redacted(SendReport report, const net::Redactor &redactor);
QString redacted(const QString &text, const net::Redactor &redactor);

} // namespace smc::gui

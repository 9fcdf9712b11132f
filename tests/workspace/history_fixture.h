// Entries for the tests of the history.
#pragma once

#include <workspace/history_store.h>

inline smc::workspace::HistoryEntry historyEntry(int number)
{
    smc::workspace::HistoryEntry entry;
    entry.timeMs = 1'790'000'000'000 + number;
    entry.profileId = number % 3 == 0 ? "sandbox-1" : "acme-2";
    entry.profileName = number % 3 == 0 ? "Sandbox" : "Acmé";
    entry.environment = number % 3 == 0 ? "sandbox" : "production";
    entry.callType = number % 2 == 0 ? "identify" : "group";
    entry.verdict = number % 10 == 0 ? "Refused" : "Delivered";
    entry.sentence = "Entry " + std::to_string(number) + " went to SMC’s list.";
    entry.method = "POST";
    entry.url = "https://acme.slgnt.us/Portal/Api/organizations/ACME/lists/segment_events/data/load?mode=1";
    entry.status = 200;
    entry.durationMs = number % 500;
    entry.eventText = R"({"type":"identify","userId":")" + std::to_string(number) + "\"}";
    entry.exchangeJson = R"({"request":{"headers":{"X-ApiKey":"…"}}})";
    entry.outcomeJson = R"({"rows":1})";
    return entry;
}

#include "send_history.h"

#include "say.h"

#include <net/exchange_json.h>
#include <rest/redacted.h>
#include <workspace/directory.h>

#include <algorithm>
#include <utility>

namespace smc::cli {

SendHistory::SendHistory(const GlobalOptions &global, const ChosenProfile &chosen, net::Redactor redactor)
    : m_redactor(std::move(redactor))
{
    m_blank.profileId = chosen.profile.id;
    m_blank.profileName = chosen.profile.name;
    m_blank.environment = nameOf(chosen.profile.environment);
    const std::string folder = workspace::workspaceDirectory(global.workspace);
    const workspace::ReadLimits read = workspace::readHistoryLimits(folder);
    if (read.problem)
        say(read.problem->message);
    auto store = workspace::HistoryStore::open(folder, read.limits);
    if (!store) {
        giveUpKeeping(store.error());
        return;
    }
    m_store = std::move(*store);
    if (m_store->setAside())
        say(m_store->setAside()->message);
}

void SendHistory::remember(std::size_t index, const destination::Prepared &prepared)
{
    const std::string_view text = prepared.event().text();
    if (!m_store || prepared.verdict() != destination::Verdict::Ready || m_textSize + text.size() > MostText)
        return;
    const auto type = prepared.event().callType();
    m_events.push_back({index, std::string(text), std::string(type ? segment::nameOf(*type) : "")});
    m_textSize += text.size();
}

void SendHistory::keep(const rest::Batch &batch, const rest::Sent &sent)
{
    if (!m_store)
        return;
    const rest::Outcome outcome = rest::redacted(sent.outcome, m_redactor); // Quotes values of the events.
    workspace::HistoryEntry entry = m_blank;
    entry.timeMs = sent.exchange.started().time_since_epoch().count();
    entry.verdict = rest::historyWord(sent.outcome);
    entry.sentence = rest::historySentence(outcome);
    entry.method = sent.exchange.request.method;
    entry.url = sent.exchange.request.url.toString(QUrl::FullyEncoded).toStdString();
    entry.status = sent.outcome.status;
    entry.durationMs = sent.exchange.duration().count();
    entry.exchangeJson = net::exchangeToJson(sent.exchange);
    entry.outcomeJson = rest::toJson(outcome);
    addEvents(batch, entry);
    if (const auto kept = m_store->append(entry); !kept)
        giveUpKeeping(kept.error());
}

void SendHistory::forgetBefore(std::size_t index)
{
    while (!m_events.empty() && m_events.front().index < index) {
        m_textSize -= m_events.front().text.size();
        m_events.pop_front();
    }
}

/// The batch's events, one a line, where all of them are at hand; and their call, where it is one and the same.
void SendHistory::addEvents(const rest::Batch &batch, workspace::HistoryEntry &entry) const
{
    std::string texts;
    std::string type;
    bool isFirst = true;
    for (const rest::Row &row : batch.rows) {
        if (!isFirst && row.source.event == (&row - 1)->source.event)
            continue; // Another row of the same event.
        const Kept *const event = find(row.source.event);
        if (!event || texts.size() + event->text.size() > MostEntryText)
            return;
        if (!isFirst)
            texts += '\n';
        texts += event->text;
        type = isFirst || type == event->callType ? event->callType : std::string();
        isFirst = false;
    }
    entry.eventText = m_redactor.text(texts);
    entry.callType = std::move(type);
}

const SendHistory::Kept *SendHistory::find(std::size_t index) const
{
    const auto found = std::lower_bound(m_events.begin(), m_events.end(), index,
                                        [](const Kept &kept, std::size_t wanted) { return kept.index < wanted; });
    return found != m_events.end() && found->index == index ? &*found : nullptr;
}

void SendHistory::giveUpKeeping(const Error &error)
{
    m_store.reset();
    say("The history does not keep this run: " + error.message);
}

} // namespace smc::cli

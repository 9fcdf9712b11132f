#include "framer.h"

#include <json/scan.h>

#include <array>

namespace smc::segment {

namespace {

constexpr std::array<bool, 256> endsStringRun()
{
    std::array<bool, 256> table{};
    table['"'] = table['\\'] = table['\n'] = true;
    return table;
}

constexpr std::array<bool, 256> EndsStringRun = endsStringRun();

} // namespace

Framer Framer::behindMember()
{
    Framer framer;
    framer.m_depth = 1;
    framer.m_previous = ']';
    framer.m_isRecording = false;
    return framer;
}

void Framer::forget()
{
    m_at = 0;
    m_keyBegin = 0;
    m_isRecording = false;
}

bool Framer::isInBatch() const
{
    return isBatch() && m_isRecording && m_key == Key::Batch && m_members.batch.end == 0;
}

Framer::Status Framer::scan(std::string_view text)
{
    while (m_at < text.size()) {
        if (m_isInString) {
            if (const Status status = scanString(text); status != Status::More || m_isInString)
                return status;
            continue;
        }
        const char c = text[m_at];
        switch (c) {
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            break;
        case '"':
            m_isInString = true;
            if (m_depth == 1 && m_isRecording && (m_previous == '{' || m_previous == ','))
                m_keyBegin = m_at + 1;
            break;
        case '{':
        case '[':
            if (m_previous != ',' && m_previous != ':' && m_previous != '[')
                return Status::Broken;
            if (m_depth == 1 && m_previous == ':')
                openMember(c);
            ++m_depth;
            m_previous = c;
            break;
        case '}':
        case ']':
            m_previous = c;
            ++m_at;
            if (m_depth <= 1)
                return Status::Done;
            if (--m_depth == 1)
                closeMember();
            continue;
        case ',':
        case ':':
            m_previous = c;
            break;
        default:
            m_previous = 'x';
        }
        ++m_at;
    }
    return Status::More;
}

Framer::Status Framer::scanString(std::string_view text)
{
    for (;;) {
        while (m_at < text.size() && !EndsStringRun[static_cast<unsigned char>(text[m_at])])
            ++m_at;
        if (m_at >= text.size())
            return Status::More;
        if (text[m_at] == '\n')
            return Status::Broken;
        if (text[m_at] == '"')
            break;
        if (m_at + 1 >= text.size())
            return Status::More;
        m_at += text[m_at + 1] == '\n' ? 1 : 2;
    }
    if (m_keyBegin > 0)
        endKey(text.substr(m_keyBegin, m_at - m_keyBegin));
    m_isInString = false;
    m_previous = '"';
    ++m_at;
    return m_depth == 0 ? Status::Done : Status::More;
}

void Framer::endKey(std::string_view key)
{
    m_keyBegin = 0;
    m_members.hasAny = true;
    m_key = Key::Other;
    if (key == "type") {
        m_key = Key::Type;
        m_members.hasType = true;
    } else if (key == "batch") {
        m_key = Key::Batch;
    } else if (key == "context") {
        m_key = Key::Context;
        m_members.hasContext = true;
    } else if (key == "integrations") {
        m_key = Key::Integrations;
        m_members.hasIntegrations = true;
    }
}

Framer::Range *Framer::rangeOf(Key key)
{
    switch (key) {
    case Key::Batch:
        return &m_members.batch;
    case Key::Context:
        return &m_members.context;
    case Key::Integrations:
        return &m_members.integrations;
    case Key::Other:
    case Key::Type:
        break;
    }
    return nullptr;
}

void Framer::openMember(char bracket)
{
    Range *range = m_isRecording ? rangeOf(m_key) : nullptr;
    if (range != nullptr && bracket == (m_key == Key::Batch ? '[' : '{'))
        *range = {m_at, 0};
}

void Framer::closeMember()
{
    Range *range = m_isRecording ? rangeOf(m_key) : nullptr;
    if (range != nullptr && range->begin > 0 && range->end == 0)
        range->end = m_at;
}

} // namespace smc::segment

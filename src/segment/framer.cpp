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
    m_key = key == "type" ? Key::Type : key == "batch" ? Key::Batch : Key::Other;
    m_members.hasType = m_members.hasType || m_key == Key::Type;
}

void Framer::openMember(char bracket)
{
    if (m_isRecording && m_key == Key::Batch && bracket == '[')
        m_members.batch = {m_at, 0};
}

void Framer::closeMember()
{
    Range &batch = m_members.batch;
    if (m_isRecording && m_key == Key::Batch && batch.begin > 0 && batch.end == 0)
        batch.end = m_at;
}

} // namespace smc::segment

#include "outline.h"
#include "outline_scan.h"

#include <algorithm>

namespace smc::json {

ChildReader::ChildReader(const Outline &outline, const Child &container, std::int64_t first)
    : m_outline(outline)
    , m_text(outline.text().substr(0, container.isWhole ? container.value.end.index() : std::string_view::npos))
    , m_inObject(container.type == Type::Object)
    , m_first(first)
    , m_at(container.value.begin.index() + 1)
{
    if (!container.isContainer()) {
        m_state = State::End;
        return;
    }
    if (const LargeContainer *large = outline.largeAt(container.value.begin)) {
        const Landmark mark = outline.before(*large, first);
        m_index = mark.child;
        m_at = mark.offset.index();
    }
}

std::vector<Child> ChildReader::next(std::size_t most, std::size_t bytes)
{
    m_found.clear();
    const std::size_t limit = m_text.size() - std::min(m_at, m_text.size()) < bytes ? m_text.size() : m_at + bytes;
    while (m_state == State::More && m_found.size() < most && m_at < limit) {
        if (m_inChild)
            readChild(limit);
        else if (!beginChild())
            break;
    }
    if (m_at >= m_text.size() && m_state == State::More) {
        if (m_inChild)
            endChild(!m_child.isContainer() && !m_inString);
        m_state = State::End;
    }
    return std::move(m_found);
}

bool ChildReader::beginChild()
{
    while (m_at < m_text.size() && (isSpace(m_text[m_at]) || m_text[m_at] == ','))
        ++m_at;
    if (m_at >= m_text.size())
        return false;
    if (m_text[m_at] == '}' || m_text[m_at] == ']') {
        m_state = State::End;
        return false;
    }
    m_child = {};
    m_child.index = m_index;
    if (m_inObject && !readKey())
        return false;
    const char first = m_text[m_at];
    m_child.type = typeOf(first);
    m_child.value = {offsetAt(m_at), offsetAt(m_at)};
    m_inChild = true;
    m_hasContent = false;
    m_depth = 0;
    m_inString = first == '"';
    if (m_child.isContainer()) {
        if (const LargeContainer *large = m_outline.largeAt(m_child.value.begin)) {
            m_child.children = large->children;
            m_at = large->end ? large->end->index() : m_outline.scanned().index();
            endChild(large->end.has_value());
            if (!large->end)
                m_state = m_outline.shape() == JsonShape::Reading ? State::Waiting : State::End;
            return m_state == State::More;
        }
        m_depth = 1;
    }
    ++m_at;
    return true;
}

bool ChildReader::readKey()
{
    const std::size_t begin = m_at;
    if (m_text[m_at] != '"') { // Not well-formed here: the indexer says so.
        m_state = State::End;
        return false;
    }
    m_at = endOfString(m_text, m_at, m_text.size());
    m_child.key = {offsetAt(begin), offsetAt(m_at)};
    while (m_at < m_text.size() && (isSpace(m_text[m_at]) || m_text[m_at] == ':'))
        ++m_at;
    return m_at < m_text.size();
}

void ChildReader::endChild(bool isWhole)
{
    m_child.value.end = offsetAt(m_at);
    m_child.isWhole = isWhole;
    m_child.children += m_child.isContainer() && m_hasContent ? 1 : 0;
    if (m_index >= m_first)
        m_found.push_back(m_child);
    ++m_index;
    m_inChild = false;
}

void ChildReader::readChild(std::size_t limit)
{
    while (m_at < limit) {
        if (m_inString) {
            StringScan scan = scanString(m_text, m_at, limit);
            while (scan.stop == StringStop::Control)
                scan = scanString(m_text, scan.at + 1, limit);
            m_inString = scan.stop != StringStop::Quote;
            // An escape that the limit would tear apart is read whole the next time.
            if (m_inString && scan.at == m_at) {
                m_at = std::min(m_text.size(), m_at + 2);
                return;
            }
            m_at = scan.at;
            if (m_inString)
                return;
            if (m_depth == 0)
                return endChild(true);
            continue;
        }
        const char c = m_text[m_at];
        if (m_depth == 0 && (isSpace(c) || c == ',' || c == '}' || c == ']'))
            return endChild(true);
        ++m_at;
        if (isSpace(c))
            continue;
        if (c == '}' || c == ']') {
            if (--m_depth == 0)
                return endChild(true);
            continue;
        }
        if (m_depth == 1) {
            m_hasContent = true;
            m_child.children += c == ',' ? 1 : 0;
        }
        if (c == '"')
            m_inString = true;
        else if (c == '{' || c == '[')
            ++m_depth;
    }
}

} // namespace smc::json

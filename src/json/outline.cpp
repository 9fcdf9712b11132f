#include "outline.h"

#include "outline_scan.h"
#include "text.h"

#include <algorithm>

namespace smc::json {

namespace {

/// Follows the nesting from a known child on to a place, and keeps the steps to it.
class PathFinder
{
public:
    PathFinder(std::string_view text, std::size_t target)
        : m_text(text)
        , m_target(target)
    {
    }

    void enter(char bracket, std::int64_t nextChild) { m_levels.push_back({bracket == '{', false, nextChild, {}, {}}); }

    void run(std::size_t at)
    {
        while (at <= m_target && at < m_text.size())
            at = step(at);
    }

    void appendTo(std::vector<Step> &path) const
    {
        for (const Level &level : m_levels) {
            if (!level.hasChild)
                return;
            path.push_back({level.key, level.index, level.begin});
        }
    }

private:
    struct Level
    {
        bool isObject;
        bool hasChild;
        std::int64_t index;
        Range key;
        Offset begin;
    };

    std::size_t step(std::size_t at)
    {
        const char c = m_text[at];
        switch (c) {
        case '{':
        case '[':
            beginElement(at);
            if (at != m_target)
                enter(c, 0);
            return at + 1;
        case '}':
        case ']':
            // The closing bracket is the container's own.
            if (!m_levels.empty())
                m_levels.pop_back();
            return at + 1;
        case ',':
            if (!m_levels.empty() && at != m_target) {
                Level &level = m_levels.back();
                level.index += level.hasChild ? 1 : 0;
                level.hasChild = false;
            }
            return at + 1;
        case '"':
            return string(at);
        default:
            if (!isSpace(c) && c != ':')
                beginElement(at);
            return at + 1;
        }
    }

    void beginElement(std::size_t at)
    {
        if (m_levels.empty() || m_levels.back().hasChild)
            return;
        m_levels.back().hasChild = true;
        m_levels.back().key = {};
        m_levels.back().begin = offsetAt(at);
    }

    std::size_t string(std::size_t at)
    {
        const bool isKey = !m_levels.empty() && m_levels.back().isObject && !m_levels.back().hasChild;
        // Of a value nothing is wanted but where it begins.
        const std::size_t end = endOfString(m_text, at, isKey ? m_text.size() : std::min(m_text.size(), m_target + 1));
        if (!m_levels.empty() && !m_levels.back().hasChild) {
            beginElement(at);
            if (m_levels.back().isObject)
                m_levels.back().key = {offsetAt(at), offsetAt(end)};
        }
        return end;
    }

    std::string_view m_text;
    std::size_t m_target;
    std::vector<Level> m_levels;
};

} // namespace

Outline::Outline(std::string_view text)
    : m_text(text)
{
}

void Outline::add(const JsonPart &part)
{
    m_containers.insert(m_containers.end(), part.containers.begin(), part.containers.end());
    m_landmarks.resize(m_containers.size());
    for (const Landmark &landmark : part.landmarks)
        m_landmarks[static_cast<std::size_t>(landmark.container)].push_back(landmark);
    for (const ContainerState &state : part.states) {
        LargeContainer &container = m_containers[static_cast<std::size_t>(state.container)];
        container.children = state.children;
        container.end = state.end;
    }
    m_scanned = part.scanned;
    m_shape = part.shape;
}

std::size_t Outline::numberOf(const LargeContainer &container) const
{
    return static_cast<std::size_t>(&container - m_containers.data());
}

const LargeContainer *Outline::largeAt(Offset begin) const
{
    const auto at = std::lower_bound(m_containers.begin(), m_containers.end(), begin,
                                     [](const LargeContainer &container, Offset b) { return container.begin < b; });
    return at != m_containers.end() && at->begin == begin ? &*at : nullptr;
}

const LargeContainer *Outline::innermostAround(Offset offset) const
{
    const auto after = std::upper_bound(m_containers.begin(), m_containers.end(), offset,
                                        [](Offset o, const LargeContainer &container) { return o < container.begin; });
    if (after == m_containers.begin())
        return nullptr;
    const LargeContainer *container = &*std::prev(after);
    while (container->end && *container->end <= offset) {
        if (container->parent < 0)
            return nullptr;
        container = &m_containers[static_cast<std::size_t>(container->parent)];
    }
    return container;
}

Landmark Outline::before(const LargeContainer &container, std::int64_t index) const
{
    const std::vector<Landmark> &marks = m_landmarks[numberOf(container)];
    const auto after = std::upper_bound(marks.begin(), marks.end(), index,
                                        [](std::int64_t i, const Landmark &mark) { return i < mark.child; });
    return after == marks.begin() ? Landmark{0, 0, container.begin + 1} : *std::prev(after);
}

Landmark Outline::before(const LargeContainer &container, Offset offset) const
{
    const std::vector<Landmark> &marks = m_landmarks[numberOf(container)];
    const auto after = std::upper_bound(marks.begin(), marks.end(), offset,
                                        [](Offset o, const Landmark &mark) { return o < mark.offset; });
    return after == marks.begin() ? Landmark{0, 0, container.begin + 1} : *std::prev(after);
}

std::optional<Child> Outline::root() const
{
    const std::size_t begin = skipSpaces(m_text, beginOfJson(m_text), m_text.size());
    if (begin >= m_text.size())
        return std::nullopt;
    Child child;
    child.type = typeOf(m_text[begin]);
    child.isWhole = m_shape == JsonShape::Whole;
    std::size_t end = m_text.size();
    while (child.isWhole && end > begin && isSpace(m_text[end - 1]))
        --end;
    child.value = {offsetAt(begin), offsetAt(end)};
    if (const LargeContainer *large = largeAt(child.value.begin)) {
        child.children = large->children;
    } else if (child.isContainer() && m_shape != JsonShape::Reading &&
               m_text.size() - begin <= static_cast<std::size_t>(FarthestLook)) {
        // Small enough to be counted.
        ChildReader reader(*this, child, 0);
        while (reader.state() == ChildReader::State::More)
            child.children += static_cast<std::int64_t>(reader.next(1000, 1U << 20U).size());
    }
    return child;
}

std::optional<std::vector<Step>> Outline::pathTo(Offset offset) const
{
    if (offset > m_scanned && m_shape == JsonShape::Reading)
        return std::nullopt;
    std::vector<Step> path;
    if (!m_containers.empty() && m_containers.front().end && offset >= *m_containers.front().end)
        return path; // Behind the root.
    PathFinder finder(m_text, offset.index());
    const LargeContainer *around = innermostAround(offset);
    Offset from = offsetAt(beginOfJson(m_text));
    if (around != nullptr) {
        for (const LargeContainer *step = around; step->parent >= 0;
             step = &m_containers[static_cast<std::size_t>(step->parent)]) {
            Range key;
            if (step->memberBegin != step->begin)
                key = {step->memberBegin, offsetAt(endOfString(m_text, step->memberBegin.index(), m_text.size()))};
            path.push_back({key, step->index, step->memberBegin});
        }
        std::reverse(path.begin(), path.end());
        if (offset == around->begin || (around->end && offset == *around->end - 1))
            return path;
        const Landmark mark = before(*around, offset);
        finder.enter(m_text[around->begin.index()], mark.child);
        from = mark.offset;
    }
    if (offset - from > FarthestLook)
        return std::nullopt;
    finder.run(from.index());
    finder.appendTo(path);
    return path;
}

std::string pathText(std::string_view text, const std::vector<Step> &path)
{
    std::string out = "$";
    for (const Step &step : path) {
        if (step.key.isEmpty()) {
            out += '[' + std::to_string(step.index) + ']';
            continue;
        }
        const std::size_t size = static_cast<std::size_t>(step.key.size());
        std::string name;
        if (size >= 2)
            name = unescaped(text.substr(step.key.begin.index() + 1, size - 2));
        const auto isPlain = [](char c) {
            return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                   static_cast<unsigned char>(c) >= 0x80;
        };
        if (!name.empty() && !isDigit(name.front()) && std::all_of(name.begin(), name.end(), isPlain)) {
            out += '.' + name;
            continue;
        }
        out += "['";
        for (const char c : name) {
            if (c == '\'' || c == '\\')
                out += '\\';
            out += c;
        }
        out += "']";
    }
    return out;
}

} // namespace smc::json

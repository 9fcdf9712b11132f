#include "verdict_words.h"

#include "text.h"

#include <QCoreApplication>

#include <array>

namespace smc::gui {

namespace {

struct Entry
{
    std::string_view verdict;
    theme::Tone tone;
    const char *word;
};

using theme::Tone;

constexpr std::array Words = {
    Entry{"delivered", Tone::Success, QT_TRANSLATE_NOOP("smc::gui::verdict", "Delivered")},
    Entry{"duplicate", Tone::Info, QT_TRANSLATE_NOOP("smc::gui::verdict", "Duplicate")},
    Entry{"answered", Tone::Success, QT_TRANSLATE_NOOP("smc::gui::verdict", "Answered")},
    Entry{"partlyrefused", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::verdict", "Partly refused")},
    Entry{"refused", Tone::Danger, QT_TRANSLATE_NOOP("smc::gui::verdict", "Refused")},
    Entry{"notfound", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::verdict", "Not found")},
    Entry{"unknown", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::verdict", "Unclear")},
    Entry{"unclear", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::verdict", "Unclear")},
    Entry{"notsent", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::verdict", "Not sent")},
    Entry{"unreachable", Tone::Danger, QT_TRANSLATE_NOOP("smc::gui::verdict", "Unreachable")},
    Entry{"cancelled", Tone::Neutral, QT_TRANSLATE_NOOP("smc::gui::verdict", "Cancelled")},
    Entry{"discarded", Tone::Warning, QT_TRANSLATE_NOOP("smc::gui::verdict", "Discarded")},
    Entry{"invalid", Tone::Danger, QT_TRANSLATE_NOOP("smc::gui::verdict", "Not valid")},
    Entry{"planned", Tone::Info, QT_TRANSLATE_NOOP("smc::gui::verdict", "Not sent")}, // A dry run.
};

std::string plain(std::string_view verdict)
{
    std::string result;
    for (const char c : verdict) {
        if (c != '_')
            result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

} // namespace

VerdictWord verdictWord(std::string_view verdict)
{
    const std::string name = plain(verdict);
    for (const Entry &entry : Words) {
        if (entry.verdict == name)
            return {entry.tone, QCoreApplication::translate("smc::gui::verdict", entry.word)};
    }
    return {Tone::Neutral, fromUtf8(verdict)};
}

const std::vector<std::string> &historyVerdicts()
{
    static const std::vector<std::string> verdicts = {"Delivered", "Answered",  "PartlyRefused", "Refused",
                                                      "NotFound",  "NotSent",   "Unclear",       "Unreachable",
                                                      "Cancelled", "Discarded", "Invalid"};
    return verdicts;
}

} // namespace smc::gui

#include "draft_keeper.h"

#include "../text.h"
#include "file_writer.h"

namespace smc::gui {

DraftKeeper::DraftKeeper(FileWriter &writer, workspace::Drafts drafts, std::string key, Text text, QObject *parent)
    : QObject(parent)
    , m_writer(writer)
    , m_drafts(std::move(drafts))
    , m_key(std::move(key))
    , m_text(std::move(text))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(DelayMs);
    connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::keepNow);
}

std::string draftKeyOf(std::string_view what, const std::string &profileId)
{
    // Ids are made unique at their end, and a key has 60 bytes.
    constexpr std::size_t Most = 45;
    const std::size_t cut = profileId.size() > Most ? profileId.size() - Most : 0;
    return std::string(what) + '/' + profileId.substr(cut);
}

bool DraftKeeper::follow(std::string key)
{
    if (key == m_key)
        return false;
    m_timer.stop();
    m_key = std::move(key);
    m_last.reset();
    return true;
}

std::optional<std::string> DraftKeeper::load()
{
    const auto draft = m_drafts.load(m_key);
    if (draft && !draft->has_value())
        m_last = std::string(); // Nothing need be written for an empty text.
    if (!draft || !draft->has_value())
        return {};
    m_last = **draft;
    return m_last;
}

void DraftKeeper::touch()
{
    // Not begun anew by each key: that would keep nothing of whoever does not pause.
    if (!m_timer.isActive())
        m_timer.start();
}

void DraftKeeper::keepNow()
{
    m_timer.stop();
    std::string text = m_text();
    if (m_last == text)
        return;
    m_last = text;
    auto job = [drafts = m_drafts, key = m_key, text = std::move(text)]() mutable { return drafts.save(key, text); };
    m_writer.write("draft/" + m_key, std::move(job), this, [this, key = m_key](const Result<void> &written) {
        if (written) {
            confirm(key);
            Q_EMIT kept();
            return;
        }
        m_last.reset(); // The next change tries again.
        Q_EMIT failed(fromUtf8(written.error().message));
    });
}

/// Where the disk is slow, what is typed meanwhile is kept all the same: a program that is killed loses none of it.
void DraftKeeper::confirm(const std::string &key)
{
    m_writer.write(
        "draft/" + key, [drafts = m_drafts, key] { return drafts.confirm(key); }, nullptr, {},
        FileWriter::Pace::Unhurried);
}

} // namespace smc::gui

// Keeps a text that is being written on disk, as it is written: a console that is killed loses at most the last second.
#pragma once

#include <base/error.h>
#include <workspace/drafts.h>

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace smc::gui {

class FileWriter;

class DraftKeeper : public QObject
{
    Q_OBJECT

public:
    /// From a touch() to the begin of writing. With the write itself, the file is less than a second behind.
    static constexpr int DelayMs = 300;

    using Text = std::function<std::string()>;
    /// `text` gives what stands in the editor now; it is called in the main thread. `key` is the draft's.
    DraftKeeper(FileWriter &writer, workspace::Drafts drafts, std::string key, Text text, QObject *parent);

    /// Keeps another text from now on: the draft of another profile. False where it is the same one. What was touched
    /// before is not written any more.
    bool follow(std::string key);

    /// What was kept, at the start. In the main thread: the page is made for this text, and what is typed before it is
    /// there would be lost to it. The same disk has just given the profile in the same way.
    std::optional<std::string> load();

    /// The text has changed. Whoever types without a pause is kept all the same.
    void touch();
    /// Without a delay: before sending, leaving the page, closing.
    void keepNow();

Q_SIGNALS:
    void kept();
    void failed(const QString &why);

private:
    void confirm(const std::string &key);

    FileWriter &m_writer;
    workspace::Drafts m_drafts;
    std::string m_key;
    Text m_text;
    QTimer m_timer;
    std::optional<std::string> m_last; ///< On disk, or on its way there.
};

/// The key of a profile's own draft: "connection/acme-77df758f".
std::string draftKeyOf(std::string_view what, const std::string &profileId);

} // namespace smc::gui

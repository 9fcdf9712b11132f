// Makes events of what is pasted or dropped into the editor, and puts them there.
#pragma once

#include <base/error.h>
#include <segment/snippet.h>

#include <QFutureWatcher>
#include <QObject>

#include <memory>
#include <string>
#include <vector>

class QMimeData;

namespace smc::gui {

class JsonEditor;

/// What a text was found to be, laid out for the editor.
struct PasteResult
{
    std::string raw; ///< As it was pasted, or as it stood in the file; without its credentials where it is neither an
                     ///< event in JSON nor a part of one.
    std::vector<std::string> leftOut; ///< The credentials that `raw` had: segment::WithoutCredentials.
    /// Also why a file could not be read (file_unreadable, file_too_large), or why a text stays out (line_too_long).
    Result<segment::Recognised> found;
    std::string text;             ///< For the editor.
    bool isFromTheEditor = false; ///< It was cut or copied there.
    bool stands = false;          ///< `text` was put into the editor.
};

/// "The value of X-ApiKey was left out: keys and secrets are never kept." Empty without names.
QString leftOutSentence(const std::vector<std::string> &names);
/// Of a line beyond JsonEditor::MaxTextLine.
QString longLineSentence();

class PasteReader : public QObject
{
    Q_OBJECT

public:
    /// A dropped file may be larger than what the editor takes: of a HAR only its events go there.
    static constexpr qint64 MaxFileBytes = 64LL << 20U;

    /// `editor` must outlive the reader.
    explicit PasteReader(JsonEditor &editor, QObject *parent = nullptr);
    ~PasteReader() override;

    enum class Purpose {
        Paste,     ///< What is no event goes in as it is, unless its lines are too long for that; it is said, but for
                   ///< JSON in the making and what comes from the editor itself.
        AsAnEvent, ///< The person asked for an event: what is none stays out, and it is said.
    };
    /// Reads the text, or the first file, of `data`, and puts its events in the place of the whole text: at once, or in
    /// a thread of its own where it is long. A file is always meant as an event. What is being read already is dropped.
    void take(const QMimeData &data, Purpose purpose);
    /// Stops waiting for what is being read.
    void cancel();

    /// What recognised(), refused() or pastedUnknown() last told of; nothing once forget() was called.
    const PasteResult *last() const { return m_last.get(); }
    /// True while the editor holds what was put there.
    bool isInPlace() const;
    void forget() { m_last.reset(); }
    /// Undoes the last one and puts its text there as it was pasted, but for credentials.
    void pasteAsText();

Q_SIGNALS:
    /// What was recognised takes the place of the whole text now.
    void replacing();
    /// Something long is being read.
    void started();
    /// last() tells what came of it: events stand in the editor.
    void recognised();
    /// last() tells why nothing was put into the editor.
    void refused();
    /// It went in as it is. `found` says which events it holds, as Recognised::words does, or is empty where it holds
    /// none.
    void pasted(const QString &found);
    /// It went in with several lines in the place of each that was so long that the editor would have stood still.
    void pastedLaidOut(const QString &found);
    /// It went in as it is, though it looks like what holds events: `why` says why none of it can be used. Or it went
    /// in without its credentials, and `why` names them.
    void pastedUnused(const QString &why);
    /// It went in as it is, and nothing in it looks like an event: last() says so.
    void pastedUnknown();
    void tooLarge(qsizetype bytes);

private:
    void finish(std::shared_ptr<PasteResult> result);
    void pasteAsItIs(std::shared_ptr<PasteResult> result);

    JsonEditor &m_editor;
    QFutureWatcher<std::shared_ptr<PasteResult>> m_watcher;
    Purpose m_purpose = Purpose::Paste;
    std::shared_ptr<PasteResult> m_last;
    struct Before;
    std::unique_ptr<Before> m_before; ///< The editor as it was before the last one.
};

} // namespace smc::gui

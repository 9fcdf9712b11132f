#include "paste_reader.h"

#include "../editor/json_editor.h"
#include "../editor/long_lines.h"
#include "../text.h"
#include "form/placeholders.h"

#include <json/text.h>
#include <segment/credentials.h>
#include <segment/variables.h>

#include <QFile>
#include <QMimeData>
#include <QPromise>
#include <QThreadPool>
#include <QUrl>

namespace smc::gui {

namespace {

/// What is read within a frame of the window.
constexpr std::size_t MaxAtOnce = 64U << 10U;
/// So many events are laid out over several lines each; more stay one a line.
constexpr std::size_t MaxLaidOut = 20;

using Shared = std::shared_ptr<PasteResult>;

std::string laidOut(const segment::Recognised &found)
{
    std::string text;
    for (const std::string &event : found.events) {
        const bool isOneLine = event.find('\n') == std::string::npos;
        text += text.empty() ? "" : "\n";
        text += isOneLine && found.events.size() <= MaxLaidOut ? json::pretty(event) : event;
    }
    return text;
}

/// Variables without quotes make JSON look like something else: with something in their place, it may be JSON.
Result<segment::Recognised> recognise(const std::string &raw)
{
    Result<segment::Recognised> found = segment::recognise(raw);
    if ((found && found->isVerbatim) || !segment::mayHoldVariables(raw))
        return found;
    Result<segment::Recognised> dressedUp = segment::recognise(dressed(raw));
    return dressedUp && dressedUp->isVerbatim ? dressedUp : found;
}

enum class Comes {
    FromElsewhere,
    FromTheEditor, ///< It was cut or copied there.
};

Shared read(std::string raw, Comes comes)
{
    auto result = std::make_shared<PasteResult>(PasteResult{std::move(raw), {}, {}, {}});
    result->isFromTheEditor = comes == Comes::FromTheEditor;
    result->found = recognise(result->raw);
    if (result->found)
        result->text = result->found->isVerbatim ? withLongLinesLaidOut(result->raw, JsonEditor::MaxLine)
                                                 : laidOut(*result->found);
    // JSON as an event, or a part of one, is the person's own data. Whatever else can be put into the editor as text
    // loses its credentials.
    const bool isVerbatim = result->found && result->found->isVerbatim;
    if (!result->isFromTheEditor && !isVerbatim && result->raw.size() <= JsonEditor::MaxBytes &&
        !segment::isJsonOfEvents(result->raw)) {
        segment::WithoutCredentials clean = segment::withoutCredentials(result->raw);
        result->raw = std::move(clean.text);
        result->leftOut = std::move(clean.leftOut);
    }
    return result;
}

Shared unreadable(const char *code, const QString &message)
{
    return std::make_shared<PasteResult>(PasteResult{{}, {}, fail(code, toUtf8(message)), {}});
}

Shared readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable("file_unreadable", PasteReader::tr("The file can't be read: %1.").arg(file.errorString()));
    // One byte more than may be: a device or a file that grows says nothing of its size.
    const QByteArray bytes = file.read(PasteReader::MaxFileBytes + 1);
    if (bytes.size() > PasteReader::MaxFileBytes)
        return unreadable("file_too_large", PasteReader::tr("The file has more than 64 MB."));
    return read(bytes.toStdString(), Comes::FromElsewhere);
}

/// Of broken JSON the list of problems says where it breaks.
bool isJsonBegun(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

} // namespace

QString longLineSentence()
{
    return PasteReader::tr("A line of it has more than %1 KB, and the editor would stand still over it.")
        .arg(JsonEditor::MaxTextLine / 1000);
}

QString leftOutSentence(const std::vector<std::string> &names)
{
    if (names.empty())
        return {};
    QStringList all;
    for (const std::string &name : names)
        all.append(fromUtf8(name));
    return names.size() == 1
               ? PasteReader::tr("The value of %1 was left out: keys and secrets are never kept.").arg(all.front())
               : PasteReader::tr("The values of %1 were left out: keys and secrets are never kept.")
                     .arg(all.join(QStringLiteral(", ")));
}

struct PasteReader::Before
{
    JsonEditor::Selection selection;
};

PasteReader::PasteReader(JsonEditor &editor, QObject *parent)
    : QObject(parent)
    , m_editor(editor)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (m_watcher.future().isValid() && m_watcher.future().resultCount() > 0)
            finish(m_watcher.future().result());
    });
}

PasteReader::~PasteReader() = default;

void PasteReader::take(const QMimeData &data, Purpose purpose)
{
    cancel();
    const QList<QUrl> urls = data.urls();
    const QString file = urls.isEmpty() ? QString() : urls.front().toLocalFile();
    m_purpose = file.isEmpty() ? purpose : Purpose::AsAnEvent;
    std::string text = file.isEmpty() ? toUtf8(data.text()) : std::string();
    if (text.size() > JsonEditor::MaxBytes) {
        Q_EMIT tooLarge(static_cast<qsizetype>(text.size()));
        return;
    }
    const Comes comes = JsonEditor::isOwn(data) ? Comes::FromTheEditor : Comes::FromElsewhere;
    if (file.isEmpty() && text.size() <= MaxAtOnce)
        return finish(read(std::move(text), comes));

    auto promise = std::make_shared<QPromise<Shared>>();
    m_watcher.setFuture(promise->future());
    promise->start();
    QThreadPool::globalInstance()->start([promise, file, comes, text = std::move(text)]() mutable {
        if (!promise->isCanceled())
            promise->addResult(file.isEmpty() ? read(std::move(text), comes) : readFile(file));
        promise->finish();
    });
    Q_EMIT started();
}

void PasteReader::cancel()
{
    m_watcher.cancel();
    m_watcher.setFuture({});
}

void PasteReader::finish(Shared result)
{
    if (result->text.size() > JsonEditor::MaxBytes) {
        Q_EMIT tooLarge(static_cast<qsizetype>(result->text.size()));
        return;
    }
    m_before = std::make_unique<Before>(Before{m_editor.selection()});
    if (result->found && result->found->isVerbatim) {
        m_last.reset();
        Q_EMIT replacing();
        m_editor.selectAll();
        m_editor.insertText(result->text);
        const QString words = fromUtf8(result->found->words);
        if (result->text == result->raw)
            Q_EMIT pasted(words);
        else
            Q_EMIT pastedLaidOut(words);
    } else if (result->found) {
        m_last = std::move(result);
        Q_EMIT replacing();
        m_last->stands = true;
        m_editor.replaceAll(m_last->text);
        Q_EMIT recognised();
    } else if (m_purpose == Purpose::Paste && !hasLongLine(result->raw, JsonEditor::MaxTextLine)) {
        pasteAsItIs(std::move(result));
    } else {
        if (m_purpose == Purpose::Paste)
            result->found = fail("line_too_long", toUtf8(longLineSentence()));
        m_last = std::move(result);
        Q_EMIT refused();
    }
}

void PasteReader::pasteAsItIs(Shared result)
{
    m_last.reset();
    m_editor.insertText(result->raw);
    const Error &error = result->found.error();
    QStringList said;
    if (error.code == "snippet_without_event")
        said.append(fromUtf8(error.message));
    if (!result->leftOut.empty())
        said.append(leftOutSentence(result->leftOut));
    if (!said.isEmpty()) {
        Q_EMIT pastedUnused(said.join(QLatin1Char(' ')));
    } else if (error.code == "snippet_unknown" && !result->isFromTheEditor && !isJsonBegun(result->raw)) {
        m_last = std::move(result);
        m_last->text = m_editor.code();
        m_last->stands = true;
        Q_EMIT pastedUnknown();
    } else {
        Q_EMIT pasted({});
    }
}

bool PasteReader::isInPlace() const
{
    return m_last && m_last->stands && m_editor.byteCount() == m_last->text.size() && m_editor.code() == m_last->text;
}

void PasteReader::pasteAsText()
{
    if (!m_last || m_last->raw.empty() || m_last->raw.size() > JsonEditor::MaxBytes)
        return;
    if (isInPlace()) {
        m_editor.undo();
        m_editor.select(m_before->selection);
    }
    m_editor.insertText(m_last->raw);
    const QString leftOut = leftOutSentence(m_last->leftOut);
    m_last.reset();
    m_editor.setFocus(Qt::OtherFocusReason);
    if (!leftOut.isEmpty())
        Q_EMIT pastedUnused(leftOut);
}

} // namespace smc::gui

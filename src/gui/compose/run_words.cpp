#include "run_words.h"

#include "../text.h"
#include "../time_left.h"

#include <QStringList>

#include <algorithm>

namespace smc::gui {

namespace {

using End = RunSummary::End;
using theme::Tone;

QString countsOf(const RunProgress &progress)
{
    QStringList parts{Run::tr("%1 accepted").arg(progress.accepted)};
    if (progress.refused > 0)
        parts.append(Run::tr("%1 refused").arg(progress.refused));
    if (progress.failed > 0)
        parts.append(Run::tr("%1 failed").arg(progress.failed));
    if (progress.notSent > 0)
        parts.append(Run::tr("%1 not sent").arg(progress.notSent));
    return parts.join(QStringLiteral(", "));
}

VerdictContent notStarted(const RunSummary &summary)
{
    VerdictContent content{.tone = Tone::Warning, .word = Run::tr("Nothing was sent"), .sentence = summary.reason};
    if (summary.end == End::Declined)
        content.tone = Tone::Neutral;
    else if (summary.where == "sandbox") {
        content.link = Run::tr("Open Sandbox");
        content.linkId = QStringLiteral("sandbox:");
    } else if (!summary.where.empty()) {
        content.link = Run::tr("Open Connection");
        content.linkId = QStringLiteral("setting:") + fromUtf8(summary.where);
    }
    return content;
}

} // namespace

QString progressSentence(const RunProgress &progress)
{
    return withTimeLeft(Run::tr("%1 of %2: %3.").arg(progress.done()).arg(progress.total).arg(countsOf(progress)),
                        progress.left);
}

QString progressLine(const RunProgress &progress, const QString &target)
{
    QString text = Run::tr("Sending to %1: %2 of %3").arg(target).arg(progress.done()).arg(progress.total);
    if (progress.left)
        text += Run::tr(", %1 left").arg(inWords(*progress.left));
    return text;
}

QString unfinishedSentence(const RunProgress &progress, const QString &target)
{
    const int left = static_cast<int>(progress.total - std::min(progress.total, progress.done()));
    return left == 1 ? Run::tr("A run to %1 is under way: one event is still to be sent.").arg(target)
                     : Run::tr("A run to %1 is under way: %n events are still to be sent.", nullptr, left).arg(target);
}

VerdictContent summaryOf(const RunSummary &summary)
{
    if (summary.end == End::NotStarted || summary.end == End::Declined)
        return notStarted(summary);
    const RunProgress &progress = summary.progress;
    VerdictContent content;
    switch (summary.end) {
    case End::Cancelled:
        content.tone = Tone::Warning;
        content.word = Run::tr("Run cancelled (%1)").arg(summary.target);
        break;
    case End::StoppedAtFailure:
        content.tone = Tone::Danger;
        content.word = Run::tr("Run stopped at the first failure (%1)").arg(summary.target);
        break;
    default:
        content.tone = progress.bad() == 0 ? Tone::Success : Tone::Warning;
        content.word = progress.bad() == 0 ? Run::tr("Run finished: all sent to %1").arg(summary.target)
                                           : Run::tr("Run finished with failures (%1)").arg(summary.target);
    }
    content.sentence = Run::tr("%1 of %2: %3, in %4.")
                           .arg(progress.done())
                           .arg(progress.total)
                           .arg(countsOf(progress), inWords(summary.took));
    if (progress.bad() > 0)
        content.todo = Run::tr("The first: %1").arg(summary.reason);
    else if (!summary.underWay.isEmpty())
        content.todo = Run::tr("One more was under way: %1").arg(summary.underWay);
    if (summary.entryId != 0) {
        content.link = progress.bad() > 0 ? Run::tr("Open the first failure in Activity") : Run::tr("Open in Activity");
        content.linkId = QStringLiteral("activity");
    }
    return content;
}

} // namespace smc::gui

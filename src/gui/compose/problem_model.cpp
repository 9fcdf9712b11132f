#include "problem_model.h"

#include "../icons.h"
#include "../text.h"

#include <json/document.h>

#include <algorithm>

namespace smc::gui {

void ProblemModel::setProblems(const std::vector<PreviewProblem> &problems, std::string_view text)
{
    beginResetModel();
    m_lines.clear();
    for (const PreviewProblem &problem : problems)
        m_lines.push_back({problem, json::placeOf(text, problem.span.begin).line});
    endResetModel();
}

namespace {

bool canBeMended(const PreviewProblem &problem)
{
    return std::any_of(problem.fixes.begin(), problem.fixes.end(),
                       [](const Fix &fix) { return fix.kind != Fix::Kind::ShowPlace; });
}

} // namespace

int ProblemModel::count(segment::Severity severity) const
{
    return static_cast<int>(std::count_if(m_lines.begin(), m_lines.end(),
                                          [&](const Line &line) { return line.problem.severity == severity; }));
}

QString ProblemModel::summary() const
{
    const int errors = count(segment::Severity::Error);
    const int warnings = count(segment::Severity::Warning);
    QStringList parts;
    if (errors > 0)
        parts.append(errors == 1 ? tr("1 error") : tr("%n errors", nullptr, errors));
    if (warnings > 0)
        parts.append(warnings == 1 ? tr("1 warning") : tr("%n warnings", nullptr, warnings));
    return parts.isEmpty() ? tr("No problems") : parts.join(tr(", "));
}

theme::Tone ProblemModel::tone() const
{
    if (count(segment::Severity::Error) > 0)
        return theme::Tone::Danger;
    return m_lines.empty() ? theme::Tone::Success : theme::Tone::Warning;
}

int ProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant ProblemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    const bool isError = line.problem.severity == segment::Severity::Error;
    switch (role) {
    case Qt::DisplayRole:
        // A message about broken JSON names its place itself.
        return line.problem.code == "not_json" ? line.problem.message
                                               : tr("Line %1: %2").arg(line.number).arg(line.problem.message);
    case Qt::DecorationRole:
        return icon(iconNameOf(isError ? theme::Tone::Danger : theme::Tone::Warning),
                    isError ? theme::Tone::Danger : theme::Tone::Warning);
    case Qt::ToolTipRole: {
        const QString what = tr("%1 at %2")
                                 .arg(fromUtf8(line.problem.code),
                                      line.problem.path.empty() ? tr("the whole event") : fromUtf8(line.problem.path));
        return canBeMended(line.problem) ? tr("%1\nCtrl+. offers ways to mend it.").arg(what) : what;
    }
    case Qt::AccessibleTextRole:
        return (isError ? tr("Error. %1") : tr("Warning. %1")).arg(line.problem.message);
    default:
        return {};
    }
}

} // namespace smc::gui

#include "spool_folder.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <optional>

namespace smc::workspace {

namespace {

constexpr qint64 OnItsWaySeconds = 60;

QFileInfoList filesIn(const std::string &workspace)
{
    return QDir(QString::fromStdString(spoolFolder(workspace))).entryInfoList({QStringLiteral("*.body")}, QDir::Files);
}

/// Names of the files of all entries; none where the history can't be asked.
std::optional<QSet<QString>> known(QSqlDatabase &sql)
{
    QSqlQuery query(sql);
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT substr(exchange, 1, %1) FROM body").arg(HeadOfExchange)))
        return std::nullopt;
    QSet<QString> names;
    while (query.next())
        names.insert(spoolFileOf(query.value(0).toByteArray()));
    if (query.lastError().isValid())
        return std::nullopt;
    return names;
}

} // namespace

std::string spoolFolder(const std::string &workspace)
{
    return workspace + "/spool";
}

QString spoolFileOf(const QByteArray &headOfExchange)
{
    constexpr int BeforeTheId = 3; // An exchange begins with its id: {"id":"0d5f…",…
    const QList<QByteArray> parts = headOfExchange.split('"');
    const bool hasId = parts.size() > BeforeTheId && parts[1] == "id";
    return QString::fromUtf8(hasId ? parts[BeforeTheId] : QByteArray()) + QStringLiteral(".body");
}

QStringList spoolFiles(const std::string &workspace)
{
    QStringList names;
    for (const QFileInfo &file : filesIn(workspace))
        names.append(file.fileName());
    return names;
}

std::int64_t spooledBytes(const std::string &workspace)
{
    std::int64_t bytes = 0;
    for (const QFileInfo &file : filesIn(workspace))
        bytes += file.size();
    return bytes;
}

QStringList namedSpoolFiles(QSqlDatabase &sql, const std::string &workspace)
{
    const QFileInfoList files = filesIn(workspace);
    if (files.isEmpty())
        return {};
    const QSet<QString> names = known(sql).value_or(QSet<QString>());
    QStringList there;
    for (const QFileInfo &file : files) {
        if (names.contains(file.fileName()))
            there.append(file.fileName());
    }
    return there;
}

void sweepSpoolFolder(QSqlDatabase &sql, const std::string &workspace)
{
    removeSpoolFiles(sql, workspace, {});
}

void removeSpoolFiles(QSqlDatabase &sql, const std::string &workspace, const QStringList &names)
{
    const QFileInfoList files = filesIn(workspace);
    if (files.isEmpty())
        return;
    const std::optional<QSet<QString>> spokenOf = known(sql);
    const QDateTime recent = QDateTime::currentDateTimeUtc().addSecs(-OnItsWaySeconds);
    for (const QFileInfo &file : files) {
        const bool isOld = file.lastModified() < recent || names.contains(file.fileName());
        if (spokenOf && isOld && !spokenOf->contains(file.fileName()))
            QFile::remove(file.filePath());
    }
}

} // namespace smc::workspace

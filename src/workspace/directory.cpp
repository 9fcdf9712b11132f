#include "directory.h"

#include <QDir>
#include <QStandardPaths>

namespace smc::workspace {

std::string workspaceDirectory(std::string_view chosen)
{
    QString directory = QString::fromUtf8(chosen.data(), qsizetype(chosen.size()));
    if (directory.isEmpty())
        directory = qEnvironmentVariable("SMC_WORKSPACE");
    if (directory.isEmpty())
        directory =
            QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/smc-console");
    return QDir::cleanPath(QDir(directory).absolutePath()).toStdString();
}

} // namespace smc::workspace

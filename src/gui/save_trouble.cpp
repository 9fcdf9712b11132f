#include "save_trouble.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace smc::gui {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::SaveTrouble)
};
} // namespace

QString whyNotSaved(const QSaveFile &file)
{
    const QString path = file.fileName();
    const QFileInfo target(path);
    const QFileInfo folder(target.absolutePath());
    if (!folder.isDir())
        return Words::tr("%1 could not be written: its folder is not there. Choose another one.").arg(path);
    if (target.isDir())
        return Words::tr("%1 could not be written: a folder has that name. Choose another name.").arg(path);
    if (file.error() == QFileDevice::PermissionsError || !folder.isWritable() ||
        (target.exists() && !target.isWritable()))
        return Words::tr("%1 could not be written: you have no permission to write there. Choose another folder.")
            .arg(path);
    if (file.error() == QFileDevice::ResourceError)
        return Words::tr("%1 could not be written: there is no room left for it. Make room, or choose another disk.")
            .arg(path);
    return Words::tr("%1 could not be written: %2. Choose another place.").arg(path, file.errorString());
}

} // namespace smc::gui

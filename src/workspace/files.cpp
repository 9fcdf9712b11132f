#include "files.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTemporaryFile>

#include <chrono>
#include <filesystem>
#include <thread>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace smc::workspace {

namespace {

constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString path(const std::string &file)
{
    return QString::fromStdString(file);
}

tl::unexpected<Error> failure(const char *code, const std::string &what, const std::string &file, const QString &why)
{
    return fail(code, what + " " + file + ": " + why.toStdString() + ".", file);
}

/// Waits until a file, or the names in a folder, are on the disk.
void sync(const QString &fileOrFolder)
{
#ifdef Q_OS_UNIX
    const int descriptor = ::open(QFile::encodeName(fileOrFolder).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) {
        ::fsync(descriptor);
        ::close(descriptor);
    }
#else
    Q_UNUSED(fileOrFolder)
#endif
}

/// FILE.damaged-TIME, or with -2, -3, … behind it: a name that nothing has yet.
std::string nameAside(const std::string &file)
{
    const auto stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'")).toStdString();
    const std::string base = file + ".damaged-" + stamp;
    std::string aside = base;
    for (int i = 2; QFile::exists(path(aside)); ++i)
        aside = base + "-" + std::to_string(i);
    return aside;
}

} // namespace

Result<void> makeDirectory(const std::string &directory)
{
    const QFileInfo folder(QDir::cleanPath(path(directory)));
    if (folder.isDir())
        return {};
    const std::string parent = folder.absolutePath().toStdString();
    if (parent != folder.absoluteFilePath().toStdString()) {
        if (auto made = makeDirectory(parent); !made)
            return made;
    }
    if (QDir().mkdir(folder.absoluteFilePath(), OwnerOnly | QFileDevice::ExeOwner) || folder.isDir())
        return {};
    return fail("workspace_not_writable",
                "The folder " + directory +
                    " can't be made. Check that you may write where it should be, and that no file is in its place.",
                directory);
}

Result<void> writeAtomically(const std::string &file, std::string_view bytes)
{
    QSaveFile target(path(file));
    target.setDirectWriteFallback(false);
    if (!target.open(QIODevice::WriteOnly))
        return failure("file_not_written", "Could not write", file, target.errorString());
    target.setPermissions(OwnerOnly);
    if (target.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()) || !target.commit())
        return failure("file_not_written", "Could not write", file, target.errorString());
    sync(QFileInfo(path(file)).absolutePath()); // Its new name survives a power failure too.
    return {};
}

Result<void> writeUnsynced(const std::string &file, std::string_view bytes)
{
    QTemporaryFile target(path(file) + QStringLiteral(".XXXXXX"));
    const auto isWritten = [&] { return target.write(bytes.data(), qint64(bytes.size())) == qint64(bytes.size()); };
    if (!target.open() || !isWritten() || !target.flush())
        return failure("file_not_written", "Could not write", file, target.errorString());
    const auto written = QFile(target.fileName()).filesystemFileName();
    target.close();
    std::error_code error;
    std::filesystem::rename(written, QFile(path(file)).filesystemFileName(), error);
    if (error)
        return failure("file_not_written", "Could not write", file, QString::fromLocal8Bit(error.message().c_str()));
    target.setAutoRemove(false);
    return {};
}

void syncFile(const std::string &file)
{
    sync(path(file));
    sync(QFileInfo(path(file)).absolutePath());
}

Result<std::optional<std::string>> readFile(const std::string &file, std::size_t mostBytes)
{
    QFile source(path(file));
    if (!source.open(QIODevice::ReadOnly)) {
        if (!source.exists())
            return std::nullopt;
        return failure("file_not_read", "Could not read", file, source.errorString());
    }
    const QByteArray bytes = source.read(qint64(mostBytes) + 1);
    if (source.error() != QFileDevice::NoError)
        return failure("file_not_read", "Could not read", file, source.errorString());
    if (std::size_t(bytes.size()) > mostBytes)
        return fail("file_too_large", file + " is larger than " + std::to_string(mostBytes) + " bytes.", file);
    return bytes.toStdString();
}

Result<void> removeFile(const std::string &file)
{
    QFile target(path(file));
    if (target.exists() && !target.remove())
        return failure("file_not_removed", "Could not remove", file, target.errorString());
    return {};
}

Result<std::string> setAside(const std::string &file, std::initializer_list<const char *> sidecars)
{
    const std::string aside = nameAside(file);
    QFile damaged(path(file));
    if (!damaged.rename(path(aside)))
        return failure("file_not_set_aside", "Could not set aside the damaged file", file, damaged.errorString());
    for (const char *sidecar : sidecars)
        QFile::rename(path(file + sidecar), path(aside + sidecar));
    return aside;
}

Result<std::string> copyAside(const std::string &file, std::size_t mostBytes)
{
    const auto bytes = readFile(file, mostBytes);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    if (!*bytes)
        return std::string();
    const std::string aside = nameAside(file);
    if (const auto written = writeAtomically(aside, **bytes); !written)
        return tl::make_unexpected(written.error());
    return aside;
}

Result<std::unique_ptr<QLockFile>> lockDirectory(const std::string &directory)
{
    if (auto made = makeDirectory(directory); !made)
        return tl::make_unexpected(std::move(made.error()));
    auto lock = std::make_unique<QLockFile>(path(directory + "/.lock"));
    // A program that is killed while it makes the lock leaves an empty one, which counts until it is this old. One that
    // lives keeps its lock all the same: the system doesn't let go of the file.
    lock->setStaleLockTime(2000);
    // QLockFile itself waits twice as long after each try, up to seconds: of several that began to wait together, one
    // would find it held at each of its few tries, although nobody holds it for long.
    const QDeadlineTimer patience(std::chrono::seconds(5));
    while (!lock->tryLock(0)) {
        if (lock->error() != QLockFile::LockFailedError || patience.hasExpired())
            break;
        std::this_thread::sleep_for(std::chrono::milliseconds(QRandomGenerator::global()->bounded(5, 40)));
    }
    if (lock->isLocked())
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return fail("workspace_locked",
                    "Another program is writing in " + directory + " and does not finish. Try again.", directory);
    return fail("workspace_not_writable", "The folder " + directory + " can't be written to.", directory);
}

void removeLeftovers(const std::string &directory)
{
    // QSaveFile writes to NAME.XXXXXX, where each X is a letter or a digit, before it renames.
    static const QRegularExpression leftover(QStringLiteral("\\.(json|txt)\\.[A-Za-z0-9]{6}$"));
    const auto hourAgo = QDateTime::currentDateTimeUtc().addSecs(-3600);
    const auto entries = QDir(path(directory)).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo &entry : entries) {
        if (entry.lastModified() < hourAgo && leftover.match(entry.fileName()).hasMatch())
            QFile::remove(entry.filePath());
    }
}

} // namespace smc::workspace

// What the tests of the workspace do with real files.
#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QString>
#include <QTest>

#include <string>
#include <string_view>

inline QByteArray contentOf(const std::string &file)
{
    QFile source(QString::fromStdString(file));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

inline void put(const std::string &file, std::string_view bytes)
{
    QDir().mkpath(QFileInfo(QString::fromStdString(file)).absolutePath());
    QFile target(QString::fromStdString(file));
    QVERIFY2(target.open(QIODevice::WriteOnly), file.c_str());
    QCOMPARE(target.write(bytes.data(), qint64(bytes.size())), qint64(bytes.size()));
}

/// The files under a folder, by their paths in it, hidden ones included; without lock files.
inline QStringList filesUnder(const std::string &directory)
{
    QStringList files;
    const QDir root(QString::fromStdString(directory));
    QDirIterator it(root.path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString file = root.relativeFilePath(it.next());
        if (!file.endsWith(QStringLiteral(".lock")))
            files << file;
    }
    files.sort();
    return files;
}

inline QStringList filesThatContain(const std::string &directory, const QByteArray &needle)
{
    QStringList files;
    for (const QString &file : filesUnder(directory)) {
        if (contentOf(directory + "/" + file.toStdString()).contains(needle))
            files << file;
    }
    return files;
}

inline bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

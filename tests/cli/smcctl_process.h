// The real smcctl, driven from outside as scripts do it.
#pragma once

#include <json/document.h>

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <string>
#include <vector>

namespace smc::test {

/// How one run ended.
struct Ran
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    /// The lines of stdout.
    QList<QByteArray> lines() const;
};

/// A line of stdout, read. Fails the test by being empty where it is no JSON.
class Line
{
public:
    explicit Line(const QByteArray &text);
    json::Value operator[](std::string_view pointer) const;
    std::string text(std::string_view pointer) const { return (*this)[pointer].text(); }
    std::string raw(std::string_view pointer) const { return std::string((*this)[pointer].raw()); }

private:
    std::unique_ptr<json::Document> m_document;
};

/// Runs smcctl with settings that all runs of a test share: a workspace of its own, variables, no keychain of the
/// person.
class Smcctl
{
public:
    Smcctl();

    Ran run(const QStringList &arguments, const QByteArray &input = {}) const;
    /// The same in the background, streams open.
    std::unique_ptr<QProcess> start(const QStringList &arguments) const;

    void setVariable(const QString &name, const QString &value) { m_environment.insert(name, value); }
    void removeVariable(const QString &name) { m_environment.remove(name); }

    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString workspace() const { return m_folder.filePath(QStringLiteral("workspace")); }
    /// Writes a file beside the workspace; returns its path.
    QString write(const QString &name, const QByteArray &bytes) const;

    /// Everything that lies in the workspace, in one piece.
    QByteArray workspaceBytes() const;

private:
    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
};

/// `smcctl sandbox`, running.
class RunningSandbox
{
public:
    explicit RunningSandbox(const Smcctl &smcctl, const QStringList &arguments = {});
    ~RunningSandbox();

    bool isRunning() const { return !m_url.isEmpty(); }
    QString url() const { return m_url; }
    QString organization() const { return m_organization; }
    QString key() const { return m_key; }
    QString secret() const { return m_secret; }

    /// Sends SIGINT and waits; the exit code.
    int stop();
    /// What it said on stderr, after stop().
    const QByteArray &said() const { return m_said; }

    /// A profile's file form that leads here.
    QByteArray profile(const QByteArray &environment = "sandbox") const;

private:
    std::unique_ptr<QProcess> m_process;
    QByteArray m_said;
    QString m_url;
    QString m_organization;
    QString m_key;
    QString m_secret;
};

/// JSON written with single quotes. (Qt's moc does not read every raw string.)
QByteArray json(QByteArray text);

/// A profile's file form, complete, that leads to an SMC which is not there.
QByteArray demoProfile();

/// One of resources/examples, on one line.
QByteArray example(const QString &name);

} // namespace smc::test

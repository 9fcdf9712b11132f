#include "smcctl_process.h"

#include <json/pointer.h>
#include <json/text.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <csignal>

namespace smc::test {

namespace {

constexpr int Patience = 60000; // ms; the machine may be busy

Ran ended(QProcess &process)
{
    Ran ran;
    if (!process.waitForFinished(Patience)) {
        process.kill();
        process.waitForFinished();
    }
    ran.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

} // namespace

QList<QByteArray> Ran::lines() const
{
    QList<QByteArray> lines = out.split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

Line::Line(const QByteArray &text)
    : m_document(std::make_unique<json::Document>())
{
    if (!m_document->parse(text.toStdString()))
        m_document = std::make_unique<json::Document>();
}

json::Value Line::operator[](std::string_view pointer) const
{
    return json::resolve(m_document->root(), pointer);
}

Smcctl::Smcctl()
    : m_environment(QProcessEnvironment::systemEnvironment())
{
    m_environment.remove(QStringLiteral("SMC_API_KEY"));
    m_environment.remove(QStringLiteral("SMC_API_SECRET"));
    m_environment.remove(QStringLiteral("SMC_WORKSPACE"));
}

std::unique_ptr<QProcess> Smcctl::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->setWorkingDirectory(m_folder.path());
    process->start(QStringLiteral(SMCCTL), QStringList{QStringLiteral("--workspace"), workspace()} + arguments);
    process->waitForStarted(Patience);
    return process;
}

Ran Smcctl::run(const QStringList &arguments, const QByteArray &input) const
{
    const auto process = start(arguments);
    process->write(input);
    process->closeWriteChannel();
    return ended(*process);
}

QString Smcctl::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName();
}

QByteArray Smcctl::workspaceBytes() const
{
    QByteArray all;
    QDirIterator files(workspace(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        all += file.fileName().toUtf8() + '\n';
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

RunningSandbox::RunningSandbox(const Smcctl &smcctl, const QStringList &arguments)
    : m_process(smcctl.start(QStringList{QStringLiteral("sandbox")} + arguments))
{
    while (!m_process->canReadLine() && m_process->waitForReadyRead(Patience))
        ;
    const Line line(m_process->readLine());
    m_url = QString::fromStdString(line.text("/url"));
    m_organization = QString::fromStdString(line.text("/organization"));
    m_key = QString::fromStdString(line.text("/apiKey"));
    m_secret = QString::fromStdString(line.text("/apiSecret"));
}

RunningSandbox::~RunningSandbox()
{
    stop();
}

int RunningSandbox::stop()
{
    if (m_process->state() == QProcess::NotRunning)
        return m_process->exitCode();
    ::kill(static_cast<pid_t>(m_process->processId()), SIGINT);
    const Ran ran = ended(*m_process);
    m_said = ran.err;
    return ran.code;
}

QByteArray RunningSandbox::profile(const QByteArray &environment) const
{
    return "{\"name\":\"Trial\",\"environment\":\"" + environment + "\",\"settings\":{\"smcAdminUrl\":\"" +
           m_url.toUtf8() + "\",\"organization\":\"" + m_organization.toUtf8() +
           "\",\"allowedEvents\":[\"Order Completed\"],\"sendGroupEvents\":true}}";
}

QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray demoProfile()
{
    return json("{'name':'Demo','environment':'sandbox','settings':{'smcAdminUrl':'https://acme.slgnt.eu/',"
                "'organization':'DEMO','allowedEvents':['Order Completed'],'sendGroupEvents':true}}");
}

QByteArray example(const QString &name)
{
    QFile file(QStringLiteral(SMC_SOURCE_DIR "/resources/examples/") + name + QStringLiteral(".json"));
    json::Document document;
    if (!file.open(QIODevice::ReadOnly) || !document.parse(file.readAll().toStdString()))
        return {};
    return QByteArray::fromStdString(json::compact(document.root()));
}

} // namespace smc::test

#include "keychain.h"

#include <QString>
#include <qt6keychain/keychain.h>

#ifdef SMC_SECRET_SERVICE
#include "secret_service.h"
#endif

namespace smc::vault {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

KeychainAnswer::Status statusOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return KeychainAnswer::Status::Done;
    case QKeychain::EntryNotFound:
        return KeychainAnswer::Status::NoEntry;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return KeychainAnswer::Status::Denied;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return KeychainAnswer::Status::Unavailable;
}

KeychainAnswer answerOf(QKeychain::Job *job)
{
    KeychainAnswer answer;
    answer.status = statusOf(job->error());
    if (job->error() != QKeychain::NoError) {
        answer.detail = job->errorString().toStdString();
    } else if (auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job)) {
        QByteArray bytes = read->textData().toUtf8();
        answer.value = SecretString(std::string_view(bytes.constData(), std::size_t(bytes.size())));
        bytes.fill('\0');
    }
    return answer;
}

/// A job is never deleted from here: libsecret keeps a pointer to it until it has answered. It deletes itself then.
void start(QKeychain::Job *job, const std::string &key, Keychain::Done done)
{
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(toQString(key));
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [done = std::move(done)](QKeychain::Job *finished) { done(answerOf(finished)); });
    job->start();
}

using MakeJob = std::function<QKeychain::Job *()>;

#ifdef SMC_SECRET_SERVICE

/// Starts a job, and a second one on a new connection where the first one failed for a reason that it doesn't name.
void startTwice(const MakeJob &makeJob, const std::string &key, Keychain::Done done)
{
    start(makeJob(), key, [makeJob, key, done = std::move(done)](KeychainAnswer answer) {
        if (answer.status != KeychainAnswer::Status::Unavailable)
            return done(std::move(answer));
        dropSecretServiceConnection();
        start(makeJob(), key, done);
    });
}

/// Passes `answer` on, unless there is an entry that is only locked.
void passOnUnlessLocked(KeychainAnswer answer, const std::string &service, const std::string &key,
                        const Keychain::Done &done)
{
    searchLockedEntry(service, key, [answer = std::move(answer), done](bool locked) {
        done(locked ? KeychainAnswer{KeychainAnswer::Status::Denied, {}, "the entry is there, but locked"} : answer);
    });
}

#else

void startTwice(const MakeJob &makeJob, const std::string &key, Keychain::Done done)
{
    start(makeJob(), key, std::move(done));
}

void passOnUnlessLocked(KeychainAnswer answer, const std::string &, const std::string &, const Keychain::Done &done)
{
    done(std::move(answer));
}

#endif

class SystemKeychain final : public Keychain
{
public:
    void read(const std::string &service, const std::string &key, Done done) override
    {
        const auto makeJob = [service] { return new QKeychain::ReadPasswordJob(toQString(service)); };
        startTwice(makeJob, key, [service, key, done = std::move(done)](KeychainAnswer answer) {
            if (answer.status == KeychainAnswer::Status::NoEntry)
                passOnUnlessLocked(std::move(answer), service, key, done);
            else
                done(std::move(answer));
        });
    }

    void write(const std::string &service, const std::string &key, SecretString value, Done done) override
    {
        const auto makeJob = [service, value = std::move(value)] {
            auto *job = new QKeychain::WritePasswordJob(toQString(service));
            job->setTextData(toQString(value.reveal()));
            return job;
        };
        startTwice(makeJob, key, std::move(done));
    }

    void remove(const std::string &service, const std::string &key, Done done) override
    {
        const auto makeJob = [service] { return new QKeychain::DeletePasswordJob(toQString(service)); };
        startTwice(makeJob, key, [service, key, done = std::move(done)](KeychainAnswer answer) {
            if (answer.status == KeychainAnswer::Status::Done || answer.status == KeychainAnswer::Status::NoEntry)
                passOnUnlessLocked(std::move(answer), service, key, done);
            else
                done(std::move(answer));
        });
    }
};

} // namespace

std::unique_ptr<Keychain> systemKeychain()
{
    return std::make_unique<SystemKeychain>();
}

} // namespace smc::vault

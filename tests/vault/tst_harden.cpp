#include <QTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

#include <vault/harden.h>

class TestHarden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCrashLeavesNoCore();
};

/// In a child, since hardening can't be undone.
void TestHarden::aCrashLeavesNoCore()
{
    const pid_t child = fork();
    QVERIFY(child >= 0);
    if (child == 0) {
        rlimit limit{};
        getrlimit(RLIMIT_CORE, &limit);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_CORE, &limit);
        if (!smc::vault::hardenProcess())
            _exit(1);
        if (getrlimit(RLIMIT_CORE, &limit) != 0 || limit.rlim_cur != 0 || limit.rlim_max != 0)
            _exit(2);
#ifdef Q_OS_LINUX
        if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
            _exit(3);
#endif
        signal(SIGABRT, SIG_DFL);
        abort();
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY2(WIFSIGNALED(status), qPrintable(QStringLiteral("exit code %1").arg(WEXITSTATUS(status))));
    QCOMPARE(WTERMSIG(status), SIGABRT);
    QVERIFY(!WCOREDUMP(status));
}

QTEST_GUILESS_MAIN(TestHarden)
#include "tst_harden.moc"

// Events read in a thread of their own, for a coroutine that waits for the network: reading never holds up an answer,
// and Ctrl+C never has to wait for input.
#pragma once

#include "batch.h"
#include "input.h"

#include <base/error.h>

#include <QCoroTask>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <coroutine>
#include <memory>
#include <optional>

namespace smc::cli {

class EventStream final : public QObject
{
public:
    explicit EventStream(Inputs inputs);
    ~EventStream() override;

    /// One coroutine at a time: the next events. None where `patience` ran out, where the input has ended, or after
    /// stop().
    QCoro::Task<std::optional<Batch>> next(std::chrono::milliseconds patience);
    /// As long as it takes.
    static constexpr std::chrono::milliseconds Forever{-1};

    /// Nothing comes any more: the input has ended or was stopped, and all that was read has been taken.
    bool hasEnded() const;

    /// Ends reading at once. What was read and not taken is dropped.
    void stop();

    /// Why reading ended early (input_unreadable), if it did.
    std::optional<Error> error() const;

private:
    struct Reader;
    struct Turn;

    /// Goes on with the coroutine that waits for a change, if one does.
    void wake();

    std::coroutine_handle<> m_waiter;
    QTimer m_patience;
    std::unique_ptr<Reader> m_reader;
};

} // namespace smc::cli

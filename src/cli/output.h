// Results on standard output: whole lines, written in big pieces.
#pragma once

#include <string>
#include <string_view>

namespace smc::cli {

class Output
{
public:
    enum class State {
        Open,
        Closed, ///< The reader has gone (a broken pipe): nothing more need be done.
        Failed, ///< It can't be written, for instance because the disk is full: reason() says why.
    };

    /// Writes all of `lines`; false once nobody reads any more.
    bool write(std::string_view lines);

    State state() const { return m_state; }
    const std::string &reason() const { return m_reason; }

private:
    State m_state = State::Open;
    std::string m_reason;
};

} // namespace smc::cli

// Bytes of the files on the command line, or of standard input, a piece at a time.
#pragma once

#include <base/error.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smc::cli {

/// Where events come from: files in their order; none, or "-", is standard input.
struct Inputs
{
    std::vector<std::string> files; ///< Names are bytes: they need not be UTF-8.

    bool readStandardInput() const;
};

/// One open input.
class InputFile
{
public:
    /// Opens a file, or standard input for "-". Errors (input_unreadable) name it.
    static Result<InputFile> open(const std::string &name);

    InputFile(InputFile &&other) noexcept;
    InputFile &operator=(InputFile &&) = delete;
    ~InputFile();

    enum class Read { Bytes, End, Failed };

    /// Waits for bytes and appends what is there, at most PieceSize. After Failed, error() says why.
    Read read(std::string &buffer);

    /// True where read() would have to wait.
    bool wouldWait() const;

    const Error &error() const { return m_error; }
    int descriptor() const { return m_descriptor; }

    static constexpr std::size_t PieceSize = 256U << 10U;

private:
    InputFile(int descriptor, std::string name);

    int m_descriptor = -1;
    std::string m_name;
    Error m_error;
};

/// Looks whether every file is there and can be read, before anything is done. Error code input_unreadable.
Result<void> checkInputs(const Inputs &inputs);

/// All of a small input, such as a profile's settings. Errors: input_unreadable, input_too_large (over 16 MB).
Result<std::string> readAll(const std::string &name);

} // namespace smc::cli

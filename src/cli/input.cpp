#include "input.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace smc::cli {

namespace {

constexpr std::size_t LargestWhole = 16U << 20U;

Error unreadable(const std::string &name, int code)
{
    return {"input_unreadable",
            "Can't read " + (name == "-" ? "standard input" : name) + ": " + std::strerror(code) + ".", name};
}

} // namespace

bool Inputs::readStandardInput() const
{
    return files.empty() || std::find(files.begin(), files.end(), "-") != files.end();
}

InputFile::InputFile(int descriptor, std::string name)
    : m_descriptor(descriptor)
    , m_name(std::move(name))
{
}

InputFile::InputFile(InputFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_name(std::move(other.m_name))
    , m_error(std::move(other.m_error))
{
}

InputFile::~InputFile()
{
    if (m_descriptor > STDIN_FILENO)
        ::close(m_descriptor);
}

Result<InputFile> InputFile::open(const std::string &name)
{
    if (name == "-")
        return InputFile(STDIN_FILENO, name);
    const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return tl::make_unexpected(unreadable(name, errno));
    return InputFile(descriptor, name);
}

InputFile::Read InputFile::read(std::string &buffer)
{
    const std::size_t size = buffer.size();
    buffer.resize(size + PieceSize);
    for (;;) {
        const ssize_t count = ::read(m_descriptor, buffer.data() + size, PieceSize);
        if (count >= 0) {
            buffer.resize(size + static_cast<std::size_t>(count));
            return count > 0 ? Read::Bytes : Read::End;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            pollfd waiting{m_descriptor, POLLIN, 0};
            ::poll(&waiting, 1, -1);
        } else if (errno != EINTR) {
            m_error = unreadable(m_name, errno);
            buffer.resize(size);
            return Read::Failed;
        }
    }
}

bool InputFile::wouldWait() const
{
    pollfd waiting{m_descriptor, POLLIN, 0};
    return ::poll(&waiting, 1, 0) == 0;
}

Result<void> checkInputs(const Inputs &inputs)
{
    for (const std::string &name : inputs.files) {
        if (name == "-")
            continue;
        struct stat status = {};
        if (::stat(name.c_str(), &status) != 0)
            return tl::make_unexpected(unreadable(name, errno));
        if (S_ISDIR(status.st_mode))
            return tl::make_unexpected(unreadable(name, EISDIR));
        if (::access(name.c_str(), R_OK) != 0)
            return tl::make_unexpected(unreadable(name, errno));
    }
    return {};
}

Result<std::string> readAll(const std::string &name)
{
    auto input = InputFile::open(name);
    if (!input)
        return tl::make_unexpected(input.error());
    std::string bytes;
    for (;;) {
        switch (input->read(bytes)) {
        case InputFile::Read::End:
            return bytes;
        case InputFile::Read::Failed:
            return tl::make_unexpected(input->error());
        case InputFile::Read::Bytes:
            if (bytes.size() > LargestWhole)
                return fail("input_too_large", "The input is larger than 16 MB.", name);
        }
    }
}

} // namespace smc::cli

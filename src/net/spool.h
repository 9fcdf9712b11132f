// A body that is too large for memory, on its way to a file that only its owner can read. Internal to this room.
#pragma once

#include "exchange.h"
#include "redaction.h"

#include <QFile>

#include <cstdint>
#include <string>
#include <string_view>

namespace smc::net {

/// Lives in one thread at a time: the disk may be slow.
class Spool
{
public:
    /// Room that is left to everybody else on the disk.
    static constexpr std::uint64_t MinFree = 256ULL * 1024 * 1024;

    /// Nothing is written yet. `folder` is made where it is not there; the file is FOLDER/NAME. At most `most` bytes
    /// are written, and no more than all files of the folder together may take, `mostTogether`.
    Spool(std::string folder, std::string name, std::uint64_t most, std::uint64_t mostTogether, Redactor redactor);
    /// Removes the file unless keep() was called.
    ~Spool();
    Spool(const Spool &) = delete;
    Spool &operator=(const Spool &) = delete;

    /// The next bytes as they came. What is written is redacted: the last bytes wait for what follows them, in case a
    /// secret begins there. False where no more is taken: a bound is reached, or the disk is full.
    bool append(std::string_view bytes);
    /// Writes what waits; with Cut, the bytes may end in the middle of a secret. False as with append().
    bool end(TextEnd end);
    /// Why no more was taken.
    SpoolStop stop() const { return m_stop; }
    /// From now on the file is the exchange's, unless nothing stands in it.
    SpooledBody keep();

private:
    enum class Last { No, Yes };
    bool take(Last last, TextEnd end = TextEnd::Whole);
    void setBounds(const QString &folder);
    bool write(std::string_view redacted);
    bool open();

    std::string m_folder;
    std::string m_name;
    std::uint64_t m_most;
    std::uint64_t m_mostTogether;
    Redactor m_redactor;
    QFile m_file;
    std::string m_waiting;     ///< Not written, but for its first m_context bytes.
    std::size_t m_context = 0; ///< Bytes before what waits: whether a secret stands as a word of its own.
    std::uint64_t m_written = 0;
    SpoolStop m_bound = SpoolStop::Bound; ///< What m_most is.
    SpoolStop m_stop = SpoolStop::None;
    bool m_isKept = false;
};

} // namespace smc::net

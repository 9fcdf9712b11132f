#include "large_answer.h"

namespace smc::rest {

Finding tooLarge(const net::Answer &answer, const std::string &lead)
{
    constexpr std::uint64_t Kibi = 1024;
    const std::uint64_t bytes = answer.bodyBytes();
    const std::string bound = bytes >= Kibi * Kibi ? std::to_string(bytes / (Kibi * Kibi)) + " MiB"
                              : bytes >= Kibi      ? std::to_string(bytes / Kibi) + " KiB"
                                                   : std::to_string(bytes) + " bytes";
    if (answer.spooled && !answer.truncated)
        return {Verdict::Unreadable, Side::Smc,
                "SMC's answer is far larger than one to such a request " + lead +
                    ": it is kept whole in Activity, but was not looked into.",
                "Look into the list to see what arrived before you send again."};
    switch (answer.spoolStop) {
    case net::SpoolStop::Bound:
        return {Verdict::Unreadable, Side::Smc,
                "SMC's answer is larger than the " + bound + " that are kept of it " + lead +
                    ", so its end is missing.",
                "Look into the list to see what arrived before you send again. Send fewer events in one request."};
    case net::SpoolStop::FolderBound:
        return {Verdict::Unreadable, Side::Yours,
                "SMC's answer did not fit into the room that large answers may take together " + lead + ": the first " +
                    bound + " are kept.",
                "Delete entries with large answers in Activity, and look into the list to see what arrived before you "
                "send again."};
    case net::SpoolStop::Disk:
        return {Verdict::Unreadable, Side::Yours,
                "Your disk took no more than the first " + bound + " of SMC's answer " + lead +
                    ": it is full, or can't be written to.",
                "Make room on the disk that holds your workspace, and look into the list to see what arrived before "
                "you send again."};
    case net::SpoolStop::None:
        break;
    }
    return {Verdict::Unreadable, Side::Smc,
            "SMC's answer is larger than the " + bound + " that are read of it " + lead + ", so its end is missing.",
            "Look into the list to see what arrived before you send again. Send fewer events in one request, or ask "
            "for less at once."};
}

} // namespace smc::rest

// Where events go when they are read.
#pragma once

#include <segment/event_reader.h>

#include <string_view>

namespace smc::cli {

class Sink
{
public:
    virtual ~Sink() = default;

    virtual void add(std::string_view text, segment::Origin origin) = 0;
    virtual void addError(segment::ReadError error) = 0;

    /// The reader is about to wait for more bytes from `descriptor`: what is there should go on its way now.
    virtual void beforeWaiting(int descriptor) = 0;

    /// False once nobody wants more.
    virtual bool isOpen() const = 0;
};

} // namespace smc::cli

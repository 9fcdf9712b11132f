// A sandbox with a list "things" that has a field of every type.
#pragma once

#include "support.h"

namespace smc::sandbox::test {

class Things
{
public:
    Things();

    Sandbox sandbox;

    /// Loads rows of these fields by the key CODE.
    Answer load(const QString &fields, const QByteArray &rows, const QString &more = {});
    /// The data that a search for these fields (JSON strings) finds; the whole body where it fails.
    QByteArray found(const QByteArray &fields, const QByteArray &more = {});
    /// The CUSTOMER_IDs of the members of SegmentToSMCStatic, as the data of a search.
    QByteArray members();
};

} // namespace smc::sandbox::test

// Why a file that a person named could not be written, and what they can do.
#pragma once

class QSaveFile;
class QString;

namespace smc::gui {

/// After an open(), a write() or a commit() that failed: one or two sentences, with the file's path.
QString whyNotSaved(const QSaveFile &file);

} // namespace smc::gui

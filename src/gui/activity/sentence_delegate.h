// Sentences in a narrow column: names of lists and segments go on in the next line where they are longer than one.
#pragma once

#include "../widgets/wrapped_delegate.h"

#include <QString>

namespace smc::gui {

/// `text` with places to break within its long words, as one would read them: SegmentTo|SMCStatic, USERS_|SEGMENT. The
/// places are of no width, and only used where a line has no room.
QString withPlacesToBreak(const QString &text);

/// Breaks what stands in `column` so; what is copied from the model is as it was.
class SentenceDelegate final : public WrappedDelegate
{
public:
    explicit SentenceDelegate(int column, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    int m_column;
};

} // namespace smc::gui

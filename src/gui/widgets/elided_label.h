// A label of one line that says less where it has no room, and the whole in its tooltip: a path.
#pragma once

#include <QLabel>

namespace smc::gui {

class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// Where `text` has no room, `shorter` stands there, and ends with … where even that has none. Without it, `text`
    /// begins with ….
    void setFullText(const QString &text, const QString &shorter = {});
    const QString &fullText() const { return m_text; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

private:
    void elide();

    QString m_text;
    QString m_shorter;
};

} // namespace smc::gui

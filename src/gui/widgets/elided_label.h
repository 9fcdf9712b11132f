// A label of one line that begins with … where it has no room, and says the whole in its tooltip: a path.
#pragma once

#include <QLabel>

namespace smc::gui {

class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    void setFullText(const QString &text);
    const QString &fullText() const { return m_text; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

private:
    void elide();

    QString m_text;
};

} // namespace smc::gui

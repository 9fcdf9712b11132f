// A label of one line that says less where it has no room, and the whole in its tooltip: a path, a sentence.
#pragma once

#include <QLabel>

namespace smc::gui {

class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    /// `cut` says where … stands for what has no room: of a path at its begin, of a sentence at its end.
    explicit ElidedLabel(QWidget *parent = nullptr, Qt::TextElideMode cut = Qt::ElideLeft);

    /// Where `text` has no room, `shorter` stands there, and ends with … where even that has none. Screen readers are
    /// given the whole `text`: as the label's name, or as what describes it where it has a name of its own.
    void setFullText(const QString &text, const QString &shorter = {});
    const QString &fullText() const { return m_text; }

    /// Breaks what has no room into two lines, and cuts only what has none there. It asks for the height of one:
    /// whoever lays it out has room for both.
    void useTwoLines();

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void elide();
    QString inTwoLines(int room) const;

    Qt::TextElideMode m_cut;
    QString m_text;
    QString m_shorter;
    bool m_hasTwoLines = false;
};

} // namespace smc::gui

// The manual in a window of its own, beside the console: chapters and search at the left, the text at the right.
#pragma once

#include "manual.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace smc::gui {

class ManualWindow : public QWidget
{
    Q_OBJECT

public:
    /// A window that goes with `parent`.
    explicit ManualWindow(QWidget *parent);

    /// Takes another keyboard chapter in the place of the one that it has.
    void setKeyboard(const QString &markdown);
    /// Opens the chapter `topicId`, or the first one where there is no such chapter, and comes to the front.
    void open(const QString &topicId);
    QString currentTopic() const { return m_current; }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeLeft();
    void fitLeft();
    QWidget *makeText();
    void showChapters();
    void search();
    void openRow(int row);
    void openLink(const QUrl &link);
    void show(const QString &topicId, int headingIndex);
    void render();
    void scrollTo(int headingIndex);

    Manual m_manual;
    QLineEdit *m_search = nullptr;
    QListWidget *m_list = nullptr;
    QLabel *m_found = nullptr;
    QTextBrowser *m_text = nullptr;
    QString m_current;
    bool m_isOutdated = false; ///< The text is to be rendered anew when it is seen.
};

} // namespace smc::gui

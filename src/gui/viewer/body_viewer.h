// Shows a body of any size as a tree, laid out for reading, or as it came; searches it, names the path of what is
// selected, copies and saves.
#pragma once

#include "body_index.h"
#include "body_info.h"
#include "body_search.h"
#include "body_text.h"

#include <QCoro/QCoroTask>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

class QAction;
class QButtonGroup;
class QLabel;
class QLayout;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace smc::gui {

class Banner;
struct BannerContent;
class Dialogs;
class FindBar;
class TextView;
class TreeModel;
class TreeView;

class BodyViewer : public QWidget
{
    Q_OBJECT

public:
    enum class View { Tree, Pretty, Raw };

    /// `name` is the accessible name of the text: "Answer".
    explicit BodyViewer(const QString &name, QWidget *parent = nullptr);
    ~BodyViewer() override;

    /// Asks for files there; real dialogs where none are given. They must outlive the viewer.
    void setDialogs(Dialogs *dialogs) { m_dialogs = dialogs; }

    void setBody(std::shared_ptr<const Body> body, BodyInfo info = {});
    /// Shows a sentence where there is no body.
    void setNothing(const QString &why);

    /// The view that the person chose, which is shown as far as the body has it: "tree", "pretty", "raw".
    QString viewName() const;
    void setViewName(const QString &name);
    /// What is shown.
    View view() const;

    TextView &textView() const { return *m_text; }
    TreeView &treeView() const { return *m_tree; }
    BodyIndex *index() const { return m_index.get(); }
    /// The JSON path of what is selected; empty where there is none.
    QString path() const;

    /// To be had beyond the viewer as well: see findWanted().
    QAction *findAction() const { return m_openFind; }

Q_SIGNALS:
    void viewChosen();
    /// The search is about to open: who hides the viewer shows it.
    void findWanted();
    /// One line for the status bar.
    void status(const QString &text);
    /// What its banner says, for screen readers.
    void announced(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QLayout *makeHead();
    QLayout *makeFoot();
    void makeActions();
    QAction *addViewerAction(const char *id, void (BodyViewer::*run)());
    void connectParts();

    void choose(View wanted);
    void showView();
    void makeIndex();
    void makeTree();
    void showRows(const json::Rows &rows);
    void takeGrowth();
    void sayWhatItIs();
    QString whyRaw() const;
    void showPlace();
    void fitColumns();
    json::Range place() const;
    void reveal(json::Range range);

    void openFind();
    void closeFind();
    void findNext();
    void findPrevious();

    std::optional<json::Range> nodeRange() const;
    void copy();
    void copyPath();
    void copyNode();
    void copyIndented();
    void save();
    QCoro::Task<void> askAndSave();
    void saveTo(const QString &path);
    void copyNodeAs(TextForm form);
    void copyRange(json::Range range, TextForm form);
    void startCopy(json::Range range, TextForm form);
    TextForm formInView() const;
    void say(const QString &sentence, const QString &action = {}, std::function<void()> act = {});
    void sayHowFar(const QString &name, qint64 percent);
    void showBanner(const BannerContent &content, std::function<void()> act);
    void sayNotice();
    void showMenu(QPoint at);

    Dialogs *m_dialogs = nullptr;
    BodyInfo m_info;
    View m_wanted = View::Pretty;
    std::shared_ptr<const Body> m_body;
    QThreadPool m_pool; ///< Goes after all that works in it.
    std::shared_ptr<BodyIndex> m_index;
    std::shared_ptr<BodyIndex> m_treeIndex; ///< The one that the tree was made from: it does not change with the width.
    std::unique_ptr<BodySearch> m_search;
    std::unique_ptr<TreeModel> m_model;
    QFutureWatcher<QString> m_copying;
    QFutureWatcher<qint64> m_saving;
    std::function<void()> m_bannerAction;
    QTimer m_fitting;
    bool m_isPlaceKnown = true;

    QButtonGroup *m_views;
    QLabel *m_about;
    QLabel *m_why;
    FindBar *m_find;
    Banner *m_banner;
    QStackedWidget *m_stack;
    QLabel *m_nothing;
    TextView *m_text;
    TreeView *m_tree;
    QLineEdit *m_path;
    QLabel *m_size;
    QList<QAction *> m_copies; ///< Of the menu, from the most used on.
    QAction *m_openFind = nullptr;
    QToolButton *m_copyMenu = nullptr;
    QAction *m_save = nullptr;
};

} // namespace smc::gui

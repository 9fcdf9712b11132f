// What the window offers in its palette.
#pragma once

#include "../page_id.h"
#include "palette_source.h"

#include <QCoro/QCoroTask>

#include <functional>

namespace smc::gui {

class Console;
class MainWindow;

/// Every action of the table that the window has: what works on the page that is shown, and the others, which lead
/// to their page; what is off on this one says why. An action that its page hides is not shown.
class ActionsSource final : public PaletteSource
{
    Q_OBJECT

public:
    explicit ActionsSource(MainWindow &window);
    QList<PaletteItem> items() const override;

private:
    MainWindow &m_window;
};

class PagesSource final : public PaletteSource
{
    Q_OBJECT

public:
    explicit PagesSource(MainWindow &window);
    QList<PaletteItem> items() const override;

private:
    MainWindow &m_window;
};

/// The profiles: choosing one switches to it.
class ProfilesSource final : public PaletteSource
{
    Q_OBJECT

public:
    using Choose = std::function<void(const QString &profileId)>;
    ProfilesSource(Console &console, Choose choose);
    QList<PaletteItem> items() const override;

private:
    Console &m_console;
    Choose m_choose;
};

/// What is read when the palette opens, and shown on a page of its own when it is chosen.
class ReadSource : public PaletteSource
{
    Q_OBJECT

public:
    using Show = std::function<void(PageId page, const QString &what)>;
    ReadSource(Console &console, Show show);
    QList<PaletteItem> items() const final { return m_items; }

protected:
    Console &m_console;
    Show m_show;
    QList<PaletteItem> m_items;
};

/// Lists and static segments of the embedded sandbox: choosing one opens it there.
class SandboxListsSource final : public ReadSource
{
    Q_OBJECT

public:
    using ReadSource::ReadSource;
    void refresh() override;

private:
    QCoro::Task<void> read();

    bool m_isReading = false;
};

/// Lists and static segments of an SMC elsewhere, as far as they were read: choosing one copies its API name.
class SmcListsSource final : public PaletteSource
{
    Q_OBJECT

public:
    using Copy = std::function<void(const QString &apiName)>;
    SmcListsSource(Console &console, Copy copy);
    QList<PaletteItem> items() const override;
    void refresh() override;

private:
    Console &m_console;
    Copy m_copy;
};

/// The last things sent, found by what is said of them: choosing one opens it in Activity.
class HistorySource final : public ReadSource
{
    Q_OBJECT

public:
    using ReadSource::ReadSource;
    void refresh() override;

private:
    QCoro::Task<void> read();
};

} // namespace smc::gui

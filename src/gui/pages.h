// The pages that the console has.
#pragma once

#include "page_id.h"

#include <functional>

class QWidget;

namespace smc::gui {

class Console;
class Page;

/// Another page, for one that asks it for something; nothing while the window goes away.
using OtherPage = std::function<Page *(PageId id)>;

/// As a child of `parent`. `console` and what `other` holds must outlive it.
Page *makePage(PageId id, Console &console, OtherPage other, QWidget &parent);

} // namespace smc::gui

// QScintilla's headers say `signals` and `slots`, which this project keeps undefined: they are lent to them here.
#pragma once

#include <QObject>

// clang-format off
#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexercustom.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots
// clang-format on

# Headers that are read once for many files: parsing Qt's is half of the work of compiling one. Three sets, as floors of
# the house know more and more of Qt, and those of the tests; each is compiled with a target of its own, whose result
# all others use.
#
# A compiler cache, where there is one, saves more than that, and keeps nothing that was compiled this way.
if(CMAKE_CXX_COMPILER_LAUNCHER)
  set(SMC_PRECOMPILED_HEADERS_DEFAULT OFF)
else()
  set(SMC_PRECOMPILED_HEADERS_DEFAULT ON)
endif()
option(SMC_PRECOMPILED_HEADERS "Read the headers of Qt and the standard library once for all files" ${SMC_PRECOMPILED_HEADERS_DEFAULT})

# What is tested is optimised; the tests themselves had better be there soon.
set(SMC_TEST_OPTIONS $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU,Clang>>:-O1>)

set(SMC_STANDARD_HEADERS
  <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <optional> <span> <string> <string_view> <utility> <vector>)
set(SMC_CORE_HEADERS ${SMC_STANDARD_HEADERS}
  <QByteArray> <QDateTime> <QDir> <QFile> <QList> <QObject> <QPointer> <QString> <QStringList> <QTimer> <QUrl> <QVariant>
  <QCoroTask>)
set(SMC_WIDGETS_HEADERS ${SMC_CORE_HEADERS}
  <QAbstractTableModel> <QAction> <QApplication> <QBoxLayout> <QComboBox> <QDialog> <QHeaderView> <QKeyEvent> <QLabel> <QLineEdit>
  <QListView> <QLocale> <QMenu> <QPainter> <QPushButton> <QScrollArea> <QScrollBar> <QSplitter> <QStackedWidget>
  <QStyledItemDelegate> <QTableView> <QToolButton> <QTreeView> <QWidget>)

function(smc_add_header_set name)
  cmake_parse_arguments(SET "" "" "HEADERS;LINKS;OPTIONS" ${ARGN})
  set(target smc_headers_${name})
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/headers/${name}.cpp CONTENT "// Compiled for its headers alone.\n")
  add_library(${target} OBJECT ${CMAKE_BINARY_DIR}/headers/${name}.cpp)
  set_target_properties(${target} PROPERTIES AUTOMOC OFF AUTOUIC OFF AUTORCC OFF)
  target_link_libraries(${target} PRIVATE ${SET_LINKS} smc_compiler)
  target_compile_options(${target} PRIVATE ${SET_OPTIONS})
  target_precompile_headers(${target} PRIVATE ${SET_HEADERS})
endfunction()

if(SMC_PRECOMPILED_HEADERS)
  smc_add_header_set(standard HEADERS ${SMC_STANDARD_HEADERS})
  smc_add_header_set(core HEADERS ${SMC_CORE_HEADERS} LINKS Qt6::Core QCoro6::Core)
  smc_add_header_set(widgets HEADERS ${SMC_WIDGETS_HEADERS} LINKS Qt6::Widgets QCoro6::Core)
  if(SMC_TESTS)
    smc_add_header_set(core_tests HEADERS ${SMC_CORE_HEADERS} LINKS Qt6::Core QCoro6::Core OPTIONS ${SMC_TEST_OPTIONS})
    smc_add_header_set(widgets_tests HEADERS ${SMC_WIDGETS_HEADERS} LINKS Qt6::Widgets QCoro6::Core OPTIONS ${SMC_TEST_OPTIONS})
  endif()
endif()

# Gives `target` the largest set that fits what it links.
#
#   smc_use_header_set(smc_net Smc::Base Qt6::Network QCoro6::Core)
function(smc_use_header_set target)
  if(NOT SMC_PRECOMPILED_HEADERS)
    return()
  endif()
  set(name standard)
  if("${ARGN}" MATCHES "Qt6::Widgets|Smc::Gui|smc_window_bench")
    set(name widgets)
  elseif("${ARGN}" MATCHES "Qt6::|QCoro6::")
    set(name core)
  endif()
  if("${ARGN}" MATCHES "Qt6::Test")
    string(APPEND name _tests)
  endif()
  target_precompile_headers(${target} REUSE_FROM smc_headers_${name})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 knows no more that these came from a system's header: false positives in std::string.
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-stringop-overread)
  endif()
endfunction()

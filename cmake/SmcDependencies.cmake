# Everything the project builds with. Debian's names for these stand in packaging/linux/packages.txt.
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Concurrent Gui Widgets Network Sql Svg)
if(UNIX AND NOT APPLE)
  find_package(Qt6 6.4 REQUIRED COMPONENTS DBus)
endif()
find_package(Qt6Keychain 0.13 REQUIRED)
find_package(QCoro6 REQUIRED COMPONENTS Core Network)
# Its package takes a version for good only where the minor number is the same: the least one is asked for here.
find_package(simdjson REQUIRED)
if(simdjson_VERSION VERSION_LESS 3.0)
  message(FATAL_ERROR "simdjson 3.0 or newer is needed, and this is ${simdjson_VERSION}.")
endif()
find_package(tl-expected REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
if(SMC_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()

# QScintilla ships no CMake package: its header and library are looked up by name.
find_path(QSCINTILLA_INCLUDE_DIR Qsci/qsciscintilla.h PATH_SUFFIXES x86_64-linux-gnu/qt6 aarch64-linux-gnu/qt6 qt6 REQUIRED)
find_library(QSCINTILLA_LIBRARY NAMES qscintilla2_qt6 REQUIRED)
add_library(Smc::QScintilla UNKNOWN IMPORTED)
set_target_properties(Smc::QScintilla PROPERTIES
  IMPORTED_LOCATION ${QSCINTILLA_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${QSCINTILLA_INCLUDE_DIR}
  INTERFACE_LINK_LIBRARIES Qt6::Widgets)

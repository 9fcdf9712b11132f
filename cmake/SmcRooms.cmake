# A room is one static library with an alias target and an explicit source list.
# It links just what it names here, so that an include of a room it may not know fails to build.
#
#   smc_add_room(mapping
#     SOURCES plan.cpp fql.cpp
#     PUBLIC  Smc::Json
#     PRIVATE Qt6::Core)
function(smc_add_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  set(target smc_${name})
  add_library(${target} STATIC ${ROOM_SOURCES})
  string(SUBSTRING ${name} 0 1 first)
  string(TOUPPER ${first} first)
  string(SUBSTRING ${name} 1 -1 rest)
  add_library(Smc::${first}${rest} ALIAS ${target})
  # Only src/<room>'s parent would show every room to every other; each room therefore exports
  # its own folder under a private include root.
  set(root ${CMAKE_BINARY_DIR}/include/${name})
  file(MAKE_DIRECTORY ${root})
  if(NOT EXISTS ${root}/${name})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${name} SYMBOLIC COPY_ON_ERROR)
  endif()
  target_include_directories(${target} PUBLIC ${root})
  target_link_libraries(${target} PUBLIC ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE} smc_compiler)
  smc_use_header_set(${target} ${ROOM_PUBLIC} ${ROOM_PRIVATE})
endfunction()

# A test executable of Qt Test, registered with CTest under its own name.
#
#   smc_add_test(tst_plan SOURCES tst_plan.cpp LINKS Smc::Mapping [KEYRING] [TIMEOUT 60])
#
# GUI tests run on the offscreen platform. KEYRING tests run in a D-Bus session of their own.
function(smc_add_test name)
  cmake_parse_arguments(TEST "KEYRING" "TIMEOUT" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${TEST_SOURCES})
  target_link_libraries(${name} PRIVATE ${TEST_LINKS} Qt6::Test smc_compiler)
  target_compile_definitions(${name} PRIVATE SMC_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE ${SMC_TEST_OPTIONS})
  smc_use_header_set(${name} ${TEST_LINKS} Qt6::Test)
  set_target_properties(${name} PROPERTIES AUTOUIC OFF AUTORCC OFF)
  if(TEST_KEYRING)
    add_test(NAME ${name} COMMAND ${CMAKE_SOURCE_DIR}/scripts/with-keyring $<TARGET_FILE:${name}>)
  else()
    add_test(NAME ${name} COMMAND ${name})
  endif()
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 120)
  endif()
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${TEST_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=UTC")
endfunction()

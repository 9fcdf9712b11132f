# Warnings and sanitizers, as interface targets that every target of ours links.
add_library(smc_compiler INTERFACE)
target_compile_features(smc_compiler INTERFACE cxx_std_20)
target_compile_definitions(smc_compiler INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_URL_CAST_FROM_STRING
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)

if(MSVC)
  target_compile_options(smc_compiler INTERFACE /W4 /permissive- /utf-8)
else()
  target_compile_options(smc_compiler INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wformat=2 -Wnull-dereference)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports false positives of these in coroutines and in std::string at -O2.
    target_compile_options(smc_compiler INTERFACE -Wno-null-dereference -Wno-restrict -Wno-maybe-uninitialized -Wno-dangling-pointer -Wno-stringop-overflow)
  endif()
endif()
if(SMC_WARNINGS_AS_ERRORS)
  target_compile_options(smc_compiler INTERFACE $<IF:$<CXX_COMPILER_ID:MSVC>,/WX,-Werror>)
endif()
if(SMC_SANITIZE)
  target_compile_options(smc_compiler INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(smc_compiler INTERFACE -fsanitize=address,undefined)
endif()

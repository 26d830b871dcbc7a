# Flags, output folders and the two functions that the folders use to declare their targets.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET default)
# Programs and their libraries share two folders, as after an installation, so that insula-cli finds its siblings.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_BUILD_RPATH_USE_ORIGIN ON)
set(CMAKE_INSTALL_RPATH "$ORIGIN/../lib")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

add_library(insula_flags INTERFACE)
target_compile_options(insula_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion)
# GCC 12 warns falsely of std::string's operator+ (https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651); GCC 13 does not.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(insula_flags INTERFACE -Wno-restrict)
endif()
if(INSULA_STRICT)
  target_compile_options(insula_flags INTERFACE -Werror)
endif()
if(NOT INSULA_SANITIZER STREQUAL "none")
  add_compile_options(-fsanitize=${INSULA_SANITIZER} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${INSULA_SANITIZER})
endif()
target_include_directories(insula_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(insula_flags INTERFACE QT_NO_KEYWORDS)

# insula_add_test(core/tst_Geometry insula_core [more libraries]): one executable per test file, CTest label = folder.
# A test links its layer and nothing above it.
function(insula_add_test path)
  get_filename_component(name "${path}" NAME)
  get_filename_component(label "${path}" DIRECTORY)
  add_executable(${name} "${path}.cpp")
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  target_link_libraries(${name} PRIVATE ${ARGN} insula_flags Qt6::Test)
  add_test(NAME ${label}/${name} COMMAND ${name})
  set_tests_properties(${label}/${name} PROPERTIES LABELS "${label}" TIMEOUT 300
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;INSULA_SOURCE_DIR=${PROJECT_SOURCE_DIR};INSULA_BIN_DIR=${CMAKE_BINARY_DIR}/bin")
endfunction()

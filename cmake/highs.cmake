# The target `highs`: the one that scripts/setup laid into build/third_party, or the system's.
if(YIPAN_SYSTEM_HIGHS)
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(system_highs REQUIRED IMPORTED_TARGET highs>=1.10)
    add_library(highs ALIAS PkgConfig::system_highs)
    return()
endif()

set(highs_folder ${PROJECT_SOURCE_DIR}/build/third_party/highs)
if(NOT EXISTS ${highs_folder}/lib/libhighs.so)
    message(FATAL_ERROR "HiGHS is not in build/third_party/highs: run scripts/setup, "
        "or set YIPAN_SYSTEM_HIGHS to use the system's")
endif()
add_library(highs SHARED IMPORTED)
set_target_properties(highs PROPERTIES IMPORTED_LOCATION ${highs_folder}/lib/libhighs.so
    INTERFACE_INCLUDE_DIRECTORIES ${highs_folder}/include/highs)

# An installed program finds its own copy: no other on the system is touched.
install(DIRECTORY ${highs_folder}/lib/ DESTINATION ${CMAKE_INSTALL_LIBDIR}/yipan USE_SOURCE_PERMISSIONS)
install(DIRECTORY ${highs_folder}/licences/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/licences)

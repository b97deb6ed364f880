# What `cmake --install` puts where. All of it may be moved together: netc finds the runtime, and the CMake package
# finds both, from where they are themselves.
include(CMakePackageConfigHelpers)

install(TARGETS netc RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${PROJECT_SOURCE_DIR}/docs/netc.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/scripts/completions/netc.bash
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME netc)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/models/ DESTINATION ${CMAKE_INSTALL_DATADIR}/netc/models
        FILES_MATCHING PATTERN *.net PATTERN *.yaml)
file(GLOB documents CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/*.md ${PROJECT_SOURCE_DIR}/docs/*.md)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${documents} DESTINATION ${CMAKE_INSTALL_DOCDIR})

# The runtime, where `netc train` looks for it.
install(TARGETS netc_runtime ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/netc)
install(FILES ${PROJECT_SOURCE_DIR}/runtime/netc.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/netc)

# The CMake package.
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/netc)
set(program ${CMAKE_INSTALL_BINDIR}/netc${CMAKE_EXECUTABLE_SUFFIX})
set(archive ${CMAKE_INSTALL_LIBDIR}/netc/${CMAKE_STATIC_LIBRARY_PREFIX}netc_runtime${CMAKE_STATIC_LIBRARY_SUFFIX})
set(include_dir ${CMAKE_INSTALL_INCLUDEDIR}/netc)
set(models_dir ${CMAKE_INSTALL_DATADIR}/netc/models)
set(openmp_found 0)
set(openmp_libraries ${OpenMP_C_LIB_NAMES})
if(OpenMP_C_FOUND)
  set(openmp_found 1)
endif()
set(link_options "")
if(NETC_SANITIZE)
  set(link_options -fsanitize=address,undefined)
endif()
configure_package_config_file(
  ${CMAKE_CURRENT_LIST_DIR}/netc-config.cmake.in ${PROJECT_BINARY_DIR}/netc-config.cmake
  INSTALL_DESTINATION ${package} PATH_VARS program archive include_dir models_dir
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/netc-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/netc-config.cmake ${PROJECT_BINARY_DIR}/netc-config-version.cmake
              ${CMAKE_CURRENT_LIST_DIR}/netc_add_model.cmake DESTINATION ${package})

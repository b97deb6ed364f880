# What `cmake --install` puts where; see netc-config.cmake.in for the CMake package.
install(TARGETS netc RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# What cmake --install and the Debian packages hold. Component runtime: the program, its data, manual pages, completions, guides and samples; component
# development: the library, its one header, and how CMake and pkg-config find them.
include(CMakePackageConfigHelpers)
set(doc "${CMAKE_INSTALL_DATADIR}/doc/chitieu")

install(TARGETS chitieu RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
install(DIRECTORY datasets/catalogue datasets/report datasets/init plots DESTINATION ${CMAKE_INSTALL_DATADIR}/chitieu COMPONENT runtime)
install(FILES README.md CHANGELOG.md DESTINATION ${doc} COMPONENT runtime)
install(DIRECTORY docs/ DESTINATION ${doc}/docs COMPONENT runtime FILES_MATCHING PATTERN "*.md")
install(DIRECTORY datasets/bac-giang datasets/samples DESTINATION ${doc}/examples COMPONENT runtime)
install(FILES cmake/copyright DESTINATION ${doc} COMPONENT runtime)
install(FILES cmake/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libchitieu-dev COMPONENT development)

# Manual pages and completions are printed by the program itself, from the tables of its help; gzip without a time, so that they are the same each time.
find_program(GZIP gzip)
set(pages "chitieu.1" "chitieu.conf.5" "chitieu-tables.5")
file(GLOB commands CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}/analysis/cli" "${CMAKE_SOURCE_DIR}/analysis/cli/cmd_*.c")
foreach(command ${commands})
  string(REGEX REPLACE "^cmd_(.*)\\.c$" "chitieu-\\1.1" page ${command})
  list(APPEND pages ${page})
endforeach()
set(made "${CMAKE_BINARY_DIR}/manual")
set(printed "")
foreach(page ${pages})
  string(REGEX REPLACE "^(.*)\\.([15])$" "\\1" name ${page})
  string(REGEX REPLACE "^.*\\.([15])$" "\\1" section ${page})
  if(NOT name STREQUAL "chitieu-tables")
    string(REGEX REPLACE "^chitieu-" "" name ${name})
  endif()
  foreach(lang en vi)
    set(file "${made}/${lang}/${page}")
    add_custom_command(OUTPUT "${file}.gz"
      COMMAND chitieu help --man ${name} --lang ${lang} -o "${file}"
      COMMAND ${GZIP} -9nf "${file}"
      DEPENDS chitieu VERBATIM)
    list(APPEND printed "${file}.gz")
    set(folder "${CMAKE_INSTALL_MANDIR}/man${section}")
    if(lang STREQUAL "vi")
      set(folder "${CMAKE_INSTALL_MANDIR}/vi/man${section}")
    endif()
    install(FILES "${file}.gz" DESTINATION ${folder} COMPONENT runtime)
  endforeach()
endforeach()
file(MAKE_DIRECTORY "${made}/en" "${made}/vi")
add_custom_command(OUTPUT "${made}/chitieu" "${made}/_chitieu"
  COMMAND chitieu help --completion bash -o "${made}/chitieu"
  COMMAND chitieu help --completion zsh -o "${made}/_chitieu"
  DEPENDS chitieu VERBATIM)
add_custom_target(manual ALL DEPENDS ${printed} "${made}/chitieu" "${made}/_chitieu")
install(FILES "${made}/chitieu" DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT runtime)
set(zsh site-functions) # what zsh looks at below /usr/local
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
  set(zsh vendor-completions) # Debian's place for packages
endif()
install(FILES "${made}/_chitieu" DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${zsh} COMPONENT runtime)

# The library: static, so that a program built with it runs without it. What it stands on is asked of pkg-config where libchitieu was built with it.
install(TARGETS libchitieu EXPORT chitieu ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(FILES analysis/api/chitieu/chitieu.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/chitieu COMPONENT development)
install(FILES docs/examples/project.c DESTINATION ${doc}/examples COMPONENT development)
install(EXPORT chitieu NAMESPACE chitieu:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/chitieu COMPONENT development)
set(modules "utf8proc libutf8proc;nettle nettle")
foreach(pair "libzip libzip" "expat expat" "xlsxwriter xlsxwriter" "libxml2 libxml-2.0" "jansson jansson" "sqlite3 sqlite3")
  string(REPLACE " " ";" names ${pair})
  list(GET names 0 name)
  if(TARGET PkgConfig::${name})
    list(APPEND modules ${pair})
  endif()
endforeach()
set(CHITIEU_FIND "")
set(CHITIEU_REQUIRES "gsl")
foreach(pair ${modules})
  string(REPLACE " " ";" names ${pair})
  list(GET names 0 name)
  list(GET names 1 module)
  string(APPEND CHITIEU_FIND "pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})\n")
  string(APPEND CHITIEU_REQUIRES ", ${module}")
endforeach()
configure_package_config_file(cmake/chitieu-config.cmake.in "${CMAKE_BINARY_DIR}/chitieu-config.cmake"
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/chitieu PATH_VARS CMAKE_INSTALL_INCLUDEDIR CMAKE_INSTALL_DATADIR)
write_basic_package_version_file("${CMAKE_BINARY_DIR}/chitieu-config-version.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_BINARY_DIR}/chitieu-config.cmake" "${CMAKE_BINARY_DIR}/chitieu-config-version.cmake" cmake/FindCSV.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/chitieu COMPONENT development)
file(RELATIVE_PATH CHITIEU_UP "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" CHITIEU_UP "${CHITIEU_UP}")
configure_file(cmake/chitieu.pc.in "${CMAKE_BINARY_DIR}/chitieu.pc" @ONLY)
install(FILES "${CMAKE_BINARY_DIR}/chitieu.pc" DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

# Debian packages: chitieu and libchitieu-dev; scripts/package makes them. Libraries are found by dpkg-shlibdeps, programs are those of scripts/packages.
# Who answers for them stands here and nowhere else; a packager gives his own name with -DCHITIEU_MAINTAINER, or DEBFULLNAME and DEBEMAIL to scripts/package.
set(CHITIEU_MAINTAINER "chitieu maintainers <maintainers@chitieu.org>" CACHE STRING "Maintainer of the Debian packages: NAME <ADDRESS>")
if(NOT CHITIEU_MAINTAINER MATCHES "^[^<>]+ <[^<>@ ]+@[^<>@ ]+\\.[^<>@ ]+>$")
  message(FATAL_ERROR "CHITIEU_MAINTAINER is '${CHITIEU_MAINTAINER}'; write NAME <ADDRESS>")
endif()
string(TIMESTAMP CHITIEU_CHANGED "%a, %d %b %Y %H:%M:%S +0000" UTC) # of SOURCE_DATE_EPOCH where it is set; days and months are English
configure_file(cmake/changelog.in "${CMAKE_BINARY_DIR}/debian/changelog" @ONLY)
add_custom_command(OUTPUT "${CMAKE_BINARY_DIR}/debian/changelog.gz"
  COMMAND ${GZIP} -9nkf "${CMAKE_BINARY_DIR}/debian/changelog" DEPENDS "${CMAKE_BINARY_DIR}/debian/changelog" VERBATIM)
add_custom_target(changelog ALL DEPENDS "${CMAKE_BINARY_DIR}/debian/changelog.gz")
add_dependencies(manual changelog)
install(FILES "${CMAKE_BINARY_DIR}/debian/changelog.gz" DESTINATION ${doc} COMPONENT runtime)
install(FILES "${CMAKE_BINARY_DIR}/debian/changelog.gz" DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libchitieu-dev COMPONENT development)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME chitieu)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own first line
set(CPACK_PACKAGE_CONTACT "${CHITIEU_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL runtime development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME chitieu)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION science)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS "gnuplot-nox | gnuplot, fonts-dejavu-core")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_RECOMMENDS "poppler-utils, pandoc, tesseract-ocr, tesseract-ocr-vie")
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SUGGESTS "libreoffice-writer-nogui, libreoffice-calc-nogui, antiword, catdoc")
set(CPACK_DEBIAN_RUNTIME_DESCRIPTION "from planning documents to targets, projections, gaps and charts
Reads Vietnamese provincial planning documents (Word, Excel, PDF, scans, text),
lifts out every indicator and target with its source line, builds annual
series, projects them, measures gaps to targets, writes charts and reports.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libchitieu-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libgsl-dev, libcsv-dev, libutf8proc-dev, nettle-dev, libzip-dev, libexpat1-dev, libxml2-dev, libjansson-dev, libsqlite3-dev, libxlsxwriter-dev")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_RECOMMENDS "chitieu (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "library of chitieu: extraction, series, projections and gaps in C
The static library libchitieu with its header chitieu/chitieu.h, for pkg-config
and CMake.")
include(CPack)

# netc_add_model(target spec [VARIANT name] [NAME name] [TARGET machine] [LANES n] [SHARDS n] [SET path=value...]
#                [INFERENCE_ONLY] [NATIVE] [MAIN])
#
# Generates NAME.c and NAME.h from `spec` (a .net or .yaml file) whenever it changes, and compiles them into `target`, which
# includes "NAME.h". NAME is by default that of `spec`, and `_variant` if there is one. A target may have several models.
#   VARIANT, LANES, SHARDS, SET, INFERENCE_ONLY   as the options of netc
#   TARGET   as the option of netc: avx512, avx2, neon or generic; by default that of the C compiler with NATIVE, otherwise generic.
#            It plans the C; which processors may run it, CMAKE_C_FLAGS or NATIVE decide
#   NATIVE   for the processor of this machine: faster, but does not run on older ones
#   MAIN     `target` is the network's own program: train, test, predict, export, ...
function(netc_add_model target spec)
  cmake_parse_arguments(PARSE_ARGV 2 model "MAIN;NATIVE;INFERENCE_ONLY" "VARIANT;NAME;TARGET;LANES;SHARDS" "SET")
  netc_check_model()
  get_filename_component(spec "${spec}" ABSOLUTE)
  if(NOT model_NAME)
    get_filename_component(model_NAME "${spec}" NAME_WLE)
    if(model_VARIANT)
      string(APPEND model_NAME _${model_VARIANT})
    endif()
  endif()
  # A folder for each target, so that two targets of one network do not write the same file at once.
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/netc/${target}")
  set(source "${folder}/${model_NAME}.c")
  file(MAKE_DIRECTORY "${folder}")
  netc_model_options(options)
  add_custom_command(OUTPUT "${source}" "${folder}/${model_NAME}.h"
                     COMMAND ${CMAKE_COMMAND} -E env "CC=${CMAKE_C_COMPILER}" "CFLAGS="
                             $<TARGET_FILE:netc::netc> "${spec}" -o "${source}" ${options}
                     DEPENDS "${spec}" netc::netc COMMENT "netc ${model_NAME}" VERBATIM)
  target_sources(${target} PRIVATE "${source}" "${folder}/${model_NAME}.h")
  target_include_directories(${target} PRIVATE "${folder}")
  target_compile_features(${target} PRIVATE c_std_11)
  netc_model_tuning(tuning)
  set_property(SOURCE "${source}" APPEND PROPERTY COMPILE_OPTIONS ${tuning})
  if(model_MAIN)
    set_property(SOURCE "${source}" APPEND PROPERTY COMPILE_DEFINITIONS NETC_MAIN)
    target_link_libraries(${target} PRIVATE netc::runtime)
  elseif(UNIX)
    target_link_libraries(${target} PRIVATE m)
  endif()
endfunction()

# Of a call of netc_add_model, whose variables these see: is it right,
macro(netc_check_model)
  if(model_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "netc_add_model: unknown argument `${model_UNPARSED_ARGUMENTS}`")
  endif()
  if(model_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "netc_add_model: ${model_KEYWORDS_MISSING_VALUES} without a value")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "netc_add_model: there is no target `${target}`; add_executable or add_library comes first")
  endif()
  if(NOT CMAKE_C_COMPILER_LOADED)
    message(FATAL_ERROR "netc_add_model: the generated code is C: `project(... LANGUAGES C CXX)`")
  endif()
  if(model_MAIN AND model_INFERENCE_ONLY)
    message(FATAL_ERROR "netc_add_model: MAIN is a program that trains, INFERENCE_ONLY leaves that out")
  endif()
  if(model_MAIN AND NOT TARGET netc::runtime)
    message(FATAL_ERROR "netc_add_model: MAIN needs the runtime, and that needs ${netc_MISSING}, not found here")
  endif()
endmacro()

# what are netc's options,
function(netc_model_options result)
  set(options "")
  if(NOT model_TARGET AND NOT model_NATIVE)
    set(model_TARGET generic)
  endif()
  foreach(option VARIANT TARGET LANES SHARDS)
    if(model_${option})
      string(TOLOWER ${option} word)
      list(APPEND options --${word} ${model_${option}})
    endif()
  endforeach()
  foreach(value IN LISTS model_SET)
    list(APPEND options --set ${value})
  endforeach()
  if(model_INFERENCE_ONLY)
    list(APPEND options --inference-only)
  endif()
  set(${result} ${options} PARENT_SCOPE)
endfunction()

# and what are the C compiler's?
function(netc_model_tuning result)
  set(tuning -O3 -ffp-contract=off)
  if(model_NATIVE)
    include(CheckCCompilerFlag)
    list(APPEND tuning -march=native)
    check_c_compiler_flag(-mprefer-vector-width=512 netc_HAS_VECTOR_WIDTH)
    if(netc_HAS_VECTOR_WIDTH)
      list(APPEND tuning -mprefer-vector-width=512)
    endif()
  endif()
  set(${result} ${tuning} PARENT_SCOPE)
endfunction()

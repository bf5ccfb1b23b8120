/** @file
 * Which release of the library this is. Since 0.1.0. Thread safe.
 */
#ifndef GKPLAN_VERSION_H
#define GKPLAN_VERSION_H

/** The version of the headers that a program was compiled with. */
#define GKPLAN_VERSION_MAJOR  0
#define GKPLAN_VERSION_MINOR  1
#define GKPLAN_VERSION_PATCH  0
#define GKPLAN_VERSION_STRING "0.1.0"
/** major * 10000 + minor * 100 + patch, to be compared in an `#if`. */
#define GKPLAN_VERSION_NUMBER (GKPLAN_VERSION_MAJOR * 10000 + GKPLAN_VERSION_MINOR * 100 + GKPLAN_VERSION_PATCH)
/** The ABI version: programs built against one run with every library of the same. */
#define GKPLAN_ABI_VERSION    1

#if defined(_WIN32) || defined(__CYGWIN__)
#define GKPLAN_API
#else
/** Marks every exported function; the library is built with hidden visibility. */
#define GKPLAN_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** The version of the library that runs, such as "0.1.0". A static string, never NULL. */
GKPLAN_API const char *gkplan_version(void);

/** The version of the library that runs, as GKPLAN_VERSION_NUMBER counts. */
GKPLAN_API int gkplan_version_number(void);

/** The ABI version of the library that runs, GKPLAN_ABI_VERSION of its build: for callers that load it at run time. */
GKPLAN_API int gkplan_abi_version(void);

#ifdef __cplusplus
}
#endif
#endif

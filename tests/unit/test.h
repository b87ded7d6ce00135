/* What every unit test includes: cmocka and its needs. */
#ifndef GM_TEST_H
#define GM_TEST_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#endif

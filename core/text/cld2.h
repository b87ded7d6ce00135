/* The shim to CLD2, which is C++. */
#ifndef GM_TEXT_CLD2_H
#define GM_TEXT_CLD2_H
#ifdef __cplusplus
extern "C" {
#endif
/* CLD2's code of the main language of valid UTF-8, NULL where it is not reliable. */
const char *gm_cld2_detect(const char *text, int size);
#ifdef __cplusplus
}
#endif
#endif

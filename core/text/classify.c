/* What each byte is, for the portable path. */
#include "text/classify.h"

#define LETTER (GM_BYTE_LETTER | GM_BYTE_WORD)
#define DIGIT (GM_BYTE_DIGIT | GM_BYTE_WORD)
#define CLOSER GM_BYTE_CLOSER

const uint16_t gm_byte_classes[256] = {
    [0 ... 8] = CLOSER,
    ['\t' ... '\r'] = GM_BYTE_BLANK,
    [14 ... 31] = CLOSER,
    [' '] = GM_BYTE_BLANK | GM_BYTE_SPACE,
    ['!'] = GM_BYTE_STOP,
    ['"'] = GM_BYTE_QUOTE,
    ['#'] = CLOSER, ['$'] = CLOSER, ['%'] = CLOSER, ['\''] = CLOSER,
    [')'] = GM_BYTE_WAKE,
    [','] = GM_BYTE_MID,
    ['-'] = GM_BYTE_HYPHEN,
    ['.'] = GM_BYTE_POINT | GM_BYTE_MID | GM_BYTE_STOP,
    ['/'] = GM_BYTE_WAKE,
    ['0' ... '9'] = DIGIT,
    [':'] = GM_BYTE_COLON,
    [';'] = GM_BYTE_MID,
    ['?'] = GM_BYTE_STOP,
    ['@'] = CLOSER,
    ['A' ... 'Z'] = LETTER,
    ['_'] = GM_BYTE_WORD,
    ['`'] = CLOSER,
    ['a' ... 'z'] = LETTER,
    [127 ... 255] = CLOSER,
};

/* A guess at how common an English word is, for choosing what to look for first. */
#ifndef GM_MATCH_COMMONNESS_H
#define GM_MATCH_COMMONNESS_H
#include "base/slice.h"

/* Occurrences in a million running words; a wrong guess costs time, never a hit. */
double gm_commonness(gm_slice folded_word);
#endif

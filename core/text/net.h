/* Addresses and names of the net, recognised where a token may begin. */
#ifndef GM_TEXT_NET_H
#define GM_TEXT_NET_H
#include <stdint.h>

/* The end of the URL, e-mail address, @name or #tag that begins at `at`; 0 where none
 * does. */
uint32_t gm_net_end(const char *text, uint32_t size, uint32_t at);
/* Whether a chunk holds a character without which there is none: @ # / or "www." */
int gm_net_possible(const char *text, uint32_t size);
#endif

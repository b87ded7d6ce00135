/* Function words and the commonest verbs, in three classes of frequency. Lemmas stand
 * for all their forms, so "be" and "have" are in the first. The matcher replaces these
 * guesses by what it has counted, so the order of magnitude is enough. */
#include "match/commonness.h"

static const char most[] = " the of and to a in be is that for it as was with have on "
                           "by at not are this which from"
                           " or an but 's , . ";
static const char many[] =
    " has had were been do will would can could may must should shall more than other "
    "their"
    " its his her our your they we he she you i who what when where there these those "
    "all"
    " if no any some such also into only new one two up out over so about most many "
    "after"
    " before between through under against during n't say make take us ' ) ( : ; - -- ";
static const char several[] =
    " year time people world country state government nation use work need give come "
    "go see"
    " know get become want help first last very well own same much even still while "
    "because"
    " then now here how between both each few part way day good great us them him my me"
    " am does did being having per cent % ? ! \" $ upon within without among however "
    "since"
    " until though although every another long high us president national international"
    " united states ";

static bool holds(const char *words, gm_slice word) {
  for (const char *at = words; (at = strchr(at, ' ')) && at[1]; at++)
    if (strncmp(at + 1, word.data, word.size) == 0 && at[1 + word.size] == ' ')
      return true;
  return false;
}

double gm_commonness(gm_slice folded_word) {
  if (folded_word.size == 0 || folded_word.size > 16) return 10;
  if (memchr(folded_word.data, ' ', folded_word.size)) return 1;
  if (holds(most, folded_word)) return 20000;
  if (holds(many, folded_word)) return 2500;
  if (holds(several, folded_word)) return 800;
  return folded_word.size < 5 ? 100 : 40;
}

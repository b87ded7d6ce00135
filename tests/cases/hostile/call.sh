# Functions of rules, and LPeg, that never end, take all memory, fail oddly or keep what they saw.
. "$CASES/hostile/two.inc"
two call

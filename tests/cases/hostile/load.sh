# Rule files that try to get out, never end, take all memory or fail oddly while they are loaded.
. "$CASES/hostile/two.inc"
two load

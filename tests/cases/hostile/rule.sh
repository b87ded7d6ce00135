# Patterns, lists and files of packs that blow up, lie or lead out of the pack.
. "$CASES/hostile/two.inc"
two rule

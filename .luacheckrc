std = "lua54"
max_line_length = 120
exclude_files = { "build" }
files["tests/spec"] = { std = "+busted" }
files["**/*_spec.lua"] = { std = "+busted" }
-- The words of the rule language are the globals of rule files.
files["rules"] = {
  globals = {},
  read_globals = {
    "pack", "entity", "theme", "pattern", "context", "zone", "factor", "score", "file",
    "phrase", "word", "fold", "lemma", "stem", "regex", "shape", "pos", "any", "any_of", "ref",
    "gap", "near", "cap", "behind", "cql", "lpeg", "sentence_begin", "sentence_end", "in_zone",
  },
}

-- The language pack: how English negates, doubts, plans, concedes and reports. Every pack uses it.
-- All of it can be read and changed here; `gimlet check std` runs the examples.
pack "std" {
  about   = "English: negation, need, doubt, condition, concession, plans, the past, who says so; zones.",
  version = "1.0.0",
  files   = { "clauses", "negation", "modality", "time", "speech", "zones" },
}

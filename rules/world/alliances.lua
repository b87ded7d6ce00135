-- Alliances and clubs of states; and longer names that only look like a country's.

entity "alliance" {
  kind    = "alliance",
  about   = "Alliances, treaty organisations and informal clubs of states.",
  names   = file "alliances.tsv",
  finds   = { "The Five Eyes, the Quad and AUKUS overlap." },
  ignores = { "Five eyes looked at him from the quad bike." },
}

entity "longer_name" {
  kind    = "other",
  about   = "Seas, places, publishers and wares with a country's name inside: no country is meant.",
  names   = file "longer_names.tsv",
  finds   = { "Ships crossed the South China Sea.", "The Japan Times reported it." },
  ignores = { "China and Japan talked." },
}

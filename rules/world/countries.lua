-- Countries with their capitals, peoples and metonyms, and who speaks in their name.
-- The table holds a row per country and way of naming it; a country is one thing however it
-- is named, so `{world.japan}` finds Japan, Tokyo, Japanese and 日本 alike.

entity "country" {
  kind    = "country",
  about   = "States and territories: names, capitals, demonyms, metonyms, and names in their own languages.",
  names   = file "countries.tsv",
  finds   = { "Tokyo and Washington agreed.", "The Kremlin denied it.", "They wrote 日本 on it." },
  ignores = { "They ate turkey and polish sausage on fine china." },
}

-- A demonym alone is no actor; with a word for those who govern it is: the Japanese government.
entity "government" {
  kind    = "government",
  about   = "Governments, parliaments and forces named by their people.",
  names   = file "governments.tsv",
  finds   = { "The Japanese government denied it.", "The Government of Canada denied it." },
  ignores = { "The Japanese garden is open." },
}

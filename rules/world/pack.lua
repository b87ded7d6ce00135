-- Countries, who speaks for them, and the clubs they belong to: names every pack can lean on.
-- Data of public knowledge, kept in the tables beside this file; add a row, run
-- `gimlet check world`. Every country can be the subject of a pack: `--subject south_korea`.
pack "world" {
  about   = "Countries, capitals, peoples, institutions, agencies, leaders and alliances.",
  version = "1.0.0",
  files   = { "countries", "institutions", "alliances" },
}

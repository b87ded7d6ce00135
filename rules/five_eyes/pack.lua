-- How ready is Japan to join the Five Eyes? What speaks for it and against it in the articles at hand.
-- No rule names Japan: `--subject south_korea` asks the same of another country.
--
--   entities.lua         the club, its members, its rivals and partners
--   words.lua            plain English that many rules share: adopt, lack, weak, strong, worry
--   themes.lua           the subjects: clearance, secrecy law, intrusion, spy service
--   claims.lua           facts that articles may contradict each other on
--   factors_brings.lua   what the country would bring: collection, spies, services
--   factors_reach.lua    what it would bring: place, business, diplomacy
--   factors_secrets.lua  whether it keeps secrets: law and vetting
--   factors_leaks.lua    whether it keeps secrets: networks and people
--   factors_wanted.lua   whether it is wanted
--   factors_fit.lua      whether its institutions and aims fit
--   factors_able.lua     whether its leaders can and will
--   factors_public.lua   whether its public and its law would let it
--   factors_beside.lua   at weight 0: what rivals would do, what could be had without joining
--
-- After a change: gimlet check five_eyes
pack "five_eyes" {
  about   = "How ready is Japan to join the Five Eyes?",
  version = "1.0.0",
  uses    = { "std", "world" },
  files   = { "entities", "words", "themes", "claims", "factors_brings", "factors_reach", "factors_secrets",
              "factors_leaks", "factors_wanted", "factors_fit", "factors_able", "factors_public", "factors_beside" },
  subject = "world.japan",
  topic   = "intelligence_sharing",
}

score "readiness" {
  about  = "Readiness to join the Five Eyes",
  groups = {
    brings        = "What it brings",
    keeps_secrets = "Whether it keeps secrets",
    wanted        = "Whether it is wanted",
    able          = "Whether it can and will",
    beside        = "Beside the total",
  },
  scale  = { 0, 100 },
}

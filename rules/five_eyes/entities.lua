-- The club, its members, those it watches, and the words that stand for them.

theme "member" {
  about   = "The five countries of the alliance, however named; a list of them counts as one.",
  phrases = {
    "(the) {world.united_states}|{world.united_kingdom}|{world.australia}|{world.canada}|{world.new_zealand}",
    "(the) {world.united_states}|{world.united_kingdom}|{world.australia}|{world.canada}|{world.new_zealand} and "
      .. "(the) {world.united_states}|{world.united_kingdom}|{world.australia}|{world.canada}|{world.new_zealand}",
    "(the) {world.united_states}|{world.united_kingdom}|{world.australia}|{world.canada}|{world.new_zealand} , "
      .. "(the) {world.united_states}|{world.united_kingdom}|{world.australia}|{world.canada}|"
      .. "{world.new_zealand} (,) and "
      .. "(the) {world.united_states}|{world.united_kingdom}|{world.australia}|{world.canada}|{world.new_zealand}",
  },
  finds   = { "London and Washington agreed.", "The CIA knew." },
  ignores = { "Germany asked." },
}

theme "rival" {
  about   = "Countries whose doings the alliance watches; a list of them counts as one.",
  phrases = {
    "{world.china}|{world.north_korea}|{world.russia}|{world.iran}",
    "{world.china}|{world.north_korea}|{world.russia}|{world.iran} and|or"
      .. "{world.china}|{world.north_korea}|{world.russia}|{world.iran}",
    "{world.china}|{world.north_korea}|{world.russia}|{world.iran} ,"
      .. "{world.china}|{world.north_korea}|{world.russia}|{world.iran} (,) and|or"
      .. "{world.china}|{world.north_korea}|{world.russia}|{world.iran}",
  },
  finds   = { "China, Russia and North Korea", "Beijing" },
  ignores = { "Canada" },
}

theme "club" {
  about   = "The alliance itself, by name or by what it is called the second time.",
  phrases = {
    "{world.five_eyes}", "{world.five_eyes} alliance|network|group|club|partnership|pact|community|arrangement",
    "(spy|intelligence|eavesdropping|surveillance) (sharing|gathering) alliance|network|club|pact|group|partnership",
    "information sharing alliance|network|club|pact|group|partnership",
    "intelligence alliance|club|pact|grouping|partnership|network",
    "spy alliance|club|pact|grouping|network",
    "the alliance|group|club|partnership|network|pact|circle",
    "{member} led coalition",
  },
  finds   = { "the Five Eyes alliance", "a spy club", "the grouping" },
  ignores = { "the football team" },
}

theme "partner" {
  about   = "Those whose trust is in question: members, the club, allies and partners without a name.",
  phrases = {
    "{member}", "{member} official|officer|agency|service|spy|intelligence|minister|government|diplomat|lawmaker",
    "{world.five_eyes} (intelligence) (cyber) member|partner|country|nation|official|state|agency|ally|power",
    "{club}", "{club} member|nation|official",
    "(the) ally|partner", "its|key|close|security|intelligence|foreign|western|like-minded ally|partner",
    "(the) (other) (five) member(s) (state|country|nation)",
    "(the) {world.five_eyes} (intelligence) (cyber) (members)",
  },
  finds   = { "the Five Eyes countries", "its allies", "American officials" },
  ignores = { "Thai officials" },
}

theme "joining" {
  about   = "Becoming a member, in the many ways it is put.",
  phrases = {
    "join|enter", "joining|entering", "accede to", "accession", "membership", "admission", "inclusion",
    "participation",
    "participate", "take part", "become (a|the) (full) (formal) (sixth) member|eye|partner|participant",
    "(the) sixth eye|member|partner",
    "be (formally) admitted|included|invited", "(a) seat at the table", "elevation to", "(full) integration into",
    "(full) (formal) membership of|in", "be (a) part of {club}", "be brought into", "sign up to",
    "{world.five_eyes} expansion",
  },
  finds   = { "It wants to become the sixth eye.", "its accession" },
  ignores = { "They drank tea." },
}

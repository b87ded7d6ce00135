-- What was so once.

context "past" {
  about = "Of a time gone by: kept and dated, at full strength.",
  scope = "clause",
  cues  = {
    "used to", "be once", "once|formerly|previously|historically|traditionally|originally", "in the past",
    "at (the|that) time",
    "back then", "(back) in [word=\"(1[89]|20)[0-9][0-9]\"]",
    "(since|during|by|from|until|after|before|of) [word=\"(1[89]|20)[0-9][0-9]\"]",
    "in (the) [word=\"(19|20)[0-9]0s\"]", "(in) (the) (early|late|mid) [word=\"(19|20)[0-9]0s\"]",
    "(years|decades|long|months) ago",
    "last year|decade|century|month|week", "during the cold war", "after world war", "after the war",
    "in (jan|january|february|march|april"
      .. "|june|july|august|september|october|november|december) [word=\"(1[89]|20)[0-9][0-9]\"]", "no longer",
      "this was a time",
  },
  except  = { "at once", "once again|more", "at the same time", "once (it|they|he|she|the)" },
  finds   = { "It used to share little.", "In 2006 it lost data.", "Japan was once lax." },
  ignores = { "Act at once.", "It shares much." },
}

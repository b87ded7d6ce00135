-- What was so once.

context "past" {
  about = "Of a time gone by: kept and dated, at full strength.",
  scope = "clause",
  cues  = {
    "use to", "be once", "once|formerly|previously|historically|traditionally|originally", "in the past",
    "at the|that time", "back then", "in|since|during|from|after|before|of [word=\"(1[89]|20)[0-9][0-9]\"]",
    "in (the) (early|late|mid) [word=\"(19|20)[0-9]0s\"]", "year|decade|month ago", "long ago",
    "last year|decade|century|month|week", "during the cold war", "after world war", "after the war",
    "in|of january|february|march|april|may|june|july|august|september|october|november|december"
      .. " [word=\"(1[89]|20)[0-9][0-9]\"]", "no longer",
  },
  except  = { "at once", "once again|more", "at the same time", "once it|they|he|she|the", "by use to" },
  finds   = { "It used to share little.", "In 2006 it lost data.", "Japan was once lax." },
  ignores = { "Act at once.", "It shares much." },
}

-- Where clauses part, and who acts in them: what the scopes of the context rules lean on.

pattern "clause_edge" {
  about   = "A new clause begins: what is said before it does not reach beyond.",
  phrases = {
    "but", "however", ";", ":", "—", "--", "although", "though", "whereas", "because", "unless", "until", "if",
    "whether",
    ", while|and|or|so|yet|as|since|which|who|whom|whose|where|when|even|despite", "while", "that", "which", "who",
    "whose", "when",
    "where", "what", "why", "how", "(even) as it|he|she|they|the|its|their|this",
    "before|after|since it|he|she|they|we|i",
    "and it|he|she|they|we|i|you|this|that|there", ", (thus|thereby) [word=\".*ing\"]", ", with",
  },
  finds   = { "It has a law, but no agency.", "It said that it would." },
  ignores = { "Japan has no law on clearances." },
}

pattern "opening_clause" {
  about   = "A clause that opens the sentence, up to its comma: “Although it has no agency,”.",
  match   = sentence_begin * phrase("although|though|while|whilst|if|unless|when|because|since|as|after|before|once"
    .. "|whereas|(even though)|(even if)") * gap(1, 25) * word ",",
  finds   = { "Although it has no agency, Japan has a law.", "When asked, he left." },
  ignores = { "Japan has no agency, although it has a law." },
}

pattern "other_agent" {
  about   = "Somebody else who acts: the group, its members, people.",
  phrases = {
    "the|this|that (spy|intelligence) (sharing) group|grouping|alliance|bloc|club|network|coalition|partnership"
      .. "|west|world",
    "member|partner|ally|critic|they|we|you|i|he|she|everyone|nobody|who", "united nations", "both (sides) (of)",
  },
  finds   = { "The group should not waste time.", "Allies must decide." },
  ignores = { "Tokyo should act." },
}

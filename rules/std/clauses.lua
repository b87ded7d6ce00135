-- Where clauses part, and who acts in them: what the scopes of the context rules lean on.

local pronoun = phrase "it|he|she|they|we|i|you|there|one"
local determiner = phrase "the|a|an|this|these|those|its|their|his|her|our|my|no|all|any|some|many"
local finite = phrase "be|have|do|will|would|could|can|may|might|shall|should|must|not|never"
local name = regex "[A-Z].*"

pattern "clause_edge" {
  about   = "A new clause begins: what is said before it does not reach beyond.",
  phrases = {
    "but", "however", ";", ":", "—", "--", "although|though|whereas|because|unless|until|if|whether|while",
    "which|who|whom|whose|when|where|what|why|how", ", and|or|so|yet|as|since|even|despite|with",
  },
  -- “said that it …” and not “that law”; the words looked ahead at belong to the new clause
  match   = phrase "that" * #(pronoun + determiner + finite + name + phrase "if|when")
    + phrase "as|before|after|since" * #(pronoun + phrase "the|its|their|this")
    + phrase "say|claim|think|believe|argue|fear|hope|note|add" * #(pronoun + determiner + name)
    + phrase "and" * #(pronoun + phrase "this|that")
    + word "," * #(phrase "thus|thereby" ^ -1 * regex "\\p{L}+ing"),
  finds   = { "It has a law, but no agency.", "It said that it would.", "It has none, making it hard." },
  ignores = { "Japan has no law on clearances.", "It lost that law." },
}

pattern "inner_edge" {
  about   = "A clause inside another begins: what is said before it goes for it as well.",
  match   = -behind(phrase ",|;|:")
    * phrase "which|who|whom|whose|when|where|what|why|how|if|whether|until|because|that|while",
  finds   = { "There is no man who can swim." },
  ignores = { "It has a law, which works." },
}

pattern "opening_clause" {
  about   = "A clause that opens the sentence, up to its comma: “Although it has no agency,”.",
  match   = sentence_begin * phrase("although|though|while|whilst|if|unless|when|because|since|as|after|before|once"
    .. "|whereas|(even though)|(even if)") * gap(1, 25) * word ",",
  finds   = { "Although it has no agency, Japan has a law.", "When asked, he left." },
  ignores = { "Japan has no agency, although it has a law." },
}

pattern "group_word" {
  about   = "What an alliance named before is called.",
  phrases = { "the|this|that (spy|intelligence) (sharing) grouping|alliance|bloc|pact|partnership|coalition"
    .. "|organisation|organization|club|network" },
  finds   = { "The alliance met.", "That grouping is old." },
  ignores = { "An alliance of convenience." },
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

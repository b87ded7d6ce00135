-- The terms of a corpus, or of a part of it: runs of one to three words, each with a sentence that shows it.
local function shown_in(words, term)
  local match = words.kwic('"' .. term .. '"', { as = "phrase", limit = 1, stop = true })[1]
  if not match then return nil end
  for sentence in words.doc(match.number):sentences() do
    if match.begin < sentence["end"] then return sentence.text, match.document end
  end
end

-- No word of a closed class at its ends, no number in it.
local function is_term(words, name)
  for word in name:gsub("’", "'"):gmatch "%S+" do -- ’s is a letter by its first byte
    if not word:find "^[%a\xC3-\xF4]" then return false end
  end
  return not (words.stop_word(name:match "^%S+") or words.stop_word(name:match "%S+$") or name:find "%d") and #name > 3
end

return {
  usage = "glossary [--where CONDITION]",
  about = "With --where: what sets these documents apart from the others, by log-likelihood. Without: the most "
    .. "frequent terms. A term does not begin or end with a stop word.",
  maximum = 0,
  options = {
    { "where", short = "w", value = "CONDITION", help = "terms of these documents, against the others" },
    { "limit", short = "n", value = "N", kind = "integer", default = 30, help = "so many terms (default: 30)" },
    { "min", value = "N", kind = "integer", default = 5, help = "terms so frequent (default: 5)" },
  },
  examples = { "gimlet do glossary --where 'date >= 2010' -o glossary.csv" },
  run = function(words, options)
    local rows = {}
    for n = 1, 3 do
      local list = options.where
        and words.keyness(options.where, { ngrams = n, limit = 400, min_target = options.min, unit = "form" })
        or words.freq { ngrams = n, limit = 2000, min = options.min, unit = "form" }
      for row in list do
        if is_term(words, row.word) then
          rows[#rows + 1] = { term = row.word, frequency = row.target or row.frequency,
            weight = (row.ll or row.frequency) * n } -- a longer term says more
        end
      end
    end
    local terms = words.rows(rows, { "term", "frequency", "sentence", "document" }, { label = "term",
      value = "frequency" }):sort "-weight":first(options.limit)
    for term in terms do
      term.sentence, term.document = shown_in(words, term.term)
    end
    return terms
  end,
}

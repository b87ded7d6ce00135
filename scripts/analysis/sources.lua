-- Sources side by side: how much each says, its own words, and what it holds of each side.
return {
  usage = "sources [PACK] [--min N]",
  about = "A row a source: documents, words, first and last date, the words that set it apart from the others "
    .. "(log-likelihood); with a pack, or where there is a run, its evidence for and against.",
  maximum = 1,
  options = {
    { "min", value = "N", kind = "integer", default = 2, help = "only sources with so many documents (default: 2)" },
    { "words", value = "N", kind = "integer", default = 5, help = "so many words of its own (default: 5)" },
  },
  examples = { "gimlet do sources", "gimlet do sources five_eyes --csv > sources.csv" },
  run = function(words, options, arguments)
    local evidence = {}
    local runs = words.sql "SELECT number FROM runs LIMIT 1"
    if arguments[1] or #runs > 0 then
      for piece in words.evidence(arguments[1]) do
        local own = evidence[piece.source or ""] or { ["+"] = 0, ["-"] = 0 }
        own[piece.sign] = own[piece.sign] + 1
        evidence[piece.source or ""] = own
      end
    end
    local rows = {}
    for row in words.sql("SELECT COALESCE(source, '(none)') AS source, COUNT(*) AS documents, SUM(tokens) AS tokens, "
      .. "MIN(earliest) AS first, MAX(latest) AS last FROM documents GROUP BY 1 HAVING COUNT(*) >= ? "
      .. "ORDER BY documents DESC, 1", options.min) do
      rows[#rows + 1] = row
    end
    for _, row in ipairs(rows) do
      local sides = evidence[row.source]
      row.supports, row.opposes = sides and sides["+"], sides and sides["-"]
      if #rows > 1 and options.words > 0 and row.source ~= "(none)" then
        local own = words.keyness(('source = "%s"'):format(row.source:gsub('[\\"]', "\\%0")), { limit = options.words,
          stop_words = "en", min_target = 3 })
        row.its_words = #own > 0 and table.concat(own:column "word", ", ") or nil
      end
    end
    return words.rows(rows, { "source", "documents", "supports", "opposes", "its_words", "tokens", "first", "last" },
      { label = "source", value = "documents" })
  end,
}

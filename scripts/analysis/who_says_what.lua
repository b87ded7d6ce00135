-- Who says what: speakers by factors, how often each speaks for and against.
return {
  usage = "who_says_what [PACK] [--by source]",
  about = "Of a pack, or of the latest run. A row a speaker, a column a factor: +2−1 is two pieces of evidence for and "
    .. "one against. Where a sentence names no speaker its source speaks.",
  maximum = 1,
  options = {
    { "by", value = "WHO", choices = { "speaker", "source" }, default = "speaker",
      help = "speaker (the default) or source" },
    { "min", value = "N", kind = "integer", default = 1, help = "only who says so much (default: 1)" },
  },
  examples = {
    { "gimlet do who_says_what five_eyes", "speakers by factors" },
    { "gimlet do who_says_what --by source --csv > matrix.csv", "of the latest run, for a spreadsheet" },
  },
  run = function(words, options, arguments)
    local speakers, list, factors, known = {}, {}, {}, {}
    for piece in words.evidence(arguments[1]) do
      local who = options.by == "speaker" and piece.speaker or piece.source
        or piece.document:match "[^/]+$"
      if not speakers[who] then
        speakers[who] = { who = who, total = 0, cells = {} }
        list[#list + 1] = speakers[who]
      end
      if not known[piece.factor] then
        known[piece.factor] = true
        factors[#factors + 1] = piece.factor
      end
      local row = speakers[who]
      local cell = row.cells[piece.factor] or { ["+"] = 0, ["-"] = 0 }
      cell[piece.sign] = cell[piece.sign] + 1
      row.cells[piece.factor], row.total = cell, row.total + 1
    end
    table.sort(factors)
    local rows, columns = {}, table.move(factors, 1, #factors, 3, { "who", "total" })
    for _, row in ipairs(list) do
      for factor, cell in pairs(row.cells) do
        row[factor] = (cell["+"] > 0 and "+" .. cell["+"] or "") .. (cell["-"] > 0 and "−" .. cell["-"] or "")
      end
      row.cells = nil
      if row.total >= options.min then rows[#rows + 1] = row end
    end
    return words.rows(rows, columns, { label = "who", value = "total" }):sort "who":sort "-total"
  end,
}

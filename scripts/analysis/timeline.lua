-- Evidence of each factor by year: how much speaks for it and how much against.
return {
  usage = "timeline [PACK] [--factor NAME] [--spoken]",
  about = "Of a pack, or of the latest run; by the year of the documents, or with --spoken by the year that a sentence "
    .. "speaks of, where it tells one.",
  maximum = 1,
  options = {
    { "factor", value = "NAME", help = "only this one" },
    { "spoken", help = "by the year that is spoken of" },
    { "plot", help = "draw what speaks for it less what speaks against, year by year" },
  },
  examples = {
    { "gimlet do timeline five_eyes", "every factor" },
    { "gimlet do timeline five_eyes --factor security_clearance --spoken", "one of them, by what it speaks of" },
  },
  run = function(words, options, arguments)
    local groups, list = {}, {}
    for piece in words.evidence(arguments[1]) do
      local year = options.spoken and piece.year or piece.date and piece.date:match "^%d%d%d%d" or "undated"
      if not options.factor or options.factor == piece.factor then
        local key = piece.factor .. " " .. year
        local row = groups[key]
        if not row then
          row = { factor = piece.factor, year = tostring(year), supports = 0, opposes = 0 }
          groups[key], list[#list + 1] = row, row
        end
        local side = piece.sign == "-" and "opposes" or "supports"
        row[side] = row[side] + 1
        row.balance = row.supports - row.opposes
      end
    end
    local rows = words.rows(list, { "factor", "year", "supports", "opposes", "balance" }, { label = "year",
      value = "balance", axis = "name" }):sort "year":sort "factor"
    return options.plot and words.plot(rows, "bars") or rows
  end,
}

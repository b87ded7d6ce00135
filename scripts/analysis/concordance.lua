-- Every place where a phrase, a query or a rule matches, with the text around it, for a table.
return {
  usage = "concordance QUERY [--where CONDITION]",
  about = "A row a match: document, date, source, title, left, match, right, the bytes it takes. With --csv or -o it "
    .. "goes to a spreadsheet.",
  minimum = 1, maximum = 1,
  options = {
    { "where", short = "w", value = "CONDITION", help = "only documents that fulfil it" },
    { "sort", short = "s", value = "BY", help = "left, right, match, date, source, title, document" },
    { "limit", short = "n", value = "N", kind = "integer", help = "so many" },
    { "sample", value = "N", kind = "integer", help = "so many by chance" },
  },
  examples = {
    { "gimlet do concordance 'climate change' -o climate.csv", "for a spreadsheet" },
    { "gimlet do concordance peace --sort right -n 20", "to read" },
  },
  run = function(words, options, arguments)
    return words.kwic(arguments[1], options)
  end,
}

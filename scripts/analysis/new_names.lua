-- New names: who or what is named in the last period and never before.
return {
  usage = "new_names [--since DATE]",
  about = "Runs of capitalised words in documents since DATE that no earlier document holds; without DATE, of the last "
    .. "month that documents have. Names at the beginning of a sentence alone do not count.",
  maximum = 0,
  options = {
    { "since", value = "DATE", help = "2024-05 or 2024-05-01 (default: the newest month)" },
    { "min", value = "N", kind = "integer", default = 2, help = "named so often (default: 2)" },
    { "limit", short = "n", value = "N", kind = "integer", default = 40, help = "so many (default: 40)" },
  },
  examples = { { "gimlet do new_names", "of the newest month" }, "gimlet do new_names --since 2024 -o names.csv" },
  run = function(words, options)
    local newest = words.sql("SELECT MAX(earliest) AS day FROM documents")[1].day
    if not newest then error("no document has a date", 0) end
    local since = options.since or newest:sub(1, 7)
    local counts, rows = {}, {}
    for match in words.kwic('[shape="Xx.*"]+', { where = "date >= " .. since, as = "cql", strategy = "longest" }) do
      local first = match.left:find "[%.!?:;“\"]%s*$" or not match.left:find "%S"
      local row = counts[match.match]
      if not row then
        row = { name = match.match, count = 0, within = 0, document = match.document, date = match.date,
          source = match.source, example = match.left:match "[^%.]*$" .. match.match .. match.right:match "^[^%.]*" }
        counts[match.match], rows[#rows + 1] = row, row
      end
      row.count, row.within = row.count + 1, row.within + (first and 0 or 1)
    end
    table.sort(rows, function(a, b)
      if a.count ~= b.count then return a.count > b.count end
      return a.name < b.name
    end)
    local new = {}
    for _, row in ipairs(rows) do
      local quoted = '"' .. row.name:gsub('"', "") .. '"'
      local wanted = #new < options.limit and row.count >= options.min and row.within > 0 and #row.name > 2
      if wanted and #words.kwic(quoted, { where = "date < " .. since, as = "phrase", limit = 1, stop = true }) == 0 then
        new[#new + 1] = row
      end
    end
    return words.rows(new, { "name", "count", "date", "source", "example", "document" }, { label = "name",
      value = "count", note = ("since %s, not named before"):format(since) })
  end,
}

-- A matrix of competing hypotheses, prefilled: evidence by hypotheses, CC, C, N, I, II or NA in each cell.
return {
  usage = "ach HYPOTHESIS… [--top N]",
  about = "After Heuer, Psychology of Intelligence Analysis, ch. 8. A HYPOTHESIS is PACK or PACK:SUBJECT; the evidence "
    .. "of its factors fills the cells: CC or C where a sentence speaks for it strongly (half a point) or weakly, II "
    .. "or I against it, N where its signs cancel, NA where the pack says nothing of it. The rows that tell hypotheses "
    .. "apart come first. It is a beginning: an analyst goes through every cell.",
  minimum = 1,
  options = {
    { "top", short = "n", value = "N", kind = "integer", default = 40, help = "so many rows (default: 40)" },
  },
  examples = { "gimlet do ach five_eyes five_eyes:world.canada -o ach.csv" },
  run = function(words, options, arguments)
    local rows, list = {}, {}
    for _, name in ipairs(arguments) do
      local pack, subject = name:match "^(.-):(.+)$"
      for piece in words.evidence(pack or name, { subject = subject }) do
        local key = piece.hash .. " " .. (piece.sentence or piece.text)
        local row = rows[key]
        if not row then
          row = { evidence = (piece.sentence or piece.text):gsub("%s+", " "), source = piece.source, date = piece.date,
            document = piece.document, points = {} }
          rows[key], list[#list + 1] = row, row
        end
        row.points[name] = (row.points[name] or 0) + (piece.sign == "-" and -1 or 1) * piece.points
      end
    end
    local columns = table.move(arguments, 1, #arguments, 2, { "evidence" })
    table.move({ "source", "date", "document" }, 1, 3, #columns + 1, columns)
    for _, row in ipairs(list) do
      local low, high, against = math.huge, -math.huge, 0
      for _, name in ipairs(arguments) do
        local points = row.points[name]
        local strong = points and math.abs(points) >= 0.5
        row[name] = not points and "NA" or points == 0 and "N" or points > 0 and (strong and "CC" or "C")
          or strong and "II" or "I"
        low, high = math.min(low, points or 0), math.max(high, points or 0)
        against = against - math.min(0, points or 0)
      end
      row.diagnostic, row.against, row.points = high - low, against, nil
    end
    table.sort(list, function(a, b)
      if a.diagnostic ~= b.diagnostic then return a.diagnostic > b.diagnostic end
      if a.against ~= b.against then return a.against > b.against end
      return a.evidence < b.evidence
    end)
    return words.rows(list, columns, { label = "evidence", value = "diagnostic" }):first(options.top)
  end,
}

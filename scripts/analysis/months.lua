-- This month against last: what is written of more, and what less.
local function month_before(month)
  local year, number = math.tointeger(tonumber(month:sub(1, 4))), math.tointeger(tonumber(month:sub(6, 7)))
  if number == 1 then return ("%04d-12"):format(year - 1) end
  return ("%04d-%02d"):format(year, number - 1)
end

return {
  usage = "months [--month MONTH] [--against MONTH]",
  about = "The words that set the documents of a month apart from those of the month before, in both directions, by "
    .. "log-likelihood. Without --month: the newest. A year (2024) or a day works as well.",
  maximum = 0,
  options = {
    { "month", value = "MONTH", help = "2024-05 (default: the newest)" },
    { "against", value = "MONTH", help = "what it is compared with (default: the month before)" },
    { "limit", short = "n", value = "N", kind = "integer", default = 15, help = "words a side (default: 15)" },
    { "ngrams", short = "g", value = "N", kind = "integer", default = 1, help = "runs of N words" },
  },
  examples = { "gimlet do months", "gimlet do months --month 2023 --against 2022 --ngrams 2" },
  run = function(words, options)
    local newest = words.sql("SELECT MAX(earliest) AS day FROM documents")[1].day
    if not newest then error("no document has a date", 0) end
    local month = options.month or newest:sub(1, 7)
    local before = options.against or #month == 7 and month_before(month)
    if not before then error("name what it is compared with: --against", 0) end
    local rows = {}
    for _, direction in ipairs { "positive", "negative" } do
      for word in words.keyness("date = " .. month, { reference = "date = " .. before, direction = direction,
        limit = options.limit, ngrams = options.ngrams, stop_words = "en", min = 3 }) do
        rows[#rows + 1] = { word = word.word, direction = direction == "positive" and "more" or "less", ll = word.ll,
          [month] = word.target, [before] = word.reference }
      end
    end
    return words.rows(rows, { "direction", "word", "ll", month, before }, { label = "word", value = "ll",
      note = ("documents: %s %d against %s %d"):format(month, words.corpus:count("date = " .. month), before,
        words.corpus:count("date = " .. before)) })
  end,
}

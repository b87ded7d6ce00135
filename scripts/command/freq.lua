-- gimlet freq: how often words occur, in all documents or by groups of them.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local frequency = require "gimlet.query.frequency"
local statistics = require "gimlet.query.statistics"
local terminal = require "gimlet.cli.terminal"

local NAMES = { "feature", "frequency", "rank", "docfreq", "group", "per_million" }

local function request_of(options)
  return { where = options.where, by = options.by, unit = options.unit, n = options.ngrams, zones = options.zones,
    punctuation = options.punctuation, across = options.across, limit = options.limit or (options.by and 10 or 50),
    minimum = options.min, minimum_documents = options.min_docs, match = options.match, stop_words = options.stop_words,
    window = options.window }
end

local function sum(groups)
  local words, documents = 0, 0
  for _, group in ipairs(groups) do words, documents = words + group.words, documents + group.documents end
  return words, documents
end

-- ---- lists ---------------------------------------------------------------------------------------

local function flat(groups)
  local rows = {}
  for _, group in ipairs(groups) do table.move(group.rows, 1, #group.rows, #rows + 1, rows) end
  return rows
end

local function print_group(group, by)
  local rows = {}
  for i, row in ipairs(group.rows) do
    rows[i] = { row.feature, row.frequency, statistics.short(row.per_million, 1), row.docfreq,
      statistics.short((row.docfreq_share or 0) * 100, 1) }
  end
  if by then
    io.write(terminal.bold(group.label), terminal.dim(("  %s words, %s documents"):format(
      statistics.thousands(group.words), statistics.thousands(group.documents))), "\n")
  end
  io.write(terminal.table(rows, { header = { "word", "freq", "per million", "docs", "docs %" }, shrink = 1,
    right = { [2] = true, [3] = true, [4] = true, [5] = true } }))
end

local function list(open, options)
  local request = request_of(options)
  local groups, message = frequency.list(open, request)
  if not groups then return nil, message end
  if statistics.write(options, "frequency", NAMES, flat(groups)) then return 0 end
  for i, group in ipairs(groups) do
    if i > 1 then io.write "\n" end
    print_group(group, options.by)
  end
  local words, documents = sum(groups)
  local what = (options.ngrams or 1) > 1 and options.ngrams .. "-grams" or "values of " .. options.unit
  for _, unit in ipairs(statistics.UNITS) do
    if what == "values of " .. unit then what = unit .. "s" end
  end
  local parts = { statistics.base(words, documents, options) }
  if not options.by and groups[1] then
    table.insert(parts, 1, ("%s of %s %s shown"):format(statistics.thousands(#groups[1].rows),
      statistics.thousands(groups[1].all), what))
  end
  statistics.footer(table.unpack(parts))
  return 0
end

-- ---- some words ----------------------------------------------------------------------------------

local function of_words(open, options, wanted)
  local groups, message = frequency.of(open, wanted, request_of(options))
  if not groups then return nil, message end
  local rows, shown = {}, {}
  for _, group in ipairs(groups) do
    local line = { group.label, group.words }
    for i, word in ipairs(wanted) do
      local count = group.frequency[i]
      local per_million = group.words > 0 and count / group.words * 1e6 or nil
      rows[#rows + 1] = { feature = word, frequency = count, docfreq = group.docfreq[i], group = group.label,
        per_million = per_million, words = group.words, documents = group.documents }
      line[#line + 1] = count
      line[#line + 1] = statistics.short(per_million, 1)
    end
    shown[#shown + 1] = line
  end
  if statistics.write(options, "frequency", { "feature", "frequency", "docfreq", "group", "per_million", "words",
    "documents" }, rows) then return 0 end
  local header, right = { options.by or "", "words" }, {}
  for i, word in ipairs(wanted) do
    header[2 * i + 1], header[2 * i + 2] = word, "per million"
    right[2 * i + 1], right[2 * i + 2] = true, true
  end
  io.write(terminal.table(shown, { header = header, right = right, shrink = 1 }))
  if options.by and #groups > 2 then
    io.write "\n"
    for i, word in ipairs(wanted) do
      local rates = {}
      for k, group in ipairs(groups) do rates[k] = group.words > 0 and group.frequency[i] / group.words or 0 end
      if #rates <= terminal.width() - 14 then
        io.write(terminal.pad(terminal.cut(word, 12), 12), "  ", statistics.bars(rates), "\n")
      end
    end
  end
  statistics.footer(statistics.base(select(1, sum(groups)), select(2, sum(groups)), options))
  return 0
end

-- ---- diversity -----------------------------------------------------------------------------------

local SHOWN = { "tokens", "types", "hapax", "ttr", "mattr", "sttr", "guiraud", "herdan", "maas", "yule_k", "mtld" }

local function diversity(open, options)
  local list_of, message = frequency.diversity(open, request_of(options))
  if not list_of then return nil, message end
  local names = { "group", table.unpack(frequency.DIVERSITY) }
  for _, row in ipairs(list_of) do
    row.group, row.label = row.label, nil
    for _, name in ipairs { "tokens", "types", "hapax", "dis" } do row[name] = math.tointeger(row[name]) end
  end
  if statistics.write(options, "diversity", names, list_of) then return 0 end
  local rows = {}
  if options.by then
    for i, row in ipairs(list_of) do
      rows[i] = { row.group, row.tokens, row.types, statistics.short(row.ttr, 4), statistics.short(row.mattr, 4),
        statistics.short(row.guiraud, 2), statistics.short(row.herdan, 4), statistics.short(row.yule_k, 1),
        statistics.short(row.mtld, 1) }
    end
    io.write(terminal.table(rows, { header = { options.by, "words", "types", "TTR", "MATTR", "Guiraud", "Herdan",
      "Yule K", "MTLD" }, shrink = 1, right = { false, true, true, true, true, true, true, true, true } }))
  else
    for i, name in ipairs(SHOWN) do rows[i] = { name, statistics.short(list_of[1] and list_of[1][name], 4) } end
    io.write(terminal.table(rows, { right = { [2] = true } }))
  end
  statistics.footer(("MATTR and STTR over windows of %d words; --json and --csv give all measures")
    :format(options.window or 100))
  return 0
end

return {
  summary = "count words and n-grams, by groups of documents; lexical diversity",
  usage = "freq [OPTIONS] [WORD…]",
  about = "Lists the most frequent words; with words, their frequencies only; with --by, for each group of documents. "
    .. "Frequencies are also given per million words of what was counted: words without punctuation in title, "
    .. "headings, body, lists and tables unless asked otherwise. Words equally frequent are in the order of their "
    .. "bytes.",
  options = {
    "corpus",
    statistics.OPTIONS.where,
    { "by", short = "b", value = "KEY", help = "by year, decade, month, source, author, language, document or any "
      .. "metadata" },
    statistics.OPTIONS.unit,
    { "ngrams", short = "g", value = "N", kind = "integer", help = "runs of N words, within sentences" },
    { "limit", short = "n", value = "N", kind = "integer", help = "so many words (default: 50, by groups 10; 0: all)" },
    { "min", value = "N", kind = "integer", help = "only words that occur so often" },
    { "min-docs", value = "N", kind = "integer", help = "only words of so many documents" },
    { "match", short = "m", value = "GLOB", help = "only words like it: govern*" },
    { "diversity", help = "type-token ratio, MATTR, STTR, MTLD, Guiraud, Herdan, Maas, Yule's K … instead" },
    { "window", value = "N", kind = "integer", help = "words of a window of MATTR and STTR (default: 100)" },
    statistics.OPTIONS.punctuation, statistics.OPTIONS.stop_words, statistics.OPTIONS.zones, statistics.OPTIONS.across,
    statistics.OPTIONS.csv, statistics.OPTIONS.tsv, "json",
  },
  examples = {
    { "gimlet freq --unit lemma -n 20", "the 20 most frequent lemmas" },
    { "gimlet freq peace war --by year", "two words over the years" },
    { "gimlet freq --ngrams 3 --min 10 --csv > trigrams.csv", "all frequent runs of three words" },
    { "gimlet freq --diversity --by source", "how rich the vocabulary of each source is" },
  },
  run = function(options, arguments)
    if options.ngrams and (options.ngrams < 1 or options.ngrams > 16) then args.misuse("--ngrams: 1 to 16") end
    if options.limit and options.limit < 0 then args.misuse("--limit: 0 or more") end
    if options.window and options.window < 1 then args.misuse("--window: 1 or more") end
    statistics.check_condition(options.where)
    local open, message = corpus.open(options.corpus, { readonly = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    if options.diversity then return diversity(open, options) end
    if #arguments > 0 then return of_words(open, options, arguments) end
    return list(open, options)
  end,
}

-- gimlet dispersion: how evenly words are spread over the corpus.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local dispersion = require "gimlet.query.dispersion"
local statistics = require "gimlet.query.statistics"
local terminal = require "gimlet.cli.terminal"

-- Where in the corpus the hits lie: one column a stretch of it, higher where there are more.
local function strip(places, width)
  local bins = {}
  for i = 1, width do bins[i] = 0 end
  for _, place in ipairs(places) do
    local bin = math.min(width, math.floor(place * width) + 1)
    bins[bin] = bins[bin] + 1
  end
  return statistics.bars(bins)
end

local HEADER = { "word", "freq", "range", "D", "D2", "S", "DP", "DPnorm", "DA", "KL" }

local function line_of(text, result)
  local function four(value) return statistics.short(value, 4) end
  return { terminal.plain(text), math.tointeger(result.frequency) or result.frequency,
    ("%d/%d"):format(result.range, result.parts), four(result.juilland_d), four(result.carroll_d2),
    four(result.rosengren_s), four(result.dp), four(result.dp_norm), four(result.burch_da), four(result.kl) }
end

local function print_parts(result, by)
  local rows = {}
  local most = 0
  for i, count in ipairs(result.counts) do
    if result.sizes[i] > 0 then most = math.max(most, count / result.sizes[i]) end
  end
  for i, count in ipairs(result.counts) do
    local rate = result.sizes[i] > 0 and count / result.sizes[i] or 0
    rows[i] = { result.labels and tostring(result.labels[i]) or ("part %d"):format(i), result.sizes[i], count,
      statistics.short(rate * 1e6, 1), ("█"):rep(most > 0 and math.floor(rate / most * 24 + 0.5) or 0) }
  end
  io.write("\n", terminal.table(rows, { header = { by or "part", "words", "freq", "per million", "" }, shrink = 1,
    right = { [4] = true } }))
end

local function record(text, result)
  local row = { word = text, frequency = math.tointeger(result.frequency), range = result.range, parts = result.parts,
    words = result.words }
  for _, name in ipairs(dispersion.MEASURES) do row[name] = result[name] end
  return row
end

local function over_of(options)
  if options.parts then return ("%d equal parts in the order of dates"):format(options.parts) end
  return options.by and "groups by " .. options.by or "documents"
end

local function run(open, options, wanted)
  local rows, records, results = {}, {}, {}
  for i, text in ipairs(wanted) do
    local result, message = dispersion.of(open, text, { where = options.where, by = options.by, parts = options.parts,
      punctuation = options.punctuation, zones = options.zones })
    if not result then return nil, message end
    rows[i], records[i], results[i] = line_of(text, result), record(text, result), result
    if options.json then
      records[i].counts, records[i].sizes, records[i].labels = result.counts, result.sizes, result.labels
    end
  end
  local names = { "word", "frequency", "range", "parts", "words", table.unpack(dispersion.MEASURES) }
  if statistics.write(options, "dispersion", names, records) then return 0 end
  local right = {}
  for i = 2, #HEADER do right[i] = true end
  io.write(terminal.table(rows, { header = HEADER, right = right, shrink = 1 }))
  if options.plot then
    io.write "\n"
    local label = 0
    for _, text in ipairs(wanted) do label = math.max(label, math.min(16, terminal.columns(text))) end
    for i, text in ipairs(wanted) do
      io.write(terminal.pad(terminal.cut(text, label), label), "  ",
        strip(results[i].places, terminal.width() - label - 3), "\n")
    end
  end
  if (options.by or options.parts) and #wanted == 1 and #results[1].counts <= 100 then
    print_parts(results[1], not options.parts and options.by)
  end
  statistics.footer("Over " .. over_of(options),
    "D, D2, S, DA: 1 is even; DP, DPnorm, KL: 0 is even",
    statistics.base(results[1].words, results[1].documents, options)
      .. (options.plot and (". The plot runs through the documents by " .. (options.by or "date")) or ""))
  return 0
end

return {
  summary = "how evenly words are spread over documents or parts",
  usage = "dispersion [OPTIONS] PHRASE…",
  about = "Frequency, range (parts that hold it), Juilland's D, Carroll's D2, Rosengren's S, Gries's DP and DPnorm, "
    .. "Burch's DA and the Kullback-Leibler divergence. Each argument is a phrase as in rules: a word stands for its "
    .. "inflected forms, \"US\" in double quotes for exactly that. Documents without any word are no part.",
  minimum = 1,
  options = {
    "corpus",
    statistics.OPTIONS.where,
    { "parts", short = "p", value = "N", kind = "integer", help = "over so many equal parts instead of documents" },
    { "by", short = "b", value = "KEY", help = "over groups: year, decade, source or any metadata" },
    { "plot", help = "show where in the corpus the words occur" },
    statistics.OPTIONS.punctuation, statistics.OPTIONS.zones,
    statistics.OPTIONS.csv, statistics.OPTIONS.tsv, "json",
  },
  examples = {
    { "gimlet dispersion peace war --plot", "over documents, with a lexical dispersion plot" },
    { "gimlet dispersion 'climate change' --by year", "over years, with the frequency of each" },
    { "gimlet dispersion peace --parts 10", "over ten equal parts" },
  },
  run = function(options, arguments)
    if options.parts and options.by then args.misuse("--parts and --by are two ways to cut the corpus: name one") end
    if options.parts and options.parts < 2 then args.misuse("--parts: 2 or more") end
    statistics.check_condition(options.where)
    local open, message = corpus.open(options.corpus, { readonly = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    return run(open, options, arguments)
  end,
}

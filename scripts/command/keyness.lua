-- gimlet keyness: words that set one part of the corpus apart from another.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local keyness = require "gimlet.query.keyness"
local statistics = require "gimlet.query.statistics"
local terminal = require "gimlet.cli.terminal"

local ADJUST = { "none", "bonferroni", "holm", "bh" }
local SHOWN = { "log_ratio" }

local function known(name)
  for _, measure in ipairs(keyness.MEASURES) do if measure == name then return name end end
  args.misuse(("there is no measure “%s”%s"):format(name, args.did_you_mean(name, keyness.MEASURES)))
end

local function measures_of(options)
  local list, seen = {}, {}
  local function add(name)
    if not seen[name] then list[#list + 1] = known(name) end
    seen[name] = true
  end
  add(options.sort)
  local all = options.measures == "all" or (not options.measures and (options.json or options.csv or options.tsv))
  for _, name in ipairs(all and keyness.MEASURES or SHOWN) do
    if all or not options.measures then add(name) end
  end
  if options.measures and options.measures ~= "all" then
    for name in options.measures:gmatch "[^,%s]+" do add(name) end
  end
  return list
end

local function flat(rows, result, measures)
  local list = {}
  for i, row in ipairs(rows) do
    list[i] = { feature = row.name, p = row.p, log10_p = row.log_p, n_target = row.target, n_reference = row.reference,
      target_size = result.target.tokens, reference_size = result.reference.tokens,
      docfreq_target = row.target_documents, docfreq_reference = row.reference_documents }
    for _, name in ipairs(measures) do list[i][name] = row.values[name] end
  end
  return list
end

local function print_table(title, rows, result, measures)
  local shown, header, right = {}, { "word" }, {}
  for i, name in ipairs(measures) do header[1 + i] = name end
  table.move({ "p", "target", "per million", "reference", "per million" }, 1, 5, 2 + #measures, header)
  for i = 2, 6 + #measures do right[i] = true end
  for i, row in ipairs(rows) do
    local line = { terminal.plain(row.name) }
    for k, name in ipairs(measures) do line[1 + k] = statistics.short(row.values[name]) end
    table.move({ statistics.p_value(row.p, row.log_p), row.target,
      statistics.short(row.target / result.target.tokens * 1e6, 1), row.reference,
      statistics.short(row.reference / result.reference.tokens * 1e6, 1) }, 1, 5, 2 + #measures, line)
    shown[i] = line
  end
  io.write(terminal.bold(title), "\n", terminal.table(shown, { header = header, right = right, shrink = 1 }))
end

local function side(name, part)
  return ("%s: %s (%s words, %s document%s)"):format(name, part.label, statistics.thousands(part.tokens),
    statistics.thousands(part.documents), part.documents == 1 and "" or "s")
end

-- Two tables of the terminal are two questions: what is key, and what is missing.
local function run(open, options, measures)
  local request = { unit = options.unit, n = options.ngrams, punctuation = options.punctuation, zones = options.zones,
    across = options.across, measures = measures, minimum = options.min, minimum_target = options.min_target,
    limit = options.limit, adjust = options.adjust, correction = options.correction, alpha = options.alpha,
    constant = options.constant, match = options.match, stop_words = options.stop_words, direction = options.direction }
  local result, message = keyness.compare(open, options.target, options.reference, request)
  if not result then return nil, message end
  local names = { "feature", measures[1], "p", "log10_p", "n_target", "n_reference", "target_size", "reference_size",
    "docfreq_target", "docfreq_reference" }
  table.move(measures, 2, #measures, #names + 1, names)
  if statistics.write(options, "keyness", names, flat(result.rows, result, measures)) then return 0 end
  local title = options.direction == "negative" and "Less in the target" or options.direction == "positive"
    and "More in the target" or "By " .. measures[1]
  print_table(title, result.rows, result, measures)
  statistics.footer(side("Target", result.target) .. ". " .. side("Reference", result.reference),
    ("%s of %s words compared are shown; p of %s, correction for many tests: %s"):format(
      statistics.thousands(#result.rows), statistics.thousands(result.compared), measures[1], options.adjust),
    statistics.base(result.target.words + result.reference.words, result.target.documents + result.reference.documents,
      options))
  return 0
end

return {
  summary = "words that are key in some documents against others",
  usage = "keyness --target CONDITION [--reference CONDITION] [OPTIONS]",
  about = "Compares the frequencies of every word in two sets of documents. Without a reference it is all other "
    .. "documents; a document of both counts in the target. The sign tells the direction: positive is more in the "
    .. "target. chi2 is corrected as quanteda's textstat_keyness does: by Yates where a cell is expected under five "
    .. "times. Words with equal values are in the order of their bytes. Measures: "
    .. table.concat(keyness.MEASURES, ", ") .. ".",
  maximum = 0,
  options = {
    "corpus",
    { "target", short = "t", value = "CONDITION", help = "the documents in question; see `gimlet docs --help`" },
    { "reference", short = "r", value = "CONDITION", help = "what they are compared with (default: all others)" },
    { "sort", short = "m", value = "MEASURE", default = "chi2", help = "the measure to sort by (default: chi2)" },
    { "measures", value = "LIST", help = "measures to show besides, or all" },
    { "direction", short = "d", value = "SIDE", choices = { "both", "positive", "negative" }, default = "positive",
      help = "positive (more in the target, the default), negative or both" },
    { "limit", short = "n", value = "N", kind = "integer", default = 30, help = "so many (default: 30; 0: all)" },
    { "min", value = "N", kind = "integer", default = 1, help = "only words that occur so often in both together" },
    { "min-target", value = "N", kind = "integer", help = "only words that occur so often in the target" },
    { "adjust", value = "METHOD", choices = ADJUST, default = "none",
      help = "correct p-values for many tests: bonferroni, holm, bh (default: none)" },
    { "correction", value = "KIND", choices = { "default", "none", "yates", "williams" }, default = "default",
      help = "of chi2 and ll for small counts: default (Yates on chi2), none, yates, williams" },
    { "constant", value = "N", kind = "number", default = 1, help = "of simple_maths, per million (default: 1)" },
    { "alpha", value = "X", kind = "number", default = 0.05, help = "of the conservative log ratio (default: 0.05)" },
    { "match", value = "GLOB", help = "only words like it: govern*" },
    statistics.OPTIONS.unit,
    { "ngrams", short = "g", value = "N", kind = "integer", help = "runs of N words, within sentences" },
    statistics.OPTIONS.punctuation, statistics.OPTIONS.stop_words, statistics.OPTIONS.zones, statistics.OPTIONS.across,
    statistics.OPTIONS.csv, statistics.OPTIONS.tsv, "json",
  },
  examples = {
    { "gimlet keyness --target 'date >= 2020' --reference 'date < 2020'", "what is new since 2020" },
    { "gimlet keyness -t 'source = Nikkei' --sort log_ratio --min 20 --adjust holm", "one source against all others" },
    { "gimlet keyness -t 'country = JPN' --sort ll --direction negative", "what it does not speak of" },
  },
  run = function(options)
    if not options.target then args.misuse("--target: which documents?") end
    if options.alpha <= 0 or options.alpha >= 1 then args.misuse("--alpha lies between 0 and 1") end
    if options.ngrams and (options.ngrams < 1 or options.ngrams > 16) then args.misuse("--ngrams: 1 to 16") end
    local measures = measures_of(options)
    statistics.check_condition(options.target, "target")
    statistics.check_condition(options.reference, "reference")
    local open, message = corpus.open(options.corpus, { readonly = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    return run(open, options, measures)
  end,
}

-- gimlet colloc: what stands near a word or phrase.
local args = require "gimlet.cli.args"
local collocation = require "gimlet.query.collocation"
local corpus = require "gimlet.corpus"
local statistics = require "gimlet.query.statistics"
local terminal = require "gimlet.cli.terminal"

local EXPECTATIONS = { "window", "span", "node" }
local ADJUST = { "none", "bonferroni", "holm", "bh" }

-- "5", "2,3" or "L2,R3".
local function span_of(text)
  local left, right = text:match "^[lL]?(%d+)[,:;]%s*[rR]?(%d+)$"
  if not left then left = text:match "^%d+$" end
  if not left then args.misuse("--span: “" .. text .. "” is no span; write 5, or 2,3 for left and right") end
  return math.tointeger(left), math.tointeger(right or left)
end

local function known(name)
  for _, measure in ipairs(collocation.MEASURES) do if measure == name then return name end end
  args.misuse(("there is no measure “%s”%s"):format(name, args.did_you_mean(name, collocation.MEASURES)))
end

-- The measure that sorts, then those that are shown beside it.
local function measures_of(options)
  local list = { known(options.sort) }
  if options.measures == "all" then
    table.move(collocation.MEASURES, 1, #collocation.MEASURES, 2, list)
  elseif options.measures then
    for name in options.measures:gmatch "[^,%s]+" do list[#list + 1] = known(name) end
  elseif options.json or options.csv or options.tsv then
    table.move(collocation.MEASURES, 1, #collocation.MEASURES, 2, list)
  else
    table.move(collocation.SHOWN, 1, #collocation.SHOWN, 2, list)
  end
  local unique, seen = {}, {}
  for _, name in ipairs(list) do
    if not seen[name] then unique[#unique + 1] = name end
    seen[name] = true
  end
  return unique
end

local function flat(result, text, measures)
  local rows = {}
  for i, row in ipairs(result.rows) do
    local out = { node = text, collocate = row.name, o11 = row.near, frequency = row.frequency, expected = row.expected,
      documents = row.documents, r1 = row.r1, c1 = row.c1, n = row.n, p = row.p, log10_p = row.log_p, rank = i }
    for _, name in ipairs(measures) do out[name] = row.values[name] end
    rows[i] = out
  end
  return rows
end

local function print_table(result, measures)
  local rows, header, right = {}, { "collocate", "near", "freq", "expected", "docs" }, {}
  for i, name in ipairs(measures) do header[5 + i] = name end
  for i = 2, 5 + #measures do right[i] = true end
  for i, row in ipairs(result.rows) do
    rows[i] = { terminal.plain(row.name), row.near, row.frequency, statistics.short(row.expected, 1), row.documents }
    for k, name in ipairs(measures) do rows[i][5 + k] = statistics.short(row.values[name], name == "ll" and 1 or 2) end
  end
  io.write(terminal.table(rows, { header = header, right = right, shrink = 1 }))
end

local function footer(result, options, left, right)
  local parts = { ("%s nodes in %s documents; %s of %s collocates shown, by %s"):format(
    statistics.thousands(result.nodes), statistics.thousands(result.documents_with_nodes),
    statistics.thousands(#result.rows), statistics.thousands(result.compared), options.sort) }
  parts[2] = ("Window %d left, %d right%s%s; %s words in it"):format(left, right,
    options.across and ", across sentences" or ", within sentences",
    options.each and ", each node for itself" or ", every word once", statistics.thousands(result.window_words))
  local expectation = { window = "R1 = words in the windows, C1 and N without the nodes",
    span = "R1 = nodes × span", node = "R1 = nodes" }
  parts[3] = "Expected = R1·C1/N; " .. expectation[options.expectation]
  parts[4] = statistics.base(result.words, result.documents, options)
  statistics.footer(table.unpack(parts))
end

return {
  summary = "collocations of a word or phrase",
  usage = "colloc [OPTIONS] NODE",
  about = "Words near the node that occur there more often than their frequency lets expect. The node is a phrase as "
    .. "in rules: a word stands for its inflected forms, \"US\" in quotes for exactly that, a|b for either, vet* "
    .. "for a part of a word; or a CQL query as for kwic: [pos=\"VERB\"]. Collocates with equal values "
    .. "are in the order of their bytes. Measures: "
    .. table.concat(collocation.MEASURES, ", ") .. ".",
  minimum = 1,
  options = {
    "corpus",
    statistics.OPTIONS.where,
    { "span", short = "s", value = "N[,N]", default = "5", help = "words left and right of the node (default: 5)" },
    { "sort", short = "m", value = "MEASURE", default = "ll", help = "the measure to sort by (default: ll)" },
    { "measures", value = "LIST", help = "measures to show besides, or all" },
    { "expectation", short = "e", value = "KIND", choices = EXPECTATIONS, default = "window",
      help = "what is expected by chance is worked out from the words in the windows (window, the default), from "
        .. "nodes × span (span), or from the nodes alone (node)" },
    { "min", value = "N", kind = "integer", default = 3, help = "only collocates so often near the node (default: 3)" },
    { "min-freq", value = "N", kind = "integer", help = "only words so frequent in all" },
    { "limit", short = "n", value = "N", kind = "integer", default = 30, help = "so many (default: 30; 0: all)" },
    statistics.OPTIONS.unit,
    { "each", help = "a word near two nodes counts for each of them; otherwise once" },
    { "negative", help = "those that shun the node first" },
    { "match", value = "GLOB", help = "only collocates like it: *ity" },
    { "adjust", value = "METHOD", choices = ADJUST, default = "none",
      help = "correct p-values for many tests: bonferroni, holm, bh (default: none)" },
    { "alpha", value = "X", kind = "number", default = 0.05, help = "of the conservative log ratio (default: 0.05)" },
    statistics.OPTIONS.punctuation, statistics.OPTIONS.stop_words, statistics.OPTIONS.zones, statistics.OPTIONS.across,
    statistics.OPTIONS.csv, statistics.OPTIONS.tsv, "json",
  },
  examples = {
    { "gimlet colloc peace", "by log-likelihood, five words either side" },
    { "gimlet colloc 'nuclear weapon' --sort logdice --unit lemma", "lemmas, the most typical first" },
    { "gimlet colloc Japan --span 0,1 --expectation node --sort mi3", "what follows the word" },
    { "gimlet colloc peace --json --measures all -n 0 > peace.jsonl", "everything, with contingency tables" },
  },
  run = function(options, arguments)
    local left, right = span_of(options.span)
    if left + right == 0 then args.misuse("--span: a window of no words") end
    if options.alpha <= 0 or options.alpha >= 1 then args.misuse("--alpha lies between 0 and 1") end
    local measures, text = measures_of(options), table.concat(arguments, " ")
    statistics.check_condition(options.where)
    local open, message = corpus.open(options.corpus, { readonly = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    local result, why = collocation.collocates(open, text, { where = options.where, unit = options.unit, left = left,
      right = right, each = options.each, across = options.across, punctuation = options.punctuation,
      zones = options.zones, measures = measures, expectation = options.expectation, minimum = options.min,
      minimum_frequency = options.min_freq, limit = options.limit, adjust = options.adjust, alpha = options.alpha,
      negative = options.negative, match = options.match, stop_words = options.stop_words })
    if not result then return nil, why end
    local names = { "rank", "node", "collocate", "o11", "frequency", "expected", "documents", "r1", "c1", "n", "p",
      "log10_p" }
    table.move(measures, 1, #measures, #names + 1, names)
    if statistics.write(options, "collocate", names, flat(result, text, measures)) then return 0 end
    if result.nodes == 0 then
      print("No occurrence of “" .. text .. "”.")
      return 0
    end
    print_table(result, measures)
    footer(result, options, left, right)
    return 0
  end,
}

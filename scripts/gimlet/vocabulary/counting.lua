-- Words that count: freq, stop_word, colloc, keyness, dispersion.
local args = require "gimlet.cli.args"
local core = require "gimlet.core"
local collocation = require "gimlet.query.collocation"
local dispersion = require "gimlet.query.dispersion"
local frequency = require "gimlet.query.frequency"
local keyness = require "gimlet.query.keyness"
local result = require "gimlet.vocabulary.result"
local statistics = require "gimlet.query.statistics"

local M = {}

local WHAT <const> = { "where", "unit", "punctuation", "zones", "across", "match", "stop_words", "limit", "min" }

local function with(...)
  local list = table.move(WHAT, 1, #WHAT, 1, {})
  for _, name in ipairs { ... } do list[#list + 1] = name end
  return list
end

local function measure(name, known)
  for _, other in ipairs(known) do if other == name then return name end end
  error(("there is no measure “%s”%s"):format(name, args.did_you_mean(name, known)), 0)
end

-- The measure that sorts, then the others that are shown.
local function measures_of(sort, shown, known)
  local list = { measure(sort, known) }
  for _, name in ipairs(shown) do if name ~= sort then list[#list + 1] = name end end
  return list
end

-- Values of measures beside the other columns of each row.
local function flatten(rows, rename)
  for i, row in ipairs(rows) do
    for name, value in pairs(row.values or {}) do row[name] = value end
    row.values = nil
    for from, to in pairs(rename) do row[to], row[from] = row[from], nil end
    rows[i] = row
  end
  return rows
end

local IN_TIME <const> = { year = true, month = true, decade = true }

-- Frequencies of some words in groups: a row a group and word, a column a word.
local function of_words(session, wanted, options)
  local request = { where = options.where, by = options.by, unit = options.unit, zones = options.zones,
    punctuation = options.punctuation, across = options.across }
  local groups = session.must(frequency.of(session.corpus(), wanted, request))
  local rows, columns, headers = {}, { "group" }, { group = options.by or "" }
  for i, word in ipairs(wanted) do
    columns[2 * i], columns[2 * i + 1] = word, word .. " per million"
    headers[word .. " per million"] = "per million"
  end
  local words, documents = 0, 0
  for i, group in ipairs(groups) do
    local row = { group = group.label, words = group.words, documents = group.documents }
    for k, word in ipairs(wanted) do
      row[word] = group.frequency[k]
      row[word .. " per million"] = group.words > 0 and group.frequency[k] / group.words * 1e6 or 0
    end
    rows[i], words, documents = row, words + group.words, documents + group.documents
  end
  local values = {}
  for i, word in ipairs(wanted) do values[i] = #wanted == 1 and not options.by and word or word .. " per million" end
  return result.new(rows, { kind = "frequency", columns = columns, headers = headers, label = "group", values = values,
    axis = IN_TIME[options.by] and "time" or "name", value = values[1],
    note = function() return statistics.base(words, documents, options) end })
end

local function list_of(session, options)
  local request = { where = options.where, by = options.by, unit = options.unit, n = options.ngrams,
    zones = options.zones, punctuation = options.punctuation, across = options.across,
    limit = options.limit or options.by and 10 or 50, minimum = options.min, minimum_documents = options.min_docs,
    match = options.match, stop_words = options.stop_words }
  local groups = session.must(frequency.list(session.corpus(), request))
  local rows, words, documents = {}, 0, 0
  for _, group in ipairs(groups) do
    for _, row in ipairs(group.rows) do
      row.word, row.feature, row.documents, row.docfreq = row.feature, nil, row.docfreq, nil
      row.group, row.docfreq_share = options.by and row.group or nil, nil
      rows[#rows + 1] = row
    end
    words, documents = words + group.words, documents + group.documents
  end
  return result.new(rows, { kind = "frequency", label = "word", value = "frequency", headers = { group = options.by },
    columns = { options.by and "group" or "rank", "word", "frequency", "per_million", "documents" },
    note = function() return statistics.base(words, documents, options) end })
end

local function span_of(span)
  if span == nil then return 5, 5 end
  if type(span) == "number" then return math.tointeger(span), math.tointeger(span) end
  local left, right = tostring(span):match "^[lL]?(%d+)[,:;]%s*[rR]?(%d+)$"
  left = left or tostring(span):match "^%d+$"
  if not left then error("span: 5, or \"2,3\" for left and right", 0) end
  return math.tointeger(left), math.tointeger(right or left)
end

---Adds freq, colloc, keyness, dispersion.
---@param words table
---@param session table
function M.extend(words, session)
  ---The most frequent words; or how frequent some words are, in all or `by` year, month, decade, source or metadata.
  ---`unit` is form, fold, lemma, stem, shape or a column; `ngrams` counts runs of so many words; `match` is a pattern
  ---such as "govern*"; `stop_words` are left out ("en").
  ---
  ---    freq { limit = 10, stop_words = "en" }
  ---    freq { ngrams = 3, min = 2, limit = 5 }
  ---    freq("peace", { by = "year" })
  ---    freq({ "peace", "war" }, { by = "year" }):plot "lines"
  ---@param wanted? string|string[] words; nil: all
  ---@param options? table where, by, unit, ngrams, limit, min, min_docs, match, stop_words, zones, punctuation, across
  ---@return result { word, frequency, per_million, documents, rank }, or a column for each word
  function words.freq(wanted, options)
    if type(wanted) == "table" and #wanted == 0 then wanted, options = nil, wanted end
    options = session.options("freq", options, with("by", "ngrams", "min_docs"))
    if type(wanted) == "string" then wanted = { wanted } end
    return wanted and of_words(session, wanted, options) or list_of(session, options)
  end

  ---Is a word one of a closed class (the, of, and …)? In English, or the language of a tag.
  ---
  ---    stop_word "the"
  ---    stop_word("und", "de")
  ---@param word string
  ---@param language? string
  ---@return boolean
  function words.stop_word(word, language) return core.text.stop_word(word:lower(), language or "en") end

  ---What stands near a word or phrase more often than its frequency lets expect. `sort` is ll (the default), logdice,
  ---mi, t, log_ratio and others; `span` 5, or "2,3" for words left and right.
  ---
  ---    colloc "peace"
  ---    colloc("peace", { sort = "logdice", span = "3,0", stop_words = "en", min = 1 })
  ---@param phrase string a phrase as in rules, or a query in CQL
  ---@param options? table where, sort, span, min, min_freq, limit, unit, match, stop_words, each, negative, zones,
  --- across
  ---@return result { word, near, frequency, expected, documents, p } and the measures
  function words.colloc(phrase, options)
    options = session.options("colloc", options, with("sort", "span", "min_freq", "each", "negative"))
    local left, right = span_of(options.span)
    local measures = measures_of(options.sort or "ll", collocation.SHOWN, collocation.MEASURES)
    local found = session.must(collocation.collocates(session.corpus(), phrase, { where = options.where,
      unit = options.unit, left = left, right = right, each = options.each, across = options.across,
      punctuation = options.punctuation, zones = options.zones, measures = measures, minimum = options.min or 3,
      minimum_frequency = options.min_freq, limit = options.limit or 30, negative = options.negative,
      match = options.match, stop_words = options.stop_words }))
    local columns = { "word", measures[1], "near", "frequency", "expected", "documents" }
    for i = 2, #measures do columns[#columns + 1] = measures[i] end
    return result.new(flatten(found.rows, { name = "word" }), { kind = "collocation", columns = columns,
      label = "word", value = measures[1], note = function()
        return ("%s nodes in %s documents; %s collocates compared"):format(statistics.thousands(found.nodes),
          statistics.thousands(found.documents_with_nodes), statistics.thousands(found.compared))
      end })
  end

  ---Words that set documents apart from others: positive is more in the target. `sort` is chi2, ll (the default here),
  ---log_ratio and others; `direction` positive (the default), negative or both.
  ---
  ---    keyness "date >= 2000"
  ---    keyness("source = 'UN'", { reference = "source != 'UN'", sort = "log_ratio", min = 2 })
  ---@param target string condition
  ---@param options? table reference, sort, direction, ngrams, min, min_target, limit, unit, match, stop_words, zones
  ---@return result { word, p, target, reference } and the measures
  function words.keyness(target, options)
    options = session.options("keyness", options, with("reference", "sort", "direction", "ngrams", "min_target"))
    local measures = measures_of(options.sort or "ll", { "log_ratio" }, keyness.MEASURES)
    local found = session.must(keyness.compare(session.corpus(), target, options.reference, { unit = options.unit,
      n = options.ngrams, punctuation = options.punctuation, zones = options.zones, across = options.across,
      measures = measures, minimum = options.min, minimum_target = options.min_target, limit = options.limit or 30,
      direction = options.direction or "positive", match = options.match, stop_words = options.stop_words }))
    local columns = { "word", measures[1], "target", "reference", measures[2], "p" }
    return result.new(flatten(found.rows, { name = "word" }), { kind = "keyness", columns = columns, label = "word",
      value = measures[1], note = function()
        return ("target %s words, reference %s; %s compared"):format(statistics.thousands(found.target.tokens),
          statistics.thousands(found.reference.tokens), statistics.thousands(found.compared))
      end })
  end

  ---How evenly a word or phrase is spread over documents, groups (`by`) or equal `parts` in the order of dates: a row a
  ---part; .dp, .juilland_d and the other measures are fields of the result.
  ---
  ---    dispersion("peace", { parts = 10 })
  ---    dispersion("peace", { by = "year" }).dp
  ---@param phrase string
  ---@param options? table where, by, parts, punctuation, zones
  ---@return result { part, words, frequency, per_million }
  function words.dispersion(phrase, options)
    options = session.options("dispersion", options, { "where", "by", "parts", "punctuation", "zones" })
    local found = session.must(dispersion.of(session.corpus(), phrase, options))
    local rows = {}
    for i, count in ipairs(found.counts) do
      local size = found.sizes[i]
      rows[i] = { part = found.labels and found.labels[i] or i, words = size, frequency = count,
        per_million = size > 0 and count / size * 1e6 or 0 }
    end
    local fields = { frequency = found.frequency, range = found.range, words = found.words }
    for _, name in ipairs(dispersion.MEASURES) do fields[name] = found[name] end
    return result.new(rows, { kind = "dispersion", columns = { "part", "words", "frequency", "per_million" },
      headers = { part = options.by or options.parts and "part" or "document" }, fields = fields, label = "part",
      value = "per_million", axis = "time", note = function()
        return ("in %d of %d parts; D %s, DP %s, DPnorm %s"):format(found.range, #found.counts,
          statistics.short(found.juilland_d, 3), statistics.short(found.dp, 3), statistics.short(found.dp_norm, 3))
      end })
  end
end

return M

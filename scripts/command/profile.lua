-- gimlet profile: what the rules of a pack cost, and how much of a corpus they cover.
local args = require "gimlet.cli.args"
local corpora = require "gimlet.corpus"
local json = require "gimlet.base.json"
local measure = require "gimlet.work.measure"
local pipeline = require "gimlet.work.pipeline"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local function open_input(options, paths)
  if #paths > 0 then return { paths = paths } end
  local corpus, message = corpora.open(options.corpus, { readonly = true })
  if not corpus then return nil, message end
  local iterator, why = corpus:docs { text = true, where = options.where }
  if not iterator then return nil, why end
  return { iterator = iterator, corpus = corpus }
end

-- A row for each rule of the packs that were asked for, the dearest first.
local function rows_of(description, sum)
  local requested, rows = {}, {}
  for _, pack in ipairs(description.packs) do requested[pack.name] = pack.requested ~= false end
  for _, rule in ipairs(description.rules) do
    if requested[rule.pack] and rule.kind ~= "score" and rule.kind ~= "context" and rule.kind ~= "zone" then
      local seen = sum.rules[rule.name] or { hits = 0, documents = 0 }
      local row = { type = "rule", schema = 1, rule = rule.name, kind = rule.kind, at = rule.at, seconds = 0, runs = 0,
        found = 0, hits = seen.hits, documents = seen.documents }
      for _, unit in ipairs(sum.by_rule[rule.name] or {}) do
        row.seconds, row.runs, row.found = row.seconds + unit.seconds, row.runs + unit.runs, row.found + unit.found
      end
      row.ms_per_mb = row.seconds * 1000 / math.max(sum.bytes / 1e6, 1e-9)
      rows[#rows + 1] = row
    end
  end
  table.sort(rows, function(a, b)
    if a.seconds ~= b.seconds then return a.seconds > b.seconds end
    return a.rule < b.rule
  end)
  return rows
end

-- Phrases and patterns, the dearest first.
local function elements(opened, sum)
  local list = {}
  for _, unit in ipairs(sum.units) do
    if unit.entry > 0 then list[#list + 1] = unit end
  end
  table.sort(list, function(a, b)
    if a.seconds ~= b.seconds then return a.seconds > b.seconds end
    return a.rule .. a.entry < b.rule .. b.entry
  end)
  local told = opened:entries(list)
  for index, unit in ipairs(list) do
    local entry = told and told[index] or {}
    unit.type, unit.schema, unit.at, unit.text = "element", 1, entry.at, entry.text
    unit.ms_per_mb = unit.seconds * 1000 / math.max(sum.bytes / 1e6, 1e-9)
  end
  return list
end

local function fixed(number) return ("%.2f"):format(number) end

local function show_rules(rows, limit, seconds)
  local lines = {}
  for index = 1, math.min(limit, #rows) do
    local row = rows[index]
    lines[index] = { row.rule, fixed(row.ms_per_mb),
      seconds > 0 and ("%.0f %%"):format(row.seconds * 100 / seconds) or "",
      tostring(row.runs), tostring(row.hits), tostring(row.documents) }
  end
  io.write(terminal.table(lines, { header = { "rule", "ms/MB", "share", "tried", "hits", "documents" },
    right = { false, true, true, true, true, true }, width = terminal.page_width(), shrink = 1 }))
end

local function show_elements(list, limit)
  local lines = {}
  for index = 1, math.min(limit, #list) do
    local unit = list[index]
    lines[index] = { fixed(unit.ms_per_mb), tostring(unit.runs), tostring(unit.found), unit.at or unit.rule,
      unit.text or "" }
  end
  io.write("\n", terminal.table(lines, { header = { "ms/MB", "tried", "found", "at", "dearest elements" },
    right = { true, true, true, false, false }, width = terminal.page_width(), shrink = 5 }))
end

local function coverage(rows, sum, touched)
  local fired, silent = 0, {}
  for _, row in ipairs(rows) do
    if row.hits > 0 then fired = fired + 1 else silent[#silent + 1] = row.rule:match "[^.]+$" end
  end
  return { type = "coverage", schema = 1, documents = sum.documents, documents_with_hits = touched, rules = #rows,
    rules_with_hits = fired, silent = json.array(silent), bytes = sum.bytes, tokens = sum.tokens,
    sentences = sum.sentences, seconds = sum.seconds }
end

local function percent(part, whole) return whole > 0 and ("%.0f %%"):format(part * 100 / whole) or "–" end

local function show(options, rows, list, cover, sum)
  if options.json then
    for _, row in ipairs(rows) do print(json.encode(row)) end
    for _, unit in ipairs(list) do print(json.encode(unit)) end
    print(json.encode(cover))
    return
  end
  local within = 0
  for _, row in ipairs(rows) do within = within + row.seconds end
  print(("%s, %.1f MB, %s: matching %.2f s, %.1f MB/s a core; %.2f s of it in these rules"):format(
    words.count(sum.documents, "document"), sum.bytes / 1e6, words.count(sum.sentences, "sentence"), sum.seconds,
    sum.bytes / 1e6 / math.max(sum.seconds, 1e-9), within))
  print(("Coverage: %s (%s) with a hit; %d of %s (%s) with a find"):format(
    words.count(cover.documents_with_hits, "document"), percent(cover.documents_with_hits, sum.documents),
    cover.rules_with_hits, words.count(#rows, "rule"), percent(cover.rules_with_hits, #rows)))
  if #cover.silent > 0 then
    print(terminal.wrap("Nothing found by: " .. table.concat(cover.silent, ", "), terminal.page_width(), "  "))
  end
  print()
  show_rules(rows, options.limit, within)
  show_elements(list, options.limit)
end

local function run(options, arguments)
  local pack = table.remove(arguments, 1)
  local opened, message, reason = pipeline.new { packs = { pack }, jobs = options.jobs }
  if reason == "NOTFOUND" then args.misuse(message) end
  if not opened then return nil, message end
  local input, wrong = open_input(options, arguments)
  if not input then return nil, wrong end
  local sum, why = measure.run(opened, input)
  if input.corpus then input.corpus:close() end
  if not sum then return nil, why end
  for _, failure in ipairs(sum.failures) do terminal.failure(failure.document .. ": " .. failure.message) end
  local rows = rows_of(opened:describe(), sum)
  show(options, rows, elements(opened, sum), coverage(rows, sum, sum.touched), sum)
  opened:close()
  return #sum.failures > 0 and 1 or 0
end

return {
  summary = "what the rules of a pack cost, and what they cover",
  usage = "profile PACK [FILE…] [-c CORPUS]",
  about = "Runs all rules over files or a corpus. The matcher counts always how often a phrase had to be tried (what "
    .. "an index of words could not rule out) and how long that took; times are those of one core. Hits are counted "
    .. "before context and subject are judged.",
  minimum = 1,
  options = { "corpus", { "where", value = "CONDITION", help = "only these documents of the corpus" },
    { "limit", short = "n", value = "N", kind = "integer", minimum = 1, default = 10, help = "rows to show (10)" },
    "json", "jobs" },
  examples = { "gimlet profile five_eyes", { "gimlet profile mypack articles/ -n 20", "over files" },
    { "gimlet profile mypack --json", "every rule and phrase as JSON Lines" } },
  run = run,
}

-- gimlet eval: a pack against what people have coded.
local agreement = require "gimlet.score.agreement"
local args = require "gimlet.cli.args"
local core = require "gimlet.core"
local corpora = require "gimlet.corpus"
local decisions = require "gimlet.score.decisions"
local golds = require "gimlet.score.gold"
local json = require "gimlet.base.json"
local pipeline = require "gimlet.work.pipeline"
local terminal = require "gimlet.cli.terminal"

local KINDS <const> = { entity = true, theme = true, pattern = true }

local function counting(hit) return hit.counts ~= false and (hit.kind ~= "factor" or hit.strength > 0) end

-- What a hit may be called in a gold standard: with and without its pack, its sign, as it was mapped.
local function names_of(hit)
  local id = hit.rule:match "[^.]+$"
  local list = { hit.rule, id, id:lower() }
  if hit.sign then table.move({ hit.sign .. id, hit.sign .. hit.rule }, 1, 2, 4, list) end
  return list
end

-- The labels that the gold standard uses, and those that --map gives others.
local function labels_of(gold, options)
  local known, map = {}, {}
  for _, item in ipairs(gold.items) do
    for label in pairs(item.labels or {}) do known[label] = true end
    for _, span in ipairs(item.spans or {}) do known[span.label] = true end
  end
  for _, pair in ipairs(options.map or {}) do
    local label, rule = pair:match "^(.-)=(.+)$"
    if not label then args.misuse("--map takes LABEL=RULE, not “" .. pair .. "”") end
    known[label], map[rule] = true, label
  end
  return known, map
end

-- The gold's label for a hit; nil where people have not coded for that rule.
local function label_of(hit, known, map)
  for _, name in ipairs(names_of(hit)) do
    if map[name] then return map[name] end
    if known[name] then return name end
    for label in pairs(known) do if label:lower() == name then return label end end
  end
end

local function run_over(opened, gold, on_item)
  local at = 0
  return opened:match(function()
    at = at + 1
    local item = gold.items[at]
    return item and { document = tostring(at), hash = core.base.sha256(item.text), text = item.text, zones = {},
      title = opened:describe().subject_label, format = "text" } or nil
  end, function(answer)
    if answer.document then on_item(gold.items[tonumber(answer.document.document)], answer.hits) end
  end, { all = true, topic = false, kinds = KINDS })
end

-- ---- comparing -----------------------------------------------------------------------------------------

local Comparison = {}
Comparison.__index = Comparison

local function new_comparison() return setmetatable({ by_label = {}, wrong = {} }, Comparison) end

function Comparison:label(label)
  local found = self.by_label[label]
  if not found then
    found = { tp = 0, fp = 0, fn = 0, tn = 0, items = {} }
    self.by_label[label] = found
  end
  return found
end

function Comparison:add(label, counts)
  local sum = self:label(label)
  for _, key in ipairs { "tp", "fp", "fn", "tn" } do sum[key] = sum[key] + (counts[key] or 0) end
  sum.items[#sum.items + 1] = { tp = counts.tp or 0, fp = counts.fp or 0, fn = counts.fn or 0 }
end

function Comparison:mistake(kind, label, item, text, at)
  self.wrong[#self.wrong + 1] = { type = kind, schema = 1, label = label, item = item, text = text, at = at }
end

local function compare_sentence(comparison, item, hits, known, map)
  local found = {}
  for _, hit in ipairs(hits) do
    local label = counting(hit) and label_of(hit, known, map)
    if label then found[label] = found[label] or hit end
  end
  for label in pairs(known) do
    local wanted, hit = item.labels[label], found[label]
    comparison:add(label, { [wanted and (hit and "tp" or "fn") or hit and "fp" or "tn"] = 1 })
    if wanted and not hit then comparison:mistake("missed", label, item.name, item.text)
    elseif hit and not wanted then comparison:mistake("wrong", label, item.name, item.text, hit.at) end
  end
end

-- Words, for agreement by word: { begin, end }.
local function words_of(text)
  local list = {}
  for from, to in text:gmatch "()%S+()" do list[#list + 1] = { from - 1, to - 1 } end
  return list
end

local function covers(spans, from, to)
  for _, span in ipairs(spans) do if span.begin < to and span["end"] > from then return true end end
  return false
end

local function compare_spans(comparison, item, hits, known, map, overlap)
  local found = {}
  for _, hit in ipairs(hits) do
    local label = counting(hit) and label_of(hit, known, map)
    if label then
      found[label] = found[label] or {}
      table.insert(found[label], hit)
    end
  end
  for label in pairs(known) do
    local wanted, got, counts = {}, found[label] or {}, { tp = 0, fp = 0, fn = 0 }
    for _, span in ipairs(item.spans) do if span.label == label then wanted[#wanted + 1] = span end end
    local taken = {}
    for _, span in ipairs(wanted) do
      local match
      for _, hit in ipairs(got) do
        local same = overlap and hit.begin < span["end"] and hit["end"] > span.begin
          or hit.begin == span.begin and hit["end"] == span["end"]
        if same and not taken[hit] then match = hit break end
      end
      if match then
        counts.tp, taken[match] = counts.tp + 1, true
      else
        counts.fn = counts.fn + 1
        comparison:mistake("missed", label, item.name, item.text:sub(span.begin + 1, span["end"]))
      end
    end
    for _, hit in ipairs(got) do
      if not taken[hit] then
        counts.fp = counts.fp + 1
        comparison:mistake("wrong", label, item.name, hit.text, hit.at)
      end
    end
    comparison:add(label, counts)
    local words = comparison:label(label).words or { tp = 0, fp = 0, fn = 0, tn = 0 }
    comparison:label(label).words = words
    for _, word in ipairs(words_of(item.text)) do
      local a, b = covers(wanted, word[1], word[2]), covers(got, word[1], word[2])
      local key = a and (b and "tp" or "fn") or b and "fp" or "tn"
      words[key] = words[key] + 1
    end
  end
end

local function key_of(one) return ("%s\0%s\0%s"):format(one.hash or "", one.rule or "", one.text or "") end

-- Decisions on what the rules do not find: it should be there, or is rightly gone.
local function compare_gone(comparison, gold, seen)
  local groups, order = {}, {}
  for _, decision in ipairs(decisions.index(gold.items).list) do
    local key = decision.hit or decision.hash and key_of(decision)
    if key and not seen[key] then
      if not groups[key] then groups[key], order[#order + 1] = {}, key end
      table.insert(groups[key], decision)
    end
  end
  for _, key in ipairs(order) do
    local last = groups[key][#groups[key]]
    local label, wanted = last.rule or "?", golds.is_right(groups[key])
    comparison:add(label, { [wanted and "fn" or "tn"] = 1 })
    if wanted then comparison:mistake("missed", label, last.hash or "", last.text or last.hit) end
  end
end

-- Decisions on hits: what was accepted should still be found, with its sign, what was rejected no longer.
local function compare_hits(comparison, opened, gold, options)
  local corpus, message = corpora.open(options.corpus, { readonly = true })
  if not corpus then return nil, message end
  local index, seen = decisions.index(gold.items), {}
  local good, why = opened:match(assert(corpus:docs { text = true }), function(answer)
    for _, hit in ipairs(answer.hits or {}) do
      local key = key_of(hit)
      local right
      if counting(hit) and not seen[key] then right = golds.is_right(decisions.on(index, hit), hit.sign) end
      if right ~= nil then
        seen[key], seen[hit.id] = true, true
        comparison:add(hit.rule, { [right and "tp" or "fp"] = 1 })
        if not right then comparison:mistake("wrong", hit.rule, hit.hash, hit.text, hit.at) end
      end
    end
  end, { all = true, kinds = KINDS })
  corpus:close()
  if not good then return nil, why end
  compare_gone(comparison, gold, seen)
  return true
end

-- ---- telling -------------------------------------------------------------------------------------------

local function rows_of(comparison)
  local rows, total = {}, { tp = 0, fp = 0, fn = 0, tn = 0, items = {} }
  for label, counts in pairs(comparison.by_label) do
    local row = agreement.figures(counts, counts.items)
    if counts.words then row.kappa, row.alpha = agreement.kappa(counts.words), agreement.alpha(counts.words) end
    row.type, row.schema, row.label = "label", 1, label
    rows[#rows + 1] = row
    for _, key in ipairs { "tp", "fp", "fn", "tn" } do total[key] = total[key] + counts[key] end
    for index, item in ipairs(counts.items) do
      local sum = total.items[index] or { tp = 0, fp = 0, fn = 0 }
      total.items[index] = { tp = sum.tp + item.tp, fp = sum.fp + item.fp, fn = sum.fn + item.fn }
    end
    if counts.words then
      total.words = total.words or { tp = 0, fp = 0, fn = 0, tn = 0 }
      for key, value in pairs(counts.words) do total.words[key] = total.words[key] + value end
    end
  end
  table.sort(rows, function(a, b) return a.label < b.label end)
  local all = agreement.figures(total, total.items)
  if total.words then all.kappa, all.alpha = agreement.kappa(total.words), agreement.alpha(total.words) end
  all.type, all.schema, all.label = "all", 1, "all"
  return rows, all
end

local function share(value, low, high)
  if not value then return "–" end
  return low and ("%.2f [%.2f %.2f]"):format(value, low, high) or ("%.2f"):format(value)
end

local function line(row)
  return { row.label, tostring(row.tp), tostring(row.fp), tostring(row.fn),
    share(row.precision, row.precision_low, row.precision_high), share(row.recall, row.recall_low, row.recall_high),
    share(row.f1, row.f1_low, row.f1_high), share(row.kappa), share(row.alpha) }
end

local function show(rows, all, comparison, options)
  table.sort(comparison.wrong, function(a, b)
    if a.label ~= b.label then return a.label < b.label end
    if a.type ~= b.type then return a.type < b.type end
    return a.item .. (a.text or "") < b.item .. (b.text or "")
  end)
  if options.json then
    for _, row in ipairs(rows) do print(json.encode(row)) end
    for _, wrong in ipairs(comparison.wrong) do print(json.encode(wrong)) end
    print(json.encode(all))
    return
  end
  local lines = {}
  for index, row in ipairs(rows) do lines[index] = line(row) end
  if #rows > 1 then lines[#lines + 1] = line(all) end
  io.write(terminal.table(lines, { header = { "label", "tp", "fp", "fn", "precision", "recall", "F1", "κ", "α" },
    right = { false, true, true, true }, width = terminal.page_width(), shrink = 1 }))
  print "95 %: Wilson for precision and recall, bootstrap over items for F1. κ Cohen, α Krippendorff."
  for index = 1, math.min(options.limit, #comparison.wrong) do
    local wrong = comparison.wrong[index]
    if index == 1 then print() end
    print(("%s %s  %s  %s%s"):format(wrong.type == "missed" and "missed" or "wrong ", wrong.label, wrong.item,
      terminal.cut(terminal.plain(wrong.text or ""), 60), wrong.at and "  (" .. wrong.at .. ")" or ""))
  end
  if #comparison.wrong > options.limit then
    print(("… %d more: -n, or --json"):format(#comparison.wrong - options.limit))
  end
end

local function compare(opened, gold, options)
  local comparison = new_comparison()
  if gold.level == "hit" then
    local good, message = compare_hits(comparison, opened, gold, options)
    if not good then return nil, message end
    return comparison
  end
  local known, map = labels_of(gold, options)
  local good, message = run_over(opened, gold, function(item, hits)
    if gold.level == "sentence" then compare_sentence(comparison, item, hits, known, map)
    else compare_spans(comparison, item, hits, known, map, options.overlap) end
  end)
  if not good then return nil, message end
  return comparison
end

local function run(options, arguments)
  local gold, message = golds.read(arguments[2])
  if not gold then return nil, message end
  if #gold.items == 0 then return nil, arguments[2] .. ": nothing coded there" end
  local opened, why, reason = pipeline.new { packs = { arguments[1] }, subject = options.subject, jobs = options.jobs }
  if reason == "NOTFOUND" then args.misuse(why) end
  if not opened then return nil, why end
  local comparison, wrong = compare(opened, gold, options)
  opened:close()
  if not comparison then return nil, wrong end
  local rows, all = rows_of(comparison)
  if #rows == 0 then return nil, arguments[2] .. ": no label is a rule of the pack; --map LABEL=RULE" end
  show(rows, all, comparison, options)
  return 0
end

return {
  summary = "a pack against what people have coded: precision, recall, agreement",
  usage = "eval PACK GOLD",
  about = "GOLD is a table of coded sentences (.csv or .tsv: columns text and code; codes are parted by “;”), "
    .. "stand-off annotations of brat (.ann or a folder), CoNLL (a token a line, B-/I- tags last), or decisions on "
    .. "hits (judge --export x.tsv or x.jsonl; held against the corpus). A label is a rule (goods, suppliers.goods) or "
    .. "a factor with its sign (+punctuality). Spans must be the same, unless --overlap; κ and α are then by word.",
  minimum = 2,
  maximum = 2,
  options = { "corpus", { "map", value = "LABEL=RULE", many = true, help = "what the gold standard calls a rule" },
    { "overlap", help = "spans that overlap are the same" },
    { "subject", value = "NAME", help = "ask about another subject" },
    { "limit", short = "n", value = "N", kind = "integer", minimum = 0, default = 10, help = "mistakes to show (10)" },
    "json", "jobs" },
  examples = { "gimlet eval five_eyes coded.csv", { "gimlet eval world news.conll --map LOC=country --overlap",
    "spans under another name" }, "gimlet eval five_eyes decisions.tsv -c corpus.db" },
  run = run,
}

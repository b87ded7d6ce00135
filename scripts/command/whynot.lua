-- gimlet whynot: the sentences of the corpus that a rule just missed, and the element they missed it by.
local args = require "gimlet.cli.args"
local citations = require "gimlet.report.citations"
local corpora = require "gimlet.corpus"
local grading = require "gimlet.score.grading"
local json = require "gimlet.base.json"
local packs = require "gimlet.work.packs"
local quote = require "gimlet.report.quote"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local SHOWN <const> = 20
local KEPT <const> = 4000 -- misses held at a time; the worst half is forgotten beyond

-- ---- ranking -------------------------------------------------------------------------------------------

local function reason_of(miss)
  if miss.missing then return ("without “%s”"):format(miss.missing) end
  if miss.apart then
    return ("“%s” and “%s” stand too far apart"):format(miss.apart[1] or "", miss.apart[2] or "")
  end
  return miss.why or "its strength is 0"
end

-- Nearer first: nothing else amiss; more of the pattern there; longer patterns; what is missed in few places; then by
-- place.
local function ranking(counts)
  local function key(miss) return (miss.at or "") .. "\0" .. reason_of(miss) end
  return function(a, b)
    local m, n = a.also and #a.also or 0, b.also and #b.also or 0
    if m ~= n then return m < n end
    if a.kept * b.elements ~= b.kept * a.elements then return a.kept * b.elements > b.kept * a.elements end
    if a.elements ~= b.elements then return a.elements > b.elements end
    local x, y = counts[key(a)] or 0, counts[key(b)] or 0
    if x ~= y then return x < y end
    if a.document.hash ~= b.document.hash then return a.document.hash < b.document.hash end
    return a.begin < b.begin
  end, key
end

local Misses = {}
Misses.__index = Misses

local function new_misses()
  return setmetatable({ list = {}, counts = {}, reasons = {}, sentences = 0,
    also = 0, found = 0, left_out = 0, documents = 0 },
    Misses)
end

function Misses:sort()
  local before = ranking(self.counts)
  table.sort(self.list, before)
end

function Misses:add(miss)
  local _, key = ranking(self.counts)
  local name = key(miss)
  self.counts[name] = (self.counts[name] or 0) + 1
  local reason = reason_of(miss)
  if miss.also then self.also = self.also + 1
  else self.reasons[reason] = (self.reasons[reason] or 0) + 1 end
  self.list[#self.list + 1] = miss
  self.sentences = self.sentences + 1
end

-- Only whole documents are forgotten about, so what remains does not depend on the number of workers.
function Misses:trim()
  if #self.list <= KEPT then return end
  self:sort()
  for i = #self.list, KEPT // 2 + 1, -1 do self.list[i] = nil end
end

function Misses:answer(answer)
  self.documents, self.found = self.documents + 1, self.found + answer.found
  for _, miss in ipairs(answer.misses) do
    miss.document = answer.document
    self:add(miss)
  end
  for _, hit in ipairs(answer.hits) do
    self.left_out = self.left_out + 1
    local miss = { document = answer.document,
      begin = hit.begin, ["end"] = hit["end"], text = hit.text,
      sentence = hit.sentence, sentence_begin = hit.sentence_begin, sentence_end = hit.sentence_end,
      paragraph = hit.paragraph, page = hit.page, why = hit.why, at = hit.at, sign = hit.sign, kept = 1, elements = 1,
      id = hit.id }
    self:add(miss)
  end
  self:trim()
end

-- ---- output --------------------------------------------------------------------------------------------

local function print_json(misses, limit)
  for i = 1, math.min(limit, #misses.list) do
    local miss = misses.list[i]
    io.write(json.encode { type = "miss", rank = i, document = miss.document.document, hash = miss.document.hash,
      begin = miss.begin, ["end"] = miss["end"], text = miss.text, sentence = miss.sentence,
      paragraph = miss.paragraph, at = miss.at, pattern = miss.pattern, sign = miss.sign, missing = miss.missing,
      apart = miss.apart and json.array(miss.apart), also = miss.also and json.array(miss.also),
      why = miss.why, hit = miss.id, schema = 1 }, "\n")
  end
end

local function print_miss(miss, width)
  local indent = "    "
  for i, piece in ipairs(quote.wrap("“" .. quote.of(miss, 300) .. "”", width - 4)) do
    print((i == 1 and "  " or indent) .. quote.paint(piece, "«", "»"))
  end
  local place = miss.paragraph and (" ¶%d"):format(miss.paragraph) or ""
  local also = miss.also and "; " .. words.list(miss.also) or ""
  print(terminal.wrap(terminal.style(reason_of(miss) .. also, "yellow"), width, indent))
  local pattern = miss.pattern and (" · %s"):format(miss.pattern) or miss.id and " · hit " .. miss.id or ""
  print(indent .. terminal.dim(terminal.cut(("%s%s · %s%s"):format(citations.short(miss.document, width), place,
    miss.at or "", pattern), width - 4)))
end

local function print_reasons(misses)
  local names = {}
  for name in pairs(misses.reasons) do names[#names + 1] = name end
  table.sort(names, function(a, b)
    if misses.reasons[a] ~= misses.reasons[b] then return misses.reasons[a] > misses.reasons[b] end
    return a < b
  end)
  local rows = {}
  for i = 1, math.min(8, #names) do rows[i] = { "  " .. misses.reasons[names[i]], terminal.plain(names[i]) } end
  io.write(terminal.table(rows, { right = { true }, shrink = 2 }))
  if #names > 8 then print(("  … and %d other reasons"):format(#names - 8)) end
end

local function print_text(misses, rule, limit)
  local width = terminal.page_width()
  local left_out = misses.left_out > 0 and (" (%d of them left out)"):format(misses.left_out) or ""
  print(("%s: %s found%s, %s nearly, in %s."):format(terminal.bold(rule), words.count(misses.found, "place"), left_out,
    words.count(misses.sentences - misses.left_out - misses.also, "sentence"),
    words.count(misses.documents, "document")))
  if misses.also > 0 then
    print(terminal.dim(("%s nearly that are off the topic, or whose document never names the subject."):format(
      words.count(misses.also, "other sentence"))))
  end
  if misses.sentences == 0 then return end
  if next(misses.reasons) then print() end
  print_reasons(misses)
  for i = 1, math.min(limit, #misses.list) do
    print()
    print_miss(misses.list[i], width)
  end
end

-- ---- the command ---------------------------------------------------------------------------------------

-- The full name of a rule and its pack: as written, or sought in the packs of the latest run.
local function resolve(corpus, name)
  local pack = name:match("^([^.]+)%.[^.]+$")
  if pack then return name, { pack } end
  local run = corpus:run()
  for _, rule in ipairs(run and run.detail and run.detail.description.rules or {}) do
    if rule.name:match("[^.]*$") == name then
      return rule.name, packs.find(rule.pack) and { rule.pack } or run.detail.packs
    end
  end
  return args.misuse(("which pack has the rule? For example: gimlet whynot five_eyes.%s"):format(name))
end

local function collect(opened, corpus, options)
  local iterator, message = corpus:docs { where = options.where, text = true, order = "hash" }
  if not iterator then return nil, message end
  local misses, failures = new_misses(), 0
  local progress = terminal.progress("documents")
  local good, why = opened:match(iterator, function(answer)
    if answer.failure then
      failures = failures + 1
      terminal.failure(grading.failure_text(answer.failure))
    else
      misses:answer(answer)
      progress:update(misses.documents)
    end
  end, { near = true })
  progress:finish()
  if not good then return nil, why end
  misses:sort()
  return misses, failures
end

return {
  summary = "the sentences that a rule just missed, and what they missed it by",
  usage = "whynot RULE [-c CORPUS] [--where CONDITION]",
  about = "Reads every sentence of the corpus for what RULE would have found, had one element of a phrase been left "
    .. "out or stood further away, and ranks what comes nearest. Of a factor it also tells what was found and left "
    .. "out. The rule is named as PACK.RULE, or RULE alone where the latest run has it.",
  minimum = 1, maximum = 1,
  options = {
    "corpus", "json",
    { "limit", short = "n", value = "N", kind = "integer", minimum = 1, help = "show so many (default: 20)" },
    { "where", value = "CONDITION", help = "only these documents: 'date >= 2020'" },
    { "subject", value = "NAME", help = "ask about another subject: world.canada, canada, Canada" },
    { "pack", value = "PACK", help = "the pack, or folder of the pack, that has the rule" },
    "jobs", "limit-time", "limit-memory",
  },
  examples = {
    { "gimlet whynot five_eyes.security_clearance", "what almost was evidence on clearances" },
    { "gimlet whynot welcome -n 5", "of a rule of the latest run, the nearest five" },
    { "gimlet whynot law --pack rules/club --json", "as JSON Lines" },
  },
  run = function(options, arguments)
    local corpus <close>, message = corpora.open(options.corpus, { readonly = true })
    if not corpus then return nil, message end
    local rule, from = arguments[1], { options.pack }
    if options.pack then
      local pack, why = packs.find(options.pack)
      if not pack then args.misuse(why) end
      if not rule:find(".", 1, true) then rule = pack.name .. "." .. rule end
    else
      rule, from = resolve(corpus, rule)
    end
    options.compile = { near = rule }
    local opened, wrong = grading.open(from, options)
    if not opened then return nil, wrong end
    local misses, failures = collect(opened, corpus, options)
    opened:close()
    if not misses then return nil, failures end
    local limit = options.limit or SHOWN
    if options.collect then -- another program's words
      for _, miss in ipairs(misses.list) do miss.reason = reason_of(miss) end
      options.collect(misses.list)
      return 0
    end
    if options.json then print_json(misses, limit) else print_text(misses, rule, limit) end
    return failures > 0 and 1 or 0
  end,
}

-- gimlet whynot: the sentences of the corpus that a rule just missed, and the element they missed it by.
local args = require "gimlet.cli.args"
local citations = require "gimlet.report.citations"
local corpora = require "gimlet.corpus"
local grading = require "gimlet.score.grading"
local json = require "gimlet.base.json"
local packs = require "gimlet.work.packs"
local quote = require "gimlet.report.quote"
local reuse = require "gimlet.work.reuse"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local SHOWN <const> = 20
local ALIKE <const> = 3 -- of one line and one reason, before the others
local KEPT <const> = 4000 -- misses held at a time; the worst half is forgotten beyond

-- ---- ranking -------------------------------------------------------------------------------------------

local function reason_of(miss)
  if miss.missing then return ("without “%s”"):format(miss.missing) end
  if miss.apart then
    return ("“%s” and “%s” stand too far apart"):format(miss.apart[1] or "", miss.apart[2] or "")
  end
  return miss.why or "its strength is 0"
end

local function key_of(miss) return (miss.at or "") .. "\0" .. reason_of(miss) end

-- How telling a miss is: in how few sentences as much of the pattern stands together, in bits, times the part of the
-- pattern that is there. What remains of a short phrase without its rare word stands everywhere and tells nothing.
local function telling(miss, counts, sentences)
  return math.log(math.max(2, sentences) / counts[key_of(miss)], 2) * miss.kept / (2 * miss.elements)
end

-- The most telling first; before them all what has nothing else amiss.
local function ranking(counts, sentences)
  local known = {}
  local function value(miss)
    known[miss] = known[miss] or telling(miss, counts, sentences)
    return known[miss]
  end
  return function(a, b)
    local m, n = a.also and #a.also or 0, b.also and #b.also or 0
    if m ~= n then return m < n end
    local x, y = value(a), value(b)
    if x ~= y then return x > y end
    if a.elements ~= b.elements then return a.elements > b.elements end
    if a.document.hash ~= b.document.hash then return a.document.hash < b.document.hash end
    return a.begin < b.begin
  end
end

local Misses = {}
Misses.__index = Misses

local function new_misses(documents, sentences)
  return setmetatable({ list = {}, counts = {}, reasons = {}, sentences = 0, also = 0, found = 0, left_out = 0,
    documents = documents, of = sentences }, Misses)
end

function Misses:sort() table.sort(self.list, ranking(self.counts, self.of)) end

-- Sorts for reading: a sentence that stands in several documents once, with how many; and of one line and reason a
-- few, the others after all else.
function Misses:arrange()
  self:sort()
  local first, later, by_sentence, shown = {}, {}, {}, {}
  for _, miss in ipairs(self.list) do
    local key = key_of(miss)
    local same = by_sentence[key .. "\0" .. (miss.sentence or miss.text)]
    if same then same.copies = (same.copies or 0) + 1
    else
      by_sentence[key .. "\0" .. (miss.sentence or miss.text)] = miss
      shown[key] = (shown[key] or 0) + 1
      table.insert(shown[key] > ALIKE and later or first, miss)
    end
  end
  self.list = table.move(later, 1, #later, #first + 1, first)
end

function Misses:add(miss)
  local name = key_of(miss)
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
  self.found = self.found + answer.found
  for _, miss in ipairs(answer.misses) do
    miss.document = answer.document
    self:add(miss)
  end
  for _, hit in ipairs(answer.hits) do
    self.left_out = self.left_out + 1
    local miss = { document = answer.document,
      begin = hit.begin, ["end"] = hit["end"], text = hit.text,
      sentence = hit.sentence, sentence_begin = hit.sentence_begin, sentence_end = hit.sentence_end,
      paragraph = hit.paragraph, page = hit.page, why = hit.why, at = hit.at, sign = hit.sign, kept = 2, elements = 1,
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
      paragraph = miss.paragraph, copies = miss.copies, at = miss.at, pattern = miss.pattern, sign = miss.sign,
      missing = miss.missing, apart = miss.apart and json.array(miss.apart), also = miss.also and json.array(miss.also),
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
  if miss.copies then also = also .. ("; the same in %s"):format(words.count(miss.copies, "other place")) end
  print(terminal.wrap(terminal.style(reason_of(miss) .. also, "yellow"), width, indent))
  local pattern = miss.pattern and (" · %s"):format(miss.pattern) or miss.id and " · hit " .. miss.id or ""
  print(indent .. terminal.dim(terminal.cut(("%s%s · %s%s"):format(citations.short(miss.document, width), place,
    miss.at or "", pattern), width - 4)))
end

local function print_reasons(misses)
  local names, seen = {}, {}
  for _, miss in ipairs(misses.list) do -- the most telling first
    local name = reason_of(miss)
    if not seen[name] and misses.reasons[name] then names[#names + 1] = name end
    seen[name] = true
  end
  local rows = {}
  for i = 1, math.min(8, #names) do rows[i] = { "  " .. misses.reasons[names[i]], terminal.plain(names[i]) } end
  io.write(terminal.table(rows, { right = { true }, shrink = 2 }))
  if #names > 8 then print(("  … and %d other reasons"):format(#names - 8)) end
end

local function print_text(misses, rule, limit, all)
  local width = terminal.page_width()
  local left_out = misses.left_out > 0 and (" (%d of them left out)"):format(misses.left_out) or ""
  print(("%s: %s found%s, %s nearly, in %s."):format(terminal.bold(rule), words.count(misses.found, "place"), left_out,
    words.count(misses.sentences - misses.left_out - misses.also, "sentence"),
    words.count(misses.documents, "document")))
  if misses.also > 0 then
    print(terminal.dim(("%s nearly that are off the topic%s."):format(words.count(misses.also, "other sentence"),
      all and ", or whose document never names the subject" or "")))
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

-- Documents that cannot hold a miss, by the index.
local function cannot(opened, corpus, all)
  local near = opened:near()
  return near and (reuse.without(corpus, opened, near.variants, not all and near.besides or nil)) or nil
end

local function collect(opened, corpus, options)
  local whole, wrong = corpus:docs { where = options.where }
  if not whole then return nil, wrong end
  local documents, sentences = 0, 0
  for document in whole do documents, sentences = documents + 1, sentences + (document.sentence_count or 0) end
  local iterator, message = corpus:docs { where = options.where, text = true, order = "hash",
    skip = cannot(opened, corpus, options.all) }
  if not iterator then return nil, message end
  local misses, failures, seen = new_misses(documents, sentences), 0, 0
  local progress = terminal.progress("documents")
  local good, why = opened:match(iterator, function(answer)
    if answer.failure then
      failures = failures + 1
      terminal.failure(grading.failure_text(answer.failure))
    else
      misses:answer(answer)
      seen = seen + 1
      progress:update(seen)
    end
  end, { near = options.all and "all" or "near" })
  progress:finish()
  if not good then return nil, why end
  misses:arrange()
  return misses, failures
end

return {
  summary = "the sentences that a rule just missed, and what they missed it by",
  usage = "whynot RULE [-c CORPUS] [--where CONDITION]",
  about = "Reads the sentences of the corpus for what RULE would have found, had one element of a phrase been left "
    .. "out or stood further away. What tells most comes first: as much of a phrase as stands together in few "
    .. "sentences. Of a factor it also tells what was found and left out; documents that never name its subject or "
    .. "never touch its topic are looked into with --all alone. The rule is named as PACK.RULE, or RULE alone "
    .. "where the "
    .. "latest run has it.",
  minimum = 1, maximum = 1,
  options = {
    "corpus", "json",
    { "limit", short = "n", value = "N", kind = "integer", minimum = 1, help = "show so many (default: 20)" },
    { "where", value = "CONDITION", help = "only these documents: 'date >= 2020'" },
    { "all", help = "also where the document never names the factor's subject or never touches its topic" },
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
    if options.json then print_json(misses, limit) else print_text(misses, rule, limit, options.all) end
    return failures > 0 and 1 or 0
  end,
}

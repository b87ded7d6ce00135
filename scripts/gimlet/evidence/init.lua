-- From raw hits to evidence: for each document, in the worker.
--
-- Lua runs over the hits of factors alone, and over what stands around them; a document without such a hit
-- costs one look at a count. Hits of entities, themes and patterns become tables only when asked for.
local core = require "gimlet.core"
local about = require "gimlet.evidence.about"
local attribution = require "gimlet.attribution"
local context = require "gimlet.evidence.context"
local fields = require "gimlet.rule.fields"
local pages = require "gimlet.evidence.pages"
local relation = require "gimlet.evidence.relation"
local time = require "gimlet.evidence.time"
local topic = require "gimlet.evidence.topic"
local views = require "gimlet.evidence.view"

local M = {}

local ONE <const> = 1000000
local NO_ZONE <const> = 31 -- a zone no rule asks for: the sentence is not looked at

local zone_number = {}
for index, name in ipairs(fields.ZONES) do zone_number[name] = index - 1 end

-- Notes a zone's number for the sentences that begin in it.
local function mark_sentences(zones, tokens, zone, number)
  local token = tokens:at(zone.begin + 1)
  if token > #tokens then return end
  for sentence = tokens:sentence_of(token), #zones do
    local from = tokens:span((tokens:sentence(sentence)))
    if from > zone["end"] then return end
    if from > zone.begin then zones[sentence] = number end
  end
end

---The zone (its number in the core) of each sentence, by the outermost zone it begins in; nil where all is body.
---@param document table DOC
---@param tokens userdata with sentences
---@return table|nil
function M.sentence_zones(document, tokens)
  local plain = true
  for _, zone in ipairs(document.zones or {}) do
    if zone.kind ~= "body" and zone.kind ~= "quote" then plain = false break end
  end
  if plain then return nil end
  local zones, reached, outer = {}, 0, 0
  for sentence = 1, tokens:sentence_count() do zones[sentence] = 0 end
  for _, zone in ipairs(document.zones) do
    if zone.begin >= reached then -- outermost: zones are sorted and nest
      reached, outer = zone["end"], zone_number[zone.kind]
      if outer ~= 0 then mark_sentences(zones, tokens, zone, outer) end
    elseif outer == 0 and (zone.kind == "list" or zone.kind == "table") then -- these lie within the body
      mark_sentences(zones, tokens, zone, zone_number[zone.kind])
    end
  end
  return zones
end

---Zones found by `zone` rules: { begin, end, kind } in bytes from 0, for document:mark.
---@param compiled table
---@param tokens userdata with sentences
---@param hits userdata|nil to use again
---@return table[] marks
---@return userdata|nil hits
function M.zones(compiled, tokens, hits)
  local set = compiled.zones
  if not set then return {} end
  hits = assert(set.matcher:run(tokens, nil, hits))
  local marks = {}
  for index = 1, #hits do
    local id, first, last = hits:get(index)
    local rule = set.by_id[id]
    if rule.word == "zone" then
      -- From the sentence the hit begins in to the one it ends in; document:mark widens it to the extent.
      local from = tokens:sentence(tokens:sentence_of(first))
      local _, to = tokens:sentence(tokens:sentence_of(last))
      local begin = tokens:span(from)
      local _, stop = tokens:span(to)
      marks[#marks + 1] = { begin = begin - 1, ["end"] = stop, kind = rule.fields.kind, rule = rule.name,
        extent = rule.fields.extent or "sentence" }
    end
  end
  return marks, hits
end

-- The hit's own words: its tokens without those that gaps skipped, as runs; and those runs without {subject}.
local function add_parts(view, hit)
  local runs, from = {}, hit.first
  for _, skip in ipairs(view.hits:skips(hit.index)) do
    if skip[1] > from then runs[#runs + 1] = { from, skip[1] - 1 } end
    from = math.max(from, skip[2] + 1)
  end
  if from <= hit.last then runs[#runs + 1] = { from, hit.last } end
  hit.parts, hit.core = runs, runs
  if not hit.subject then return end
  local rest, first, last = {}, hit.subject[1], hit.subject[2]
  for _, run in ipairs(runs) do
    if first > run[1] then rest[#rest + 1] = { run[1], math.min(run[2], first - 1) } end
    if last < run[2] then rest[#rest + 1] = { math.max(run[1], last + 1), run[2] } end
  end
  if #rest > 0 then hit.core = rest end
end

local function add_captures(view, hit)
  for _, capture in ipairs(view.hits:captures(hit.index)) do
    local name, first, last = capture.name or capture[1], capture.first or capture[2], capture.last or capture[3]
    if name == "subject" and not hit.subject then hit.subject = { first, last } end
    hit.captures = hit.captures or {}
    hit.captures[name] = hit.captures[name] or view:text(first, last)
  end
end

-- A factor's raw hit as evidence in the making.
local function new_hit(view, index, rule)
  local _, first, last, number, sentence = view.hits:get(index)
  local entry = rule.entries[number]
  local base = entry.settings.strength or rule.fields.strength or ONE
  local hit = { index = index, rule = rule, entry = entry, first = first, last = last, sentence = sentence,
    sign = entry.sign, base = base, strength = base, contexts = {}, multipliers = {}, counts = true }
  add_captures(view, hit)
  add_parts(view, hit)
  return hit
end

local function subject_of(hit)
  local own = hit.entry.settings.subject
  if own == false or hit.rule.fields.subject == false then return nil end
  return hit.rule.subject
end

local function copy(value)
  local result = {}
  for key, item in pairs(value or {}) do result[key] = item end
  return result
end

-- What `when` and `weigh` see of a hit: theirs to change, it is of no consequence.
local function shown_to_rules(view, hit)
  local document = view.document
  local first, last = view.tokens:sentence(hit.sentence)
  return { text = view:text(hit.first, hit.last), sentence = view:text(first, last), sign = hit.sign,
    strength = hit.strength / ONE, contexts = table.move(hit.contexts, 1, #hit.contexts, 1, {}), year = hit.year,
    time = type(hit.time) == "table" and copy(hit.time) or hit.time, captures = copy(hit.captures),
    attributed_to = hit.attributed_to, rule = hit.rule.name,
    document = { title = document.title, date = document.date, source = document.source, author = document.author,
      language = document.language } }
end

local LONGEST_REASON <const> = 1000

local function call(view, what, hit, name)
  local run = view.compiled.call or pcall
  local results = table.pack(run(what, shown_to_rules(view, hit)))
  if not results[1] then
    error({ rule = hit.rule.name, message = ("%s of %s: %s"):format(name, hit.rule.name, tostring(results[2])) }, 0)
  end
  return results[2], results[3]
end

local function weigh(view, hit)
  local when = hit.entry.settings.when or hit.rule.fields.when
  if when and not call(view, when, hit, "when") then
    hit.counts, hit.why = false, hit.why or "the rule's “when” says no"
  end
  local weight = hit.entry.settings.weigh or hit.rule.fields.weigh
  if not weight then return end
  local times, reason = call(view, weight, hit, "weigh")
  if times == nil then return end
  if type(times) ~= "number" or times ~= times or times < 0 or times > 1 then
    error({ rule = hit.rule.name, message = ("weigh of %s must give a number from 0 to 1"):format(hit.rule.name) }, 0)
  end
  if reason ~= nil and (type(reason) ~= "string" or not utf8.len(reason) or #reason > LONGEST_REASON) then
    error({ rule = hit.rule.name, message = ("weigh of %s must give its reason as a text of up to %d bytes")
      :format(hit.rule.name, LONGEST_REASON) }, 0)
  end
  local micro = math.floor(times * ONE + 0.5)
  hit.multipliers[#hit.multipliers + 1] = { kind = "weigh", name = "weigh", times = micro,
    why = reason or "the rule's weigh" }
  hit.strength = core.base.muldiv(hit.strength, micro, ONE)
end

-- What is worth knowing of a speaker, as reasons that change no number.
local function note_speaker(hit)
  local said = hit.attribution
  if not said then return end
  if said.interest == "against" then
    hit.contexts[#hit.contexts + 1] = "against_interest"
    hit.multipliers[#hit.multipliers + 1] = { kind = "context", name = "against_interest", times = ONE,
      why = ("said against its own interest by “%s”"):format(said.source) }
  end
  if said.warning then
    hit.multipliers[#hit.multipliers + 1] = { kind = "context", name = "office", times = ONE, why = said.warning }
  end
end

local function judge(view, hit)
  local subject = subject_of(hit)
  local own, how = about.judge(view, hit, subject)
  if subject and own then hit.subject_by = how end
  if not own then hit.counts, hit.why = false, how end
  local asked = hit.rule.subject
  if not subject and asked and hit.rule.fields.subject ~= false and not view.by_rule[asked]
    and not view.by_rule[asked.rule] and not about.in_title(view, asked) then
    hit.counts, hit.why = false, ("nothing in the document names %s"):format(asked.label)
  end
  if hit.counts and hit.rule.topic then
    local on, why = topic.judge(view, hit.rule.topic, hit.sentence)
    if not on then hit.counts, hit.why = false, why end
  end
  context.apply(view, hit, subject)
  hit.attributed_to, hit.attribution = attribution.speaker(view, hit)
  if hit.attributed_to then
    local listed = false
    for _, name in ipairs(hit.contexts) do listed = listed or name == "attributed" end
    if not listed then hit.contexts[#hit.contexts + 1] = "attributed" end
  end
  note_speaker(hit)
  hit.time, hit.year = time.of(view, hit)
  weigh(view, hit)
end

-- Relations of one stretch differ by who does it to whom.
local function hit_id(document, hit, from, to)
  local key = ("%s\0%s\0%d\0%d"):format(document.hash or "", hit.rule.name, from, to)
  if hit.predicate then
    key = ("%s\0%s\0%s\0%s"):format(key, hit.captures.source, hit.captures.target, hit.captures.predicate)
  end
  return core.base.sha256(key):sub(1, 16)
end

local function zone_name(view, sentence)
  return view.zones and fields.ZONES[(view.zones[sentence] or 0) + 1] or "body"
end

-- The shape that leaves the worker.
local function finish(view, hit)
  local document, tokens = view.document, view.tokens
  local from = tokens:span(hit.first)
  local _, to = tokens:span(hit.last)
  local first, last = tokens:sentence(hit.sentence)
  local sentence_from = tokens:span(first)
  local _, sentence_to = tokens:span(last)
  return { type = "hit", id = hit_id(document, hit, from - 1, to), document = document.document,
    hash = document.hash, rule = hit.rule.name, kind = hit.rule.word, begin = from - 1, ["end"] = to,
    text = view.source:sub(from, to), sentence = view.source:sub(sentence_from, sentence_to),
    sentence_begin = sentence_from - 1, sentence_end = sentence_to, paragraph = view:cited_paragraph(hit.sentence),
    page = pages.at(document.pages, from - 1),
    zone = zone_name(view, hit.sentence), sign = hit.sign, strength = hit.strength, base = hit.base,
    contexts = hit.contexts, multipliers = hit.multipliers, attributed_to = hit.attributed_to,
    attribution = hit.attribution, captures = hit.captures,
    at = hit.at or hit.entry and hit.entry.at or hit.rule.at, counts = hit.counts, why = hit.why,
    subject_by = hit.subject_by, time = hit.time, year = hit.year, attributes = hit.attributes,
    edits = hit.edits }
end

-- A hit of an entity, theme or pattern.
local function plain_hit(view, index, rule)
  local _, first, last, number, sentence, edits = view.hits:get(index)
  local row = rule.rows and rule.rows[number]
  local entry = rule.entries[number - (rule.row_count or 0)]
  local attributes = row and row.attributes or rule.list and not entry and rule.list:row(number)
  local hit = { index = index, rule = rule, first = first, last = last, sentence = sentence, entry = entry,
    at = row and row.at, attributes = attributes or nil, edits = edits > 0 and edits or nil, counts = true }
  for _, capture in ipairs(view.hits:captures(index)) do
    hit.captures = hit.captures or {}
    hit.captures[capture.name or capture[1]] = view:text(capture.first or capture[2], capture.last or capture[3])
  end
  local when = rule.fields.when
  if when and not call(view, when, { rule = rule, first = first, last = last, sentence = sentence, contexts = {},
      strength = 0, captures = hit.captures }, "when") then
    return nil
  end
  return hit
end

-- Sentences around factor hits, and only those, are searched for cues.
local function run_contexts(view, ...)
  local enabled, zones = {}, {}
  for _, list in ipairs { ... } do
    for _, hit in ipairs(list) do
      for sentence = hit.sentence - 2, hit.sentence + 1 do enabled[sentence] = true end
    end
  end
  for sentence = 1, view.tokens:sentence_count() do zones[sentence] = enabled[sentence] and 0 or NO_ZONE end
  view.enabled = enabled
  local compiled = view.compiled
  compiled.context_hits = assert(compiled.contexts.matcher:run(view.tokens, zones, compiled.context_hits))
  view.context_hits = compiled.context_hits
end

local function wanted_kinds(compiled, options)
  local kinds = options.kinds
  if not kinds and options.all then kinds = { entity = true, theme = true, pattern = true } end
  if not kinds and #compiled.factors == 0 then kinds = { entity = true, theme = true, pattern = true } end
  return kinds
end

-- The rules whose raw hits are looked at: factors, their topics, claims; and the names of subjects.
local function picked_rules(compiled)
  if compiled.picked then return compiled.picked end
  local wanted, ids = {}, compiled.rules.ids
  for _, rule in ipairs(compiled.factors) do
    wanted[ids[rule.name]] = rule
    if rule.topic then wanted[ids[rule.topic.name]] = rule.topic end
    local subject = rule.subject
    local names = subject and ids[subject.rule and subject.rule.name or subject.key .. "{names}"]
    if names and not wanted[names] then wanted[names] = subject end
  end
  for _, rule in ipairs(compiled.claims) do wanted[ids[rule.name]] = rule end
  for _, rule in ipairs(compiled.relations) do wanted[ids[rule.name]] = rule end
  compiled.picked = wanted
  return wanted
end

---What runs where only factors are asked for, for matcher:run's `enabled`: words and themes whose raw hits nobody looks
---at run where another rule needs them. nil where there are no factors.
---@param compiled table from compile.packs
---@return string|nil
function M.quiet(compiled)
  if #compiled.factors == 0 then return nil end
  local set, wanted, bytes = compiled.rules, picked_rules(compiled), {}
  for id = 1, #set.ruleset do
    local rule = set.by_id[id]
    local inner = rule and (rule.word == "pattern" or rule.word == "theme") and not wanted[id]
    bytes[id] = inner and "\2" or "\1"
  end
  return table.concat(bytes)
end

-- Can the raw hit of a factor count at all? Most cannot, and need no table: the passage is off the topic, or the
-- document never names the subject.
local function out_of_question(view, rule, sentence)
  if rule.topic and not topic.judge(view, rule.topic, sentence) then return "off the topic" end
  local subject = rule.subject
  if subject and rule.fields.subject ~= false and not view.by_rule[subject] and not view.by_rule[subject.rule]
    and not about.in_title(view, subject) then
    for _, entry in ipairs(rule.entries) do
      if entry.settings.subject == false then return nil end
    end
    return "not about the subject"
  end
end

-- Hits of factors as evidence in the making, the others by rule. Skimming, what cannot count is only counted.
local function pick(view, skim)
  local wanted, raw, list = picked_rules(view.compiled), {}, {}
  view.by_rule = {}
  for index, id, _, _, _, sentence in view.hits:each() do
    local rule = wanted[id]
    if rule and rule.word == "factor" then
      raw[#raw + 1] = { index, rule, sentence }
    elseif rule then
      local of = view.by_rule[rule] or {}
      view.by_rule[rule] = of
      of[#of + 1] = index
    end
  end
  for _, item in ipairs(raw) do
    local why = skim and out_of_question(view, item[2], item[3])
    if why then
      local left_out = view.document.left_out or {}
      left_out[why] = (left_out[why] or 0) + 1
      view.document.left_out = left_out
    else
      list[#list + 1] = new_hit(view, item[1], item[2])
    end
  end
  return list
end

local function add_plain(view, options, kinds, out)
  local by_id = view.compiled.rules.by_id
  for index = 1, #view.hits do
    local rule = by_id[view.hits:get(index)]
    if kinds[rule.word] and not view.compiled.is_claim[rule] and rule.pack and (rule.pack.requested or options.all) then
      local hit = plain_hit(view, index, rule)
      if hit then out[#out + 1] = finish(view, hit) end
    end
  end
end

-- Claims come always, as hits of factors do.
local function pick_claims(view)
  local list = {}
  for _, rule in ipairs(view.compiled.claims) do
    for _, index in ipairs(view.by_rule[rule] or {}) do
      local hit = plain_hit(view, index, rule)
      if hit then
        add_parts(view, hit)
        list[#list + 1] = hit
      end
    end
  end
  return list
end

-- A claim is about the pack's subject, or it is no claim on the question that was asked.
local function judge_claim(view, hit)
  local own, how = about.judge(view, hit, hit.rule.pack.subject_found)
  if not own then hit.counts, hit.why = false, how end
end

---The hits of a document as tables.
---@param compiled table from compile.packs
---@param document table DOC with text, zones, hash, title, date
---@param tokens userdata cut, with sentences
---@param hits userdata of compiled.rules.matcher
---@param options table|nil all, kinds = { entity = true … }, skim (what cannot count is counted in document.left_out)
---@param zones table|nil from M.sentence_zones
---@return table[] HITs in the order of the text
function M.document(compiled, document, tokens, hits, options, zones)
  options = options or {}
  local view = views.new(compiled, document, tokens, hits, zones)
  view.ask_topic = options.topic ~= false
  local out = {}
  local kinds = wanted_kinds(compiled, options)
  if kinds then add_plain(view, options, kinds, out) end
  local asked = #compiled.factors + #compiled.claims + #compiled.relations > 0
  local found = asked and pick(view, options.skim) or {}
  local claimed = #compiled.claims > 0 and pick_claims(view) or {}
  local related = #compiled.relations > 0 and relation.find(view) or {}
  if #found + #claimed + #related > 0 then
    run_contexts(view, found, claimed, related)
    for _, hit in ipairs(related) do
      relation.judge(view, hit)
      hit.attributed_to, hit.attribution = attribution.speaker(view, hit)
      hit.time, hit.year = time.of(view, hit)
      out[#out + 1] = finish(view, hit)
    end
    for _, hit in ipairs(found) do
      judge(view, hit)
      out[#out + 1] = finish(view, hit)
    end
    for _, hit in ipairs(claimed) do
      judge_claim(view, hit)
      out[#out + 1] = finish(view, hit)
    end
  end
  local place = {} -- so that the order of two hits never depends on others
  for index, hit in ipairs(out) do place[hit] = index end
  table.sort(out, function(a, b)
    if a.begin ~= b.begin then return a.begin < b.begin end
    if a["end"] ~= b["end"] then return a["end"] > b["end"] end
    if a.rule ~= b.rule then return a.rule < b.rule end
    return place[a] < place[b]
  end)
  return out
end

---A pack's own combination of factors.
---@param compiled table
---@param score string name of the score
---@param factors table[] what the parent knows of each factor
---@return table contributions [factor id] = micro
function M.combine(compiled, score, factors)
  local rule = compiled.program.by_name[score]
  if not rule or not rule.fields.combine then error(("%s has no combine"):format(score), 0) end
  local run = compiled.call or pcall
  local known = {}
  for _, factor in ipairs(factors) do known[factor.id], known[factor.name or factor.id] = true, true end
  local ok, result = run(rule.fields.combine, factors)
  if not ok then error({ rule = score, message = ("combine of %s: %s"):format(score, tostring(result)) }, 0) end
  local contributions = {}
  local function fail(message, ...)
    error({ rule = score, message = ("combine of %s "):format(score) .. message:format(...) }, 0)
  end
  if type(result) ~= "table" then fail("must give a table: a number for each factor by its id") end
  for name, value in pairs(result) do
    if type(name) ~= "string" or not known[name] then
      fail("gives a number to %s, which is no factor of the score", fields.show(name))
    elseif type(value) ~= "number" or value ~= value or math.abs(value) > 1e6 then
      fail("must give a number for each factor; “%s” has %s", name, fields.show(value))
    end
    contributions[name] = math.floor(value * ONE + 0.5)
  end
  return contributions
end

return M

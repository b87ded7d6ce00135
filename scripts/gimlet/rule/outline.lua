-- What packs say, rule by rule, as a value that outlives them, and what the difference of two can reach.
--
-- Rules consist of units: names, phrases, patterns. What a document's hits are follows from which units match in it,
-- and from what stands in the heads of rules. So where neither a unit that is gone nor one that is new can match,
-- nothing changes: a hit that needs other hits needs units of theirs, and each of those is either the same as before or
-- itself one of the changed.
local compiled_list = require "gimlet.rule.compiled"
local core = require "gimlet.core"
local pattern = require "gimlet.rule.pattern"
local phrase = require "gimlet.rule.phrase"
local running_text = require "gimlet.rule.running_text"

local M = {}

-- ---- describing ------------------------------------------------------------------------------------------

-- What of a tree says where it stands, or is said by `target` as well.
local ASIDE <const> = { column = true, thing = true }
-- Fields that no hit depends on, and those that are units.
local PLAIN <const> = { about = true, question = true, weight = true, group = true, required = true, half_life = true,
  examples = true, finds = true, ignores = true, phrases = true, match = true, cues = true, except = true,
  stops = true, supports = true, opposes = true, names = true }
-- Words of which it is known what hits depend on, of others the whole pack counts; and those that none depends on.
local KNOWN <const> = { entity = true, theme = true, pattern = true, factor = true, context = true, overlap = true }
local BESIDE <const> = { score = true, zone = true, reader = true }

local Teller = {}
Teller.__index = Teller

function Teller:put(text) self[#self + 1] = text end

local function order(a, b)
  if type(a) ~= type(b) then return type(a) < type(b) end
  return a < b
end

function Teller:tell_table(value, aside)
  if self.seen[value] then return self:put "^" end
  self.seen[value] = true
  local keys = {}
  for key in pairs(value) do
    if type(key) ~= "string" and type(key) ~= "number" then return self:put(self.whole) end
    if not (aside and aside[key]) then keys[#keys + 1] = key end
  end
  table.sort(keys, order)
  self:put "{"
  for _, key in ipairs(keys) do
    self:tell(key, aside)
    self:tell(value[key], aside)
  end
  self:put "}"
  self.seen[value] = nil
end

-- A function of a rule file is its lines, and what it holds on to. Of any other only the engine can say more.
function Teller:tell_function(value, aside)
  local info = debug.getinfo(value, "S")
  local number = math.tointeger(tonumber(info.source:match "^=#(%d+)$"))
  if info.what == "C" then return self:put(self.whole) end
  if not number then return self:put(info.source .. info.linedefined) end
  if self.seen[value] then return self:put "^" end
  self.seen[value] = true
  local line = 0
  for text in (self.sources[number] .. "\n"):gmatch "(.-)\n" do
    line = line + 1
    if line >= info.linedefined and line <= info.lastlinedefined then self:put(text .. "\n") end
  end
  for index = 1, math.huge do
    local name, held = debug.getupvalue(value, index)
    if not name then break end
    if name ~= "_ENV" then
      self:put(name)
      self:tell(held, aside)
    end
  end
end

function Teller:tell(value, aside)
  local kind = type(value)
  if kind == "string" then self:put(#value .. ":" .. value)
  elseif kind == "table" then self:tell_table(value, aside)
  elseif kind == "function" then self:tell_function(value, aside)
  elseif kind == "userdata" then
    local node = pattern.node(value)
    if node then self:tell_table(node, ASIDE) else self:put(self.whole) end
  else self:put(tostring(value)) end
end

-- As text, equal for equal values; its hash where that is shorter. What cannot be told is told by the hash of the whole
-- pack.
local function told(program, pack, value, aside)
  local teller = setmetatable({ seen = {}, sources = program.sources, whole = "pack " .. pack.hash }, Teller)
  teller:tell(value, aside)
  local text = table.concat(teller)
  return #text <= 16 and text or core.base.sha256(text):sub(1, 16)
end

-- ---- outlines --------------------------------------------------------------------------------------------

local function head_of(program, rule)
  if not KNOWN[rule.word] then return told(program, rule.pack, { rule.word, rule.pack.hash, rule.needs }) end
  local fields = {}
  for key, value in pairs(rule.fields) do
    if not PLAIN[key] then fields[key] = value end
  end
  return told(program, rule.pack, { rule.word, fields, rule.topic and rule.topic.name or false,
    rule.subject and rule.subject.key or false, rule.subject_used or false, rule.overlapping or false,
    rule.source_of_list and compiled_list.key(rule.source_of_list, rule.fields) or false })
end

-- “e” an entry, “x” an exception, “s” a stop; then its text behind “t” or what it is behind “p”.
local function entry_key(program, rule, tag, entry)
  local written = entry.node.kind == "phrase" and entry.node.text
  local text = written and "t" .. written or "p" .. told(program, rule.pack, entry.node, ASIDE)
  local settings = entry.settings and next(entry.settings) and told(program, rule.pack, entry.settings) or ""
  return ("%s%s\0%s\0%s"):format(tag, entry.sign or "", text, settings)
end

-- “n”, how names are compared, and the name behind “t” or its pattern behind “p”.
local function row_key(program, rule, row, options)
  if not options[row.options] then
    options[row.options] = told(program, rule.pack, row.options)
    options.list[options[row.options]] = row.options
  end
  local text = row.node and "p" .. told(program, rule.pack, row.node, ASIDE) or "t" .. row.name
  local cells = row.attributes and next(row.attributes) and told(program, rule.pack, row.attributes) or ""
  return ("n%s\0%s\0%s"):format(options[row.options], text, cells)
end

local LISTS <const> = { e = "entries", x = "except", s = "stops" }

local function outline_rule(program, rule, options)
  local own = { head = head_of(program, rule), pack = rule.pack.name, at = rule.at, file = rule.file, keys = {},
    ats = {}, large = rule.source_of_list ~= nil or rule.word == "overlap" or not KNOWN[rule.word] }
  local function add(key, at)
    local number, file = #own.keys + 1, #rule.file
    own.keys[number] = key
    own.ats[number] = at:sub(1, file) == rule.file and math.tointeger(tonumber(at:sub(file + 2))) or at
  end
  for _, row in ipairs(rule.rows or {}) do add(row_key(program, rule, row, options), row.at or rule.at) end
  for _, tag in ipairs { "e", "x", "s" } do
    for _, entry in ipairs(rule[LISTS[tag]] or {}) do add(entry_key(program, rule, tag, entry), entry.at) end
  end
  return own
end

-- Where a unit stands.
local function at_of(own, number)
  local at = own.ats[number]
  return math.type(at) and ("%s:%d"):format(own.file, at) or at
end

local function frame_of(compiled)
  local program, parts = compiled.program, { compiled.everything or false, compiled.options.dropped or {} }
  for _, pack in ipairs(program.packs) do
    parts[#parts + 1] = { pack.name, pack.uses, pack.requested or false }
  end
  for _, subject in ipairs(program.subjects) do
    parts[#parts + 1] = { subject.key, subject.name, subject.label or false, subject.kind or false,
      subject.rule and subject.rule.name or false }
  end
  local topics = {}
  for _, factor in ipairs(compiled.factors) do topics[factor.topic and factor.topic.name or ""] = true end
  parts[#parts + 1] = topics
  return told(program, program.packs[1], parts)
end

---@param compiled table of compile.packs
---@return table outline { frame, targets, order = { names }, rules = { [name] = … } }, which can be sent and kept
function M.of(compiled)
  local program = compiled.program
  local options = { list = {} } -- most names share theirs
  local outline = { frame = frame_of(compiled), targets = program.targets, order = {}, rules = {},
    options = options.list }
  for _, rule in ipairs(program.rules) do
    if not BESIDE[rule.word] then
      outline.order[#outline.order + 1] = rule.name
      outline.rules[rule.name] = outline_rule(program, rule, options)
    end
  end
  return outline
end

-- ---- differences -----------------------------------------------------------------------------------------

-- Indexes of what is in `list` more often than in `other`; and what is in both, in order.
local function split(list, other)
  local count, more, common = {}, {}, {}
  for _, key in ipairs(other) do count[key] = (count[key] or 0) + 1 end
  for index, key in ipairs(list) do
    if (count[key] or 0) > 0 then
      count[key] = count[key] - 1
      common[#common + 1] = index
    else
      more[#more + 1] = index
    end
  end
  return more, common
end

local function all(list)
  local indexes = {}
  for index in ipairs(list) do indexes[index] = index end
  return indexes
end

-- The units that only one of two states of a rule has; all of both where more than units has changed.
local function compare(before, now)
  if not before then return {}, all(now.keys) end
  if not now then return all(before.keys), {} end
  local gone, kept = split(before.keys, now.keys)
  local new, still = split(now.keys, before.keys)
  local same = before.head == now.head
  for index, number in ipairs(kept) do same = same and before.keys[number] == now.keys[still[index]] end
  if not same then return all(before.keys), all(now.keys) end
  return gone, new, kept, still
end

-- Where what stands in both states stood and stands; false where one place has become two.
local function moved(before, now, kept, still)
  local ats = {}
  local function move(from, to)
    if ats[from] ~= nil and ats[from] ~= to then to = false end
    ats[from] = to
  end
  move(before.at, now.at)
  for index, number in ipairs(kept) do move(at_of(before, number), at_of(now, still[index])) end
  for from, to in pairs(ats) do
    if from ~= to then return ats end
  end
end

local function same_order(before, now)
  local function common(list, other)
    local names = {}
    for _, name in ipairs(list) do
      if other.rules[name] then names[#names + 1] = name end
    end
    return table.concat(names, " ")
  end
  return common(before.order, now) == common(now.order, before)
end

-- Do names mean the rules that they meant?
local function same_targets(before, now)
  for name, target in pairs(before) do
    if now[name] and now[name] ~= target then return false end
  end
  return true
end

---What has changed from one outline to another.
---@param before table
---@param now table
---@return table<string, { gone: integer[], new: integer[] }>? changed by rule; nil: anything may be different
---@return table ats by rule: where its units stood → where they stand
function M.difference(before, now)
  local changed, ats = {}, {}
  if before.frame ~= now.frame or not same_targets(before.targets, now.targets) or not same_order(before, now) then
    return nil, ats
  end
  local function look(name)
    local old, own = before.rules[name], now.rules[name]
    -- What has more than its units tell, a file of names or other rules, is not looked into.
    if ((old or own).large or (own or old).large) and not (old and own and old.head == own.head) then return false end
    local gone, new, kept, still = compare(old, own)
    if #gone + #new > 0 then changed[name] = { gone = gone, new = new } end
    ats[name] = kept and moved(old, own, kept, still)
    return true
  end
  local fine = true
  for name in pairs(now.rules) do fine = fine and look(name) end
  for name in pairs(before.rules) do fine = fine and (now.rules[name] ~= nil or look(name)) end
  return fine and changed or nil, ats
end

-- ---- what a difference can reach -------------------------------------------------------------------------

local Reach = {}
Reach.__index = Reach

-- What is referred to, in the set; what is there no more matches nothing.
function Reach:point(target)
  local program, set = self.compiled.program, self.set
  if not target or set.ids[target] then return target or self:nothing() end
  if program.by_name[target] then self.compiled:add_with_needs(set, program.by_name[target], self.seen)
  elseif target:sub(1, 1) == "{" and program.things[target:sub(2, -2)] then
    set:add_thing(program.things[target:sub(2, -2)])
  else
    for _, subject in ipairs(program.subjects) do
      if subject.key == target then
        if subject.rule then self.compiled:add_with_needs(set, subject.rule, self.seen) end
        set:add_subject(subject)
      end
    end
  end
  return set.ids[target] and target or self:nothing()
end

function Reach:nothing()
  if not self.set.ids["{}"] then self.set:add("{}", "longest", nil, { word = "nothing" }) end
  return "{}"
end

-- A phrase that is gone, as it was understood.
function Reach:parse(own, name, text, targets)
  local tree = phrase.parse(text)
  if not tree then return nil end
  phrase.walk(tree, function(leaf)
    if leaf.kind == "ref" then
      leaf.target = self:point(targets[leaf.name == "subject" and name .. " subject" or own.pack .. " " .. leaf.name])
    end
  end)
  return { kind = "phrase", tree = tree }
end

function Reach:add_gone(id, name, number, before)
  local own = before.rules[name]
  local tag, options, text = own.keys[number]:match "^(%a)(.-)\0t(.-)\0"
  if tag == "n" then return self.set.ruleset:name(id, text, before.options[options], 1) end
  local node = text and self:parse(own, name, text, before.targets)
  if not node then return false end
  self.set:add_entry(id, {}, { node = node }, 1)
  return true
end

function Reach:add_new(id, rule, number)
  local rows = rule.rows or {}
  if number <= #rows then
    self.set:add_names(id, { rows[number] })
    return true
  end
  number = number - #rows
  for _, tag in ipairs { "e", "x", "s" } do
    local list = rule[LISTS[tag]] or {}
    local entry = list[number]
    if entry and running_text.is(entry.node) then return false end
    if entry then
      self.set:add_entry(id, rule, entry, 1)
      return true
    end
    number = number - #list
  end
end

-- A rule that holds the changed units of another and nothing else; false where one of them cannot be looked for.
function Reach:add_changed(name, change, before)
  local program = self.compiled.program
  local rule = program.by_name[name]
  local id = self.set:add("changed " .. name, "longest", nil, { word = "changed" })
  if rule then self.compiled:add_needs(self.set, rule, self.seen) end
  for _, number in ipairs(change.gone) do
    if not self:add_gone(id, name, number, before) then return nil end
  end
  for _, number in ipairs(change.new) do
    if not self:add_new(id, rule, number) then return nil end
  end
  return id
end

-- Can a changed unit of the rule change which documents are on the topic? Names may be those of anything.
local function at_gate(compiled, gate, name, change, before, now)
  local id = compiled.rules.ids[name]
  if not gate or not id or gate:byte(id) == 1 then return true end
  for _, number in ipairs(change.gone) do
    if before.rules[name].keys[number]:sub(1, 1) == "n" then return true end
  end
  for _, number in ipairs(change.new) do
    if now.rules[name].keys[number]:sub(1, 1) == "n" then return true end
  end
  return false
end

---What a document must hold so that its hits can be others than they were.
---@param compiled table of compile.packs: the state now
---@param gate string? of topic.gate
---@param before table outline
---@param now table outline
---@param forms string as core.match.possible takes them
---@return { ats: table, any: integer[], gate: integer[], needs: table? }? reach `needs`: of core.match.possible, for
--- the rules `any`, in which changes are, and `gate`, those that topics depend on; nil: any document's may be
function M.reach(compiled, gate, before, now, forms)
  local changed, ats = M.difference(before, now)
  if not changed then return nil end
  local reach = { ats = ats, any = {}, gate = {} }
  if not next(changed) then return reach end
  local view = compiled:beside()
  local self = setmetatable({ compiled = view, set = view:new_set(), seen = {} }, Reach)
  for name, change in pairs(changed) do
    local id = self:add_changed(name, change, before)
    if not id then return nil end
    reach.any[#reach.any + 1] = id
    if at_gate(compiled, gate, name, change, before, now) then reach.gate[#reach.gate + 1] = id end
  end
  view:compile_set(self.set)
  if #view.errors > 0 then return nil end
  reach.needs = core.match.possible(self.set.ruleset, forms)
  if not reach.needs then return nil end
  for _, item in ipairs(self.set.running) do reach.needs.rules[item.id].anywhere = true end
  return reach
end

return M

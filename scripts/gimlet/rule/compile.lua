-- From packs to rulesets and a description, in a worker.
--
-- Two rulesets share a lexicon: `rules` is run over every document; `contexts` (cues, stops, speakers) only
-- over the sentences in which a factor was found, so that documents without evidence pay nothing for it.
-- A third, `zones`, marks what is no article before either is run.
local compiled = require "gimlet.rule.compiled"
local core = require "gimlet.core"
local about = require "gimlet.evidence.about"
local build = require "gimlet.rule.build"
local fields = require "gimlet.rule.fields"
local near = require "gimlet.rule.near"
local pattern = require "gimlet.rule.pattern"
local phrase = require "gimlet.rule.phrase"
local resolve = require "gimlet.rule.resolve"
local rules = require "gimlet.rule"
local running_text = require "gimlet.rule.running_text"

local M = {}

local ONE <const> = 1000000

local zone_bit = {}
for index, name in ipairs(fields.ZONES) do zone_bit[name] = 1 << (index - 1) end
local ALL_ZONES <const> = (1 << #fields.ZONES) - 1

local function zone_mask(list)
  local mask = 0
  for _, name in ipairs(list or fields.DEFAULT_ZONES) do mask = mask | zone_bit[name] end
  return mask
end

---One ruleset in the making.
local Set = {}
Set.__index = Set

local function new_set(compiler)
  local ruleset = core.match.ruleset(compiler.lexicon)
  return setmetatable({ ruleset = ruleset, builder = build.new(ruleset, compiler.lexicon), compiler = compiler,
    ids = {}, by_id = {}, running = {}, errors = compiler.errors }, Set)
end

-- Adds an empty rule; `what` is what its hits mean to evidence.lua.
function Set:add(name, mode, mask, what)
  local id, message = self.ruleset:rule(name, mode or "longest", mask)
  if not id then error(message, 0) end
  self.ids[name], self.by_id[id] = id, what
  return id
end

function Set:fail(rule, entry, failure)
  local error = { file = entry.file or rule.file, line = entry.line or rule.line, message = failure.message,
    rule = rule.name, limit = failure.limit }
  if failure.column and entry.column and entry.plain then error.column = entry.column + failure.column end
  self.errors[#self.errors + 1] = error
end

-- An entry that looks at the letters of a sentence: what it finds is given to the matcher.
function Set:add_running(id, rule, entry, number)
  local find, message = running_text.finder(entry.node)
  if not find then
    self:fail(rule, entry, { message = message })
    return
  end
  assert(self.ruleset:given(id))
  self.running[#self.running + 1] = { rule = rule, id = id, number = number, find = find,
    zones = zone_mask(rule.fields.zones), pattern = entry.node.kind == "lpeg" and entry.node.pattern or nil }
end

function Set:add_entry(id, rule, entry, number)
  if running_text.is(entry.node) then
    self:add_running(id, rule, entry, number)
    return
  end
  local node, failure = self.builder:node(entry.node)
  if not node then
    self:fail(rule, entry, failure)
    return
  end
  local ok, message, status = self.ruleset:pattern(id, node, number)
  if not ok then self:fail(rule, entry, { message = message, column = 1, limit = status == "LIMIT" or nil }) end
end

function Set:add_names(id, rows)
  for number, row in ipairs(rows) do
    local ok, message
    if row.node then ok, message = self:add_row_pattern(id, row.node, number)
    else ok, message = self.ruleset:name(id, row.name, row.options, number) end
    self.compiler.timed = self.compiler.timed or row.timed
    if not ok then
      local file, line = (row.at or ""):match "^(.*):(%d+)$"
      self.errors[#self.errors + 1] = { file = file or row.rule and row.rule.file,
        line = math.tointeger(tonumber(line)) or row.rule and row.rule.line, message = message }
    end
  end
end

function Set:add_row_pattern(id, tree, number)
  local node, failure = self.builder:node(tree)
  if not node then return nil, failure.message end
  return self.ruleset:pattern(id, node, number)
end

-- The names of a large file, compiled once for all rulesets.
function Set:add_list(id, rule)
  if not rule.list then
    local list, message = compiled.list(rule.source_of_list, rule.fields, self.compiler.host.lists)
    if not list then
      local file, line, text = message:match "^(.-):(%d+): (.*)$"
      self.errors[#self.errors + 1] = { file = file or rule.file, line = math.tointeger(tonumber(line)) or rule.line,
        message = text or message }
      return 0
    end
    rule.list = list
  end
  self.compiler.timed = true
  assert(self.ruleset:list(id, rule.list))
  return #rule.list
end

-- A rule of the language as a rule of the ruleset: names are entries from 1, phrases follow.
function Set:add_rule(rule)
  if self.ids[rule.name] then return end
  local id = self:add(rule.name, rule.fields.mode, zone_mask(rule.fields.zones), rule)
  if self.compiler.dropped[rule.name] then return end
  if self.compiler.options.at_work then self.compiler.options.at_work(rule) end
  if rule.fields.within then assert(self.ruleset:within(id, rule.fields.within)) end
  local rows = rule.rows or {}
  self:add_names(id, rows)
  rule.row_count = rule.source_of_list and self:add_list(id, rule) or #rows
  for number, entry in ipairs(rule.entries) do self:add_entry(id, rule, entry, rule.row_count + number) end
end

function Set:add_thing(thing)
  local name = "{" .. thing.name .. "}"
  if self.ids[name] then return end
  local rows = {}
  for _, row in ipairs(thing.rows) do rows[#rows + 1] = row end
  for _, pack in ipairs(self.compiler.program.packs) do -- what is `of` it stands for it as well
    for _, rule in ipairs(pack.rules) do
      for _, row in ipairs(rule.rows or {}) do
        if row.of == thing.id then rows[#rows + 1] = row end
      end
    end
  end
  self:add_names(self:add(name, "longest", ALL_ZONES, { word = "thing", thing = thing }), rows)
end

-- {subject}: names in entry 1, words that stand for it in the entries after.
function Set:add_subject(subject)
  if self.ids[subject.key] then return end
  local id = self:add(subject.key, "longest", ALL_ZONES, { word = "subject", subject = subject })
  local named = subject.rule and subject.rule.name or subject.key .. "{names}"
  if not subject.rule then
    self:add_names(self:add(named, "longest", ALL_ZONES, { word = "names", subject = subject }), subject.rows)
  end
  local ruleset = self.ruleset
  -- “the United States”, “the Japanese government”
  local name = ruleset:either(ruleset:ref(named), ruleset:sequence(ruleset:atom("fold", "the"), ruleset:ref(named)))
  ruleset:pattern(id, name, 1)
  local stand_ins = about.stand_ins(subject.kind)
  table.move(subject.stand_ins, 1, #subject.stand_ins, #stand_ins + 1, stand_ins)
  for number, tree in ipairs(stand_ins) do
    self:add_entry(id, subject.rule or {}, { node = tree }, 1 + number)
  end
  for _, text in ipairs(about.parts(subject.kind)) do
    local node = self.builder:node(phrase.parse(text))
    ruleset:pattern(id, ruleset:sequence(name, node), 1)
  end
end

-- The rules that `rule` is built on, itself last.
local function closure(program, rule, visit, seen)
  if seen[rule] then return end
  seen[rule] = true
  local needs = {}
  for name in pairs(rule.needs) do needs[#needs + 1] = name end
  table.sort(needs)
  for _, name in ipairs(needs) do closure(program, program.by_name[name], visit, seen) end
  visit(rule)
end

local Compiler = {}
Compiler.__index = Compiler

local FINDERS = { entity = true, theme = true, pattern = true, factor = true, relation = true }

function Compiler:compile_set(set)
  if #self.errors > 0 then return end
  local ok, message, status = set.ruleset:compile()
  if not ok then
    local name = message:match "^rule '(.-)'"
    local rule = name and self.program.by_name[name:match "^[^{]*"] or {}
    self.errors[#self.errors + 1] = { file = rule.file, line = rule.line, message = message, rule = rule.name,
      limit = status == "LIMIT" or nil }
    return
  end
  set.matcher = core.match.matcher(set.ruleset)
end

-- Things and subjects that the entries of a rule point to.
local function add_pointed(set, rule)
  for _, list in ipairs { rule.entries, rule.except or {}, rule.stops or {} } do
    for _, entry in ipairs(list) do
      pattern.walk(entry.node, function(node)
        if node.thing then set:add_thing(node.thing) end
        if node.kind == "phrase" then
          phrase.walk(node.tree, function(leaf)
            if leaf.thing then set:add_thing(leaf.thing) end
          end)
        end
      end)
    end
  end
  if rule.subject_used then set:add_subject(rule.subject) end
end

function Compiler:add_with_needs(set, rule, seen)
  closure(self.program, rule, function(needed)
    set:add_rule(needed)
    add_pointed(set, needed)
  end, seen)
end

-- What a context or zone rule is built on.
function Compiler:add_needs(set, rule, seen)
  local names = {}
  for name in pairs(rule.needs) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do self:add_with_needs(set, self.program.by_name[name], seen) end
  add_pointed(set, rule)
end

-- Every entity that a pack with factors sees: their hits tell whom a sentence is about.
function Compiler:add_mentions(set, pack, seen)
  local visible = { pack }
  for _, name in ipairs(pack.uses) do visible[#visible + 1] = self.program.pack_by_name[name] end
  for _, other in ipairs(visible) do
    for _, rule in ipairs(other.rules) do
      if rule.word == "entity" then
        self:add_with_needs(set, rule, seen)
        if not self.is_mention[rule] then
          self.is_mention[rule] = true
          self.mentions[#self.mentions + 1] = rule
        end
      end
    end
  end
end

local function captures(node, name)
  if node.kind == "capture" and node.name == name then return true end
  for _, part in ipairs(node) do
    if type(part) == "table" and captures(part, name) then return true end
  end
  return false
end

-- Does a pattern capture a value, as cap("value", …)? Then its hits are claims, see conflicts.lua.
local function claims(rule)
  for _, entry in ipairs(rule.word == "pattern" and rule.entries or {}) do
    if captures(entry.node, "value") then return true end
  end
  return false
end

function Compiler:make_rules()
  local set, seen = new_set(self), {}
  self.rules, self.mentions, self.is_mention, self.factors, self.lpeg = set, {}, {}, {}, set.running
  self.claims, self.is_claim, self.relations = {}, {}, {}
  for _, pack in ipairs(self.program.packs) do
    if pack.requested or self.everything then
      for _, rule in ipairs(pack.rules) do
        if FINDERS[rule.word] then
          self:add_with_needs(set, rule, seen)
          if claims(rule) then
            self.claims[#self.claims + 1], self.is_claim[rule] = rule, true
            local subject = rule.pack.subject_found
            if subject then
              if subject.rule then self:add_with_needs(set, subject.rule, seen) end
              set:add_subject(subject)
            end
          end
          if rule.word == "relation" then self.relations[#self.relations + 1] = rule end
          if rule.word == "factor" then
            self.factors[#self.factors + 1] = rule
            if rule.topic then self:add_with_needs(set, rule.topic, seen) end
            if rule.subject then
              if rule.subject.rule then self:add_with_needs(set, rule.subject.rule, seen) end
              set:add_subject(rule.subject)
            end
          end
        end
      end
      if #self.factors > 0 then self:add_mentions(set, pack, seen) end
    end
  end
  self:add_overlaps(set)
  self:add_near(set, seen)
  self:compile_set(set)
end

---The same packs, with a lexicon and errors of their own, to compile something else of them.
---@return table compiler
function Compiler:beside()
  return setmetatable({ lexicon = core.text.lexicon(), errors = {} }, { __index = self })
end

---An empty ruleset.
---@return table set
function Compiler:new_set() return new_set(self) end

---All rules once more in a ruleset of their own that is not compiled yet: more may be added that refer to them.
---@return table set
function Compiler:mutation_set()
  local set, seen = new_set(self), {}
  for _, pack in ipairs(self.program.packs) do
    for _, rule in ipairs(pack.requested and pack.rules or {}) do
      if FINDERS[rule.word] then self:add_with_needs(set, rule, seen) end
    end
  end
  return set
end

-- Variants of the rule whose near misses are asked for.
function Compiler:add_near(set, seen)
  local name = self.options.near
  if not name or #self.errors > 0 then return end
  local rule = self.program.by_name[name]
  if not rule or not FINDERS[rule.word] then
    self.errors[1] = { message = rule and ("%s is a %s; near misses are of entities, themes, patterns and factors")
      :format(name, rule.word) or ("no rule is called “%s”"):format(name) }
    return
  end
  self:add_with_needs(set, rule, seen)
  self.near = near.add(set, rule, zone_mask(rule.fields.zones))
end

-- Rules whose hits do not overlap each other's, as `overlap` says.
function Compiler:add_overlaps(set)
  for _, rule in ipairs(self.program.rules) do
    local ids = {}
    for _, name in ipairs(rule.word == "overlap" and rule.overlapping or {}) do ids[#ids + 1] = set.ids[name] end
    if #ids > 1 then assert(set.ruleset:keep(ids, rule.fields.keep or "longest")) end
  end
end

local function label_of(rule) return rule.fields.label or rule.fields.as or rule.id end

-- Cues, what looks like a cue and is none, and stops: three rules of the ruleset for each context rule.
function Compiler:make_contexts()
  local set, seen = new_set(self), {}
  self.contexts, self.context_rules = set, {}
  for _, pack in ipairs(self.program.packs) do
    for _, rule in ipairs(pack.rules) do
      if rule.word == "context" and not self.dropped[rule.name] then
        self:add_needs(set, rule, seen)
        local context = { rule = rule, name = rule.fields.as or rule.id, label = label_of(rule), stops = rule.stops,
          cues = rule.entries }
        context.cue_id = set:add(rule.name, "longest", ALL_ZONES, { word = "context", context = context })
        for number, entry in ipairs(rule.entries) do set:add_entry(context.cue_id, rule, entry, number) end
        for _, part in ipairs { "except", "stops" } do
          if #rule[part] > 0 then
            local id = set:add(("%s{%s}"):format(rule.name, part), part == "stops" and "all" or "longest", ALL_ZONES,
              { word = part, context = context })
            context[part .. "_id"] = id
            for number, entry in ipairs(rule[part]) do set:add_entry(id, rule, entry, number) end
          end
        end
        self.context_rules[#self.context_rules + 1] = context
      end
    end
  end
  for _, name in ipairs(about.PATTERNS) do -- of std, and of packs for other languages
    self.known[name] = {}
    for _, pack in ipairs(self.program.packs) do
      local rule = pack.by_id[name]
      if rule and rule.word == "pattern" then
        self:add_with_needs(set, rule, seen)
        table.insert(self.known[name], set.ids[rule.name])
      end
    end
  end
  self:compile_set(set)
end

function Compiler:make_zones()
  local set, seen, count = new_set(self), {}, 0
  for _, rule in ipairs(self.program.rules) do
    if rule.word == "zone" and not self.dropped[rule.name] then
      self:add_needs(set, rule, seen)
      local id = set:add(rule.name, "longest", rule.fields.zones and zone_mask(rule.fields.zones) or ALL_ZONES, rule)
      for number, entry in ipairs(rule.entries) do set:add_entry(id, rule, entry, number) end
      count = count + 1
    end
  end
  self:compile_set(set)
  self.zones = count > 0 and set or nil
end

local function describe_factor(rule)
  local body = rule.fields
  return { name = rule.name, id = rule.id, question = body.question, about = body.about, weight = body.weight or ONE,
    group = body.group, required = body.required or false, half_life = body.half_life, at = rule.at }
end

local function describe_score(pack, rule, factors)
  local body = rule.fields
  local score = { name = rule.name, id = rule.id, about = body.about, groups = {}, factors = {},
    scale = body.scale and { body.scale[1], body.scale[2] } or { 0, 100 * ONE }, combine = body.combine ~= nil,
    at = rule.at }
  local wanted
  for _, id in ipairs(body.factors or {}) do
    wanted = wanted or {}
    wanted[id] = true
  end
  local seen = {}
  for _, factor in ipairs(factors) do
    if factor.pack == pack and (not wanted or wanted[factor.id]) then
      score.factors[#score.factors + 1] = factor.id
      local group = factor.fields.group
      if group and not seen[group] then
        seen[group] = true
        score.groups[#score.groups + 1] = { id = group, label = body.groups and body.groups[group] or group }
      end
    end
  end
  return score
end

function Compiler:describe()
  local D = { packs = {}, rules = {}, factors = {}, scores = {}, warnings = self.warnings }
  for _, pack in ipairs(self.program.packs) do
    D.packs[#D.packs + 1] = { name = pack.name, version = pack.version, about = pack.about, hash = pack.hash,
      root = pack.root, requested = pack.requested, engine = pack.engine,
      uses = pack.uses and pack.uses.written }
    if pack.subject_found then
      D.subject, D.subject_label = D.subject or pack.subject_found.name, D.subject_label or pack.subject_found.label
    end
    if pack.requested then D.topic = D.topic or pack.topic end
    for _, rule in ipairs(pack.rules) do
      D.rules[#D.rules + 1] = { name = rule.name, kind = rule.word, about = rule.fields.about or rule.fields.question,
        at = rule.at, pack = pack.name }
    end
  end
  for _, rule in ipairs(self.factors) do D.factors[#D.factors + 1] = describe_factor(rule) end
  for _, pack in ipairs(self.program.packs) do
    for _, rule in ipairs(pack.rules) do
      if rule.word == "score" and (pack.requested or self.everything) then
        D.scores[#D.scores + 1] = describe_score(pack, rule, self.factors)
      end
    end
  end
  return D
end

-- Failures in the order of files and lines: the order in which they were met may vary.
local function in_order(errors)
  local files, count = {}, 0
  for _, failure in ipairs(errors) do
    local file = failure.file or ""
    if not files[file] then
      count = count + 1
      files[file] = count
    end
  end
  table.sort(errors, function(a, b)
    local x, y = files[a.file or ""], files[b.file or ""]
    if x ~= y then return x < y end
    if (a.line or 0) ~= (b.line or 0) then return (a.line or 0) < (b.line or 0) end
    if (a.column or 0) ~= (b.column or 0) then return (a.column or 0) < (b.column or 0) end
    return a.message < b.message
  end)
  return errors
end

---Compiles packs into what evidence.lua runs.
---@param packs table[] { name =, root =, files = { [path] = bytes } }
---@param options table|nil subject, dropped = { names of rules }, everything: also rules of packs that are only used
---@param host table|nil base, run: the sandbox, see rules.load
---@return table|nil compiled lexicon, rules, contexts, zones, description …
---@return table|nil errors
---@return table|nil need names of packs to be given as well
function M.packs(packs, options, host)
  options, host = options or {}, host or {}
  host.left_out = options.left_out
  local program, errors, need = rules.load(packs, host)
  if not program then return nil, errors and in_order(errors), need end
  if host.naming then options.at_work = host.naming(program) end
  local ok
  ok, errors = resolve.resolve(program, options)
  if not ok then return nil, in_order(errors) end
  local self = setmetatable({ program = program, lexicon = core.text.lexicon(), errors = {}, warnings = {}, known = {},
    dropped = {}, everything = options.everything, options = options, host = host }, Compiler)
  if options.abbreviations then assert(self.lexicon:add_abbreviations(options.abbreviations)) end
  for _, name in ipairs(options.dropped or {}) do self.dropped[name] = true end
  self:make_zones()
  self:make_rules()
  self:make_contexts()
  if #self.errors > 0 then return nil, in_order(self.errors) end
  self.description = self:describe()
  return self
end

return M

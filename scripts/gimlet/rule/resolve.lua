-- References between rules: who is meant by a name, what the subject and the topic are, and cycles.
--
-- Names are looked for in the rule's own pack, then in the packs it uses and in std. Rows of a gazetteer that
-- share an id are a thing; a thing can be referred to as if it were a rule.
local pattern = require "gimlet.rule.pattern"
local phrase = require "gimlet.rule.phrase"
local running_text = require "gimlet.rule.running_text"
local suggest = require "gimlet.cli.suggest"

local M = {}

local Resolver = {}
Resolver.__index = Resolver

function Resolver:fail(rule, entry, column, message, ...)
  local error = { file = rule.file, line = entry and entry.line or rule.line, message = message:format(...) }
  if entry and entry.column and column and entry.plain then error.column = entry.column + column end
  self.errors[#self.errors + 1] = error
end

function Resolver:fail_pack(pack, message)
  local file, line = pack.at:match "^(.*):(%d+)$"
  self.errors[#self.errors + 1] = { file = file, line = tonumber(line), message = message }
end

-- The packs whose names a pack sees, itself first.
function Resolver:visible(pack)
  local list, seen = { pack }, { [pack.name] = true }
  for _, name in ipairs(pack.uses or {}) do
    if not seen[name] then list[#list + 1] = self.program.pack_by_name[name] end
    seen[name] = true
  end
  if not seen.std then list[#list + 1] = self.program.pack_by_name.std end
  return list
end

-- Gathers rows by id: program.things["world.japan"] = { name, id, pack, kind, label, rows }.
local function gather_things(program)
  program.things = {}
  for _, pack in ipairs(program.packs) do
    pack.things = {}
    for _, rule in ipairs(pack.rules) do
      for _, row in ipairs(rule.rows or {}) do
        row.rule = rule
        if row.id then
          local thing = pack.things[row.id]
          if not thing then
            thing = { name = pack.name .. "." .. row.id, id = row.id, pack = pack, kind = rule.fields.kind,
              label = row.name, rows = {} }
            pack.things[row.id] = thing
            program.things[thing.name] = thing
          end
          thing.rows[#thing.rows + 1] = row
        end
      end
    end
  end
end

-- A rule or a thing by its name as written in `pack`; nil and a reason otherwise.
function Resolver:find(pack, name)
  local in_pack, id = name:match "^([^.]+)%.(.+)$"
  if in_pack then
    local other = self.program.pack_by_name[in_pack]
    local allowed = false
    for _, seen in ipairs(self:visible(pack)) do allowed = allowed or seen == other end
    if not other or not allowed then
      local names = {}
      for _, seen in ipairs(self:visible(pack)) do names[#names + 1] = seen.name end
      return nil, ("no pack “%s” is used here%s"):format(in_pack,
      other and ("; add it to uses = { … } of “%s”")
        :format(pack.name) or suggest.hint(in_pack, names))
    end
    local found = other.by_id[id] or other.things[id]
    if found then return found end
    return nil, ("the pack “%s” has no rule “%s”%s"):format(in_pack, id, self:hint({ other }, id))
  end
  local packs = self:visible(pack)
  for _, seen in ipairs(packs) do
    local found = seen.by_id[name] or seen.things[name]
    if found then return found end
  end
  return nil, ("unknown reference {%s}%s"):format(name, self:hint(packs, name))
end

function Resolver:hint(packs, name) -- luacheck: no self
  local known = {}
  for _, pack in ipairs(packs) do
    for id in pairs(pack.by_id) do known[id] = true end
    if #name > 2 then
      for id in pairs(pack.things) do known[id] = true end
    end
  end
  return suggest.hint(name, known)
end

-- A subject by name, id or what it is called in texts.
function Resolver:find_subject(pack, text)
  local found = self:find(pack, text)
  if found then return found end
  local folded = text:lower():gsub("^the%s+", "")
  local labels = {}
  for _, seen in ipairs(self:visible(pack)) do
    for id, thing in pairs(seen.things) do
      for _, row in ipairs(thing.rows) do
        if (row.as == nil or row.as == "name") then
          labels[row.name], labels[id] = true, true
          if row.name:lower():gsub("^the%s+", "") == folded then return thing end
        end
      end
      if id == folded:gsub("[%s%-]+", "_") then return thing end
    end
  end
  return nil, ("unknown subject “%s”%s"):format(text, suggest.hint(text:match "[^.]+$" or text, labels))
end

-- The words of an entity that stand for what was last named of its kind: “it” in languages other than English.
local function add_stand_ins(subject, rule)
  for _, entry in ipairs(rule.fields.stand_ins or {}) do
    subject.stand_ins[#subject.stand_ins + 1] = entry.node
  end
end

-- What a subject is, for the rules of one pack: its rows, and those of what is `of` it.
function Resolver:subject_of(pack, text)
  local key = pack.name .. "\0" .. text
  local subject = self.subjects[key]
  if subject then return subject end
  local found, message = self:find_subject(pack, text)
  if not found then return nil, message end
  subject = { name = found.name, pack = pack, rows = {}, kind = found.kind, label = found.label, stand_ins = {} }
  if found.rows and not found.word then
    subject.id = found.id
    for _, seen in ipairs(self:visible(pack)) do
      for _, rule in ipairs(seen.rules) do
        local before = #subject.rows
        for _, row in ipairs(rule.rows or {}) do
          if row.id == found.id or row.of == found.id then subject.rows[#subject.rows + 1] = row end
        end
        if #subject.rows > before then add_stand_ins(subject, rule) end
      end
    end
  elseif found.word == "entity" then
    subject.rule, subject.kind = found, found.fields.kind or found.id
    subject.label = found.rows and found.rows[1] and found.rows[1].name or found.id
    add_stand_ins(subject, found)
  else
    return nil, ("the subject must be an entity; “%s” is a %s"):format(text, found.word)
  end
  subject.key = ("%s.{subject%s}"):format(pack.name, text == pack.subject and "" or ":" .. text)
  self.subjects[key] = subject
  self.program.subjects[#self.program.subjects + 1] = subject
  return subject
end

function Resolver:resolve_ref(rule, entry, node)
  if node.name == "subject" then
    local subject = rule.subject
    if not subject then
      if rule.subject_unknown then return end
      self:fail(rule, entry, node.column, "{subject} needs a subject: subject = \"…\" in the pack")
      return
    end
    node.target = subject.key
    self.program.targets[rule.name .. " subject"] = node.target
    rule.subject_used = true
    if subject.rule then rule.needs[subject.rule.name] = true end
    return
  end
  local found, message = self:find(rule.pack, node.name)
  if not found then
    self:fail(rule, entry, node.column, "%s", message)
  elseif found.word == "factor" or found.word == "score" or found.word == "context" or found.word == "zone"
    or found.word == "reader" or found.word == "relation" then
    self:fail(rule, entry, node.column, "{%s} is a %s: only entities, themes and patterns are referred to", node.name,
      found.word)
  elseif found.word then
    node.target = found.name
    rule.needs[found.name] = true
  else
    node.target, node.thing = "{" .. found.name .. "}", found
    self.program.used_things[found.name] = found
  end
  self.program.targets[rule.pack.name .. " " .. node.name] = node.target
end

function Resolver:resolve_entries(rule, entries)
  for _, entry in ipairs(entries or {}) do
    pattern.walk(entry.node, function(node)
      if node.kind == "phrase" then
        phrase.walk(node.tree, function(leaf)
          if leaf.kind == "ref" then self:resolve_ref(rule, entry, leaf) end
        end)
      elseif node.kind == "ref" then
        self:resolve_ref(rule, entry, node)
      elseif running_text.is(node) and node ~= entry.node then
        self:fail(rule, entry, nil, "%s(…) stands alone as the match of a rule and joins no other pattern; refer "
          .. "to that rule instead", node.kind)
      end
    end)
  end
end

function Resolver:resolve_overlap(rule)
  rule.overlapping = {}
  for _, name in ipairs(rule.fields.rules or {}) do
    local found, message = self:find(rule.pack, name)
    local word = found and found.word
    if not found then self:fail(rule, nil, nil, "rules: %s", message)
    elseif word ~= "entity" and word ~= "theme" and word ~= "pattern" then
      self:fail(rule, nil, nil, "rules: “%s” is no entity, theme or pattern", name)
    else rule.overlapping[#rule.overlapping + 1] = found.name end
  end
end

-- The entities a relation holds between.
function Resolver:resolve_relation(rule)
  local function rules_of(key, names)
    local list = {}
    for _, name in ipairs(names or {}) do
      local found, message = self:find(rule.pack, name)
      if not found then self:fail(rule, nil, nil, "%s: %s", key, message)
      elseif found.word ~= "entity" then
        self:fail(rule, nil, nil, "%s: “%s” is no entity", key, name)
      else
        list[#list + 1] = found
        rule.needs[found.name] = true
      end
    end
    return list
  end
  local body = rule.fields
  local agents = rules_of("agents", body.agents)
  local relation = { rules = {}, agents = #agents > 0 and agents or nil, subjects = {}, objects = {} }
  local function take(list, side)
    for _, other in ipairs(list) do
      local known = relation.subjects[other] or relation.objects[other]
      if not known then relation.rules[#relation.rules + 1] = other end
      side[other] = true
    end
  end
  local subjects = rules_of("subject", body.subject)
  take(subjects, relation.subjects)
  take(body.object and rules_of("object", body.object) or subjects, relation.objects)
  rule.relation = relation
end

function Resolver:resolve_rule(rule, override)
  local pack, text = rule.pack, nil
  rule.needs = {}
  if self.dropped[rule.name] then return end
  if rule.word == "relation" then
    self:resolve_relation(rule)
    self:resolve_entries(rule, rule.entries)
    return
  end
  if rule.fields.subject ~= nil then text = rule.fields.subject
  elseif pack.subject then text = override or pack.subject end
  if text then
    local subject, message = self:subject_of(pack, text)
    rule.subject, rule.subject_unknown = subject, not subject
    if not subject and not self.reported[text] then
      self.reported[text] = true
      if text == override then self.errors[#self.errors + 1] = { message = message }
      elseif text == pack.subject then self:fail_pack(pack, message)
      else self:fail(rule, nil, nil, "%s", message) end
    end
  end
  local topic = rule.fields.topic
  if topic == nil then topic = pack.topic end
  if rule.word == "factor" and topic then
    local found, message = self:find(pack, topic)
    if found and found.word and found.word ~= "factor" and found.word ~= "score" then rule.topic = found
    elseif not self.reported[topic] then
      self.reported[topic] = true
      self:fail(rule, nil, nil, "topic: %s", message or ("“%s” is no theme"):format(topic))
    end
  end
  if rule.word == "overlap" then self:resolve_overlap(rule) end
  self:resolve_entries(rule, rule.entries)
  self:resolve_entries(rule, rule.except)
  self:resolve_entries(rule, rule.stops)
end

-- Depth first over references; a rule met again while it is open closes a cycle.
function Resolver:find_cycles()
  local state, path = {}, {}
  local by_name = self.program.by_name
  local function visit(rule)
    if state[rule] == "done" then return end
    if state[rule] == "open" then
      local names, from = {}, 1
      for index, open in ipairs(path) do
        if open == rule then from = index end
      end
      for index = from, #path do names[#names + 1] = path[index].name end
      names[#names + 1] = rule.name
      self:fail(rule, nil, nil, "rules refer to each other in a circle: %s", table.concat(names, " → "))
      return
    end
    state[rule] = "open"
    path[#path + 1] = rule
    local needs = {}
    for name in pairs(rule.needs) do needs[#needs + 1] = name end
    table.sort(needs)
    for _, name in ipairs(needs) do
      if by_name[name] then visit(by_name[name]) end
    end
    path[#path] = nil
    state[rule] = "done"
  end
  for _, rule in ipairs(self.program.rules) do visit(rule) end
end

-- Groups and factor lists of scores.
function Resolver:check_scores(pack)
  local scores, groups = {}, {}
  for _, rule in ipairs(pack.rules) do
    if rule.word == "score" then
      scores[#scores + 1] = rule
      for group in pairs(rule.fields.groups or {}) do groups[group] = true end
      for _, name in ipairs(rule.fields.factors or {}) do
        local factor = pack.by_id[name]
        if not factor or factor.word ~= "factor" then
          self:fail(rule, nil, nil, "factors: “%s” is no factor of the pack%s", name, suggest.hint(name,
          pack.by_id))
        end
      end
    end
  end
  for _, rule in ipairs(pack.rules) do
    local group = rule.word == "factor" and rule.fields.group
    if group and #scores > 0 and next(groups) and not groups[group] then
      self:fail(rule, nil, nil, "no score has a group “%s”%s", group, suggest.hint(group, groups))
    end
    if rule.word == "factor" and rule.fields.context then self:check_contexts(rule, rule.fields.context) end
    for _, entry in ipairs(rule.entries) do
      if entry.settings.context then self:check_contexts(rule, entry.settings.context, entry) end
    end
  end
end

function Resolver:check_contexts(rule, contexts, entry)
  local known = {}
  for _, pack in ipairs(self:visible(rule.pack)) do
    for _, other in ipairs(pack.rules) do
      if other.word == "context" then known[other.fields.as or other.id] = true end
    end
  end
  for name in pairs(contexts) do
    if not known[name] then
      self:fail(rule, entry, nil, "context: there is no context “%s”%s", name, suggest.hint(name, known))
    end
  end
end

-- The packs that were asked for; where the caller does not say: those that no other uses.
local function find_requested(program)
  local used = {}
  for _, pack in ipairs(program.packs) do
    for _, name in ipairs(pack.uses or {}) do used[name] = true end
    if #program.packs > 1 and pack.name ~= "std" then used.std = true end
  end
  for _, pack in ipairs(program.packs) do
    if pack.asked ~= nil then pack.requested = pack.asked else pack.requested = not used[pack.name] end
  end
end

---Resolves all references of a loaded program.
---@param program table from rules.load
---@param options table|nil subject: another subject than the packs say; dropped: names of rules that are left out;
---at_work(rule), called before each rule
---@return boolean|nil ok
---@return table|nil errors
function M.resolve(program, options)
  local resolver = setmetatable({ program = program, errors = {}, subjects = {}, reported = {}, dropped = {} },
    Resolver)
  for _, name in ipairs(options and options.dropped or {}) do resolver.dropped[name] = true end
  program.rules, program.by_name, program.subjects, program.used_things = {}, {}, {}, {}
  program.targets = {} -- what names of rules mean: "pack name" → rule or thing; "pack.rule subject" → subject
  for _, pack in ipairs(program.packs) do
    for _, rule in ipairs(pack.rules) do
      program.rules[#program.rules + 1] = rule
      program.by_name[rule.name] = rule
    end
  end
  gather_things(program)
  find_requested(program)
  for _, pack in ipairs(program.packs) do
    local override = pack.requested and pack.subject and options and options.subject or nil
    if pack.requested and pack.subject then
      pack.subject_found = resolver:subject_of(pack, override or pack.subject)
    end
    for _, rule in ipairs(pack.rules) do
      if options and options.at_work then options.at_work(rule) end
      resolver:resolve_rule(rule, override)
    end
    resolver:check_scores(pack)
  end
  if #resolver.errors == 0 then resolver:find_cycles() end
  if #resolver.errors > 0 then return nil, resolver.errors end
  return true
end

return M

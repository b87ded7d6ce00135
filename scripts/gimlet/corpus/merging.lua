-- Several corpora become one.
--
-- Whatever two corpora say alike is taken over once; where they contradict each other, what is kept follows from the
-- two values alone and never from whose they are, so that the result is the same in any order. Merging again changes
-- nothing. A merge that was killed holds whole documents and is finished by the same command.
--
-- A document is its bytes. Of two that were found at one path, the one with the smaller hash keeps the path and the
-- other is filed under PATH~HASH.
local core = require "gimlet.core"
local M = {}

M.BATCH = 512 -- documents a transaction

local Merge = {}
Merge.__index = Merge

local function must(value, message)
  if value == nil then error(setmetatable({ message = message }, { __tostring = function() return message end }), 0) end
  return value
end

function Merge:conflict(message) self.conflicts = self.conflicts + 1 self.on_conflict(message) end

-- Smaller by kind, then value; nil is larger than anything, so that what is known wins.
local function less(a, b)
  if a == nil or b == nil then return b == nil and a ~= nil end
  if math.type(a) and math.type(b) then return a < b end
  return tostring(a) < tostring(b)
end

local function smaller(a, b) if less(b, a) then return b end return a end

-- ---- small tables ------------------------------------------------------------------------------

-- Rows of a statement by what their columns say together.
local function signature_of(row, columns)
  local parts = {}
  for i, column in ipairs(columns) do parts[i] = ("%s:%s"):format(math.type(row[column]) or type(row[column]),
    tostring(row[column])) end
  return table.concat(parts, "\0")
end

local function union(self, name, sql, columns, add)
  local known = {}
  for _, row in ipairs(self.into:query(sql)) do known[signature_of(row, columns)] = true end
  for _, row in ipairs(self.from:query(sql)) do
    if not known[signature_of(row, columns)] then
      must((add or function(new) return self.into.box:put(name, new) end)(row))
    end
  end
end

local function id_of(open, sql, ...)
  local row = open:one(sql, ...)
  return row and row.id
end

-- The number that a load of the other corpus has here.
function Merge:load(number)
  if not number then return nil end
  if self.loads[number] == nil then
    local row = self.from:one("SELECT begun_at, engine, options FROM loads WHERE id = ?", number)
    self.loads[number] = row and (id_of(self.into, "SELECT id FROM loads WHERE begun_at IS ? AND engine IS ? AND "
      .. "options IS ?", row.begun_at, row.engine, row.options) or must(self.into.box:put("loads", row))) or false
  end
  return self.loads[number] or nil
end

-- The later one of two loads of this corpus.
function Merge:later_load(a, b)
  if not a or not b or a == b then return a or b end
  return self.into:one("SELECT id FROM loads WHERE id IN (?, ?) ORDER BY begun_at DESC, engine DESC, options DESC", a,
    b).id
end

local CORRECTION = { "given_at", "value", "given_by" }

function Merge:corrections()
  local columns = { "hash", "key", "value", "given_by", "given_at" }
  for _, row in ipairs(self.from:query("SELECT * FROM corrections")) do
    local own = self.into:one("SELECT * FROM corrections WHERE hash = ? AND key = ?", row.hash, row.key)
    if not own then
      must(self.into.box:put("corrections", row))
    elseif signature_of(own, columns) ~= signature_of(row, columns) then
      local later = false
      for _, column in ipairs(CORRECTION) do
        if own[column] ~= row[column] then
          later = less(own[column], row[column])
          break
        end
      end
      if own.value ~= row.value then
        self:conflict(("correction of %s of document %s: “%s” and “%s”; the later one is kept"):format(row.key,
          row.hash:sub(1, 12), tostring(own.value), tostring(row.value)))
      end
      if later then must(self.into.box:put("corrections", row)) end
    end
  end
end

-- The source's row here.
function Merge:source(name)
  return id_of(self.into, "SELECT id FROM sources WHERE name = ?", name) or must(self.into.box:put("sources",
    { name = name }))
end

function Merge:sources()
  for _, row in ipairs(self.from:query("SELECT name, about FROM sources")) do
    local id = self:source(row.name)
    local own = self.into:one("SELECT about FROM sources WHERE id = ?", id)
    if row.about and own.about ~= row.about then
      must(self.into.box:update("sources", id, { about = smaller(own.about, row.about) }))
    end
  end
  local aliases = self.from:query("SELECT a.key, a.alias, s.name FROM aliases a JOIN sources s ON s.id = a.source")
  for _, row in ipairs(aliases) do
    local own = self.into:one("SELECT a.alias, s.name FROM aliases a JOIN sources s ON s.id = a.source WHERE a.key = ?",
      row.key)
    if own and own.name ~= row.name then
      self:conflict(("“%s” is a name of %s and of %s; it is left to %s"):format(row.alias, own.name, row.name,
        smaller(own.name, row.name)))
    end
    local name = own and smaller(own.name, row.name) or row.name
    local alias = own and (own.name == row.name and smaller(own.alias, row.alias) or own.name == name and own.alias)
      or row.alias
    must(self.into.box:put("aliases", { key = row.key, alias = alias, source = self:source(name) }))
  end
  union(self, "grades", "SELECT s.name, g.grade, g.begins, g.ends, g.reason, g.grader, g.graded_at FROM grades g JOIN "
    .. "sources s ON s.id = g.source", { "name", "grade", "begins", "ends", "reason", "grader", "graded_at" },
    function(row)
      local other = self.into:one("SELECT g.grade FROM grades g JOIN sources s ON s.id = g.source WHERE s.name = ? AND "
        .. "g.begins IS ? AND g.ends IS ? AND g.grade <> ?", row.name, row.begins, row.ends, row.grade)
      if other then
        self:conflict(("%s is graded %s and %s for the same time; both are kept"):format(row.name,
          smaller(other.grade, row.grade), less(other.grade, row.grade) and row.grade or other.grade))
      end
      row.source, row.name = self:source(row.name), nil
      return self.into.box:put("grades", row)
    end)
end

function Merge:decisions()
  local columns = { "hash", "rule", "quote", "hit", "verdict", "value", "reason", "who", "decided_at" }
  union(self, "decisions", "SELECT hash, rule, quote, hit, verdict, value, reason, who, decided_at FROM decisions",
    columns, function(row)
      local other = self.into:one("SELECT verdict, who FROM decisions WHERE hash IS ? AND rule IS ? AND quote IS ? AND "
        .. "hit IS ? AND (verdict <> ? OR value IS NOT ?)", row.hash, row.rule, row.quote, row.hit, row.verdict,
        row.value)
      if other then
        self:conflict(("decisions on “%s” of %s: %s by %s and %s by %s; both are kept, the later one holds"):format(
          row.quote or row.hit or "all", row.rule or "every rule", other.verdict, other.who or "?", row.verdict,
          row.who or "?"))
      end
      return self.into.box:put("decisions", row)
    end)
end

function Merge:runs()
  for _, row in ipairs(self.from:query("SELECT * FROM packs")) do
    if not self.into:one("SELECT 1 FROM packs WHERE hash = ?", row.hash) then must(self.into.box:put("packs", row)) end
  end
  union(self, "runs", "SELECT * FROM runs ORDER BY number", { "id", "begun_at" }, function(run)
    local old = run.number
    run.number = nil
    local number = must(self.into.box:put("runs", run))
    for _, name in ipairs { "hits", "scores", "ledger" } do
      for _, row in ipairs(self.from:query("SELECT * FROM " .. name .. " WHERE run = ?", old)) do
        row.run = number
        must(self.into.box:put(name, row))
      end
    end
    self.runs_added = self.runs_added + 1
    return number
  end)
end

-- ---- documents ---------------------------------------------------------------------------------

-- What of a document's row belongs together. Each group comes from one of the two rows.
local GROUPS = { { "path", "record", "name" }, { "date", "earliest", "latest" }, { "source", "source_key" },
  { "title" }, { "author" }, { "credibility" }, { "language" }, { "url" }, { "origin" }, { "loaded_at" } }

local function known(row, group)
  for _, column in ipairs(group) do if row[column] ~= nil then return true end end
  return false
end

-- Is group's value in `a` the one to keep?
local function first_wins(a, b, group)
  if not known(b, group) then return true end
  if not known(a, group) then return false end
  for _, column in ipairs(group) do
    if a[column] ~= b[column] then return less(a[column], b[column]) end
  end
  return true
end

local META <const> = "SELECT key, value, given_by FROM metadata WHERE document = ? ORDER BY ordinal"
local META_COLUMNS <const> = { "key", "value", "given_by" }

-- Metadata of both: as they are where they are the same, sorted otherwise.
function Merge:metadata(number, other)
  local own, theirs = self.into:query(META, number), self.from:query(META, other)
  local function text(list)
    local parts = {}
    for i, row in ipairs(list) do parts[i] = signature_of(row, META_COLUMNS) end
    return table.concat(parts, "\1")
  end
  if text(own) == text(theirs) then return end
  local all, seen = {}, {}
  for _, list in ipairs { own, theirs } do
    for _, row in ipairs(list) do
      local key = signature_of(row, META_COLUMNS)
      if not seen[key] then
        seen[key] = true
        all[#all + 1] = { key = key, row = row }
      end
    end
  end
  table.sort(all, function(a, b) return a.key < b.key end)
  for i, item in ipairs(all) do
    item.row.document, item.row.ordinal = number, i - 1
    must(self.into.box:put("metadata", item.row))
  end
end

local CONTENT <const> = { "format", "charset", "replaced", "bytes", "paragraphs", "tokens", "sentences" }

-- A digest of what was read out of the document's bytes.
local function digest(open, number)
  local parcel, zones, _, _ = must(open.box:packed(number))
  local text = must(open.box:content(number))
  return core.base.sha256(table.concat({ text, zones or "", parcel }, "\0"))
end

-- The entry that box:add takes, of a document of the other corpus.
function Merge:entry(row)
  local entry = {}
  for key, value in pairs(row) do entry[key] = value end
  entry.document = row.name
  entry.parcel, entry.zones, entry.frame, entry.signature = self.from.box:packed(row.id)
  must(entry.parcel, entry.zones)
  if entry.signature == "" then entry.signature = nil end
  entry.given, entry.standoff = self.from.box:given(row.id), self.from.box:standoff(row.id)
  if entry.given then entry.text, entry.frame = must(self.from.box:content(row.id)), nil end
  entry.meta = {}
  for i, meta in ipairs(self.from:query(META, row.id)) do
    entry.meta[i] = { key = meta.key, value = meta.value, from = meta.given_by }
  end
  return entry
end

-- Replaces what was read out of a known document's bytes where the other corpus's reading goes first.
function Merge:content(own, row)
  local here, there = digest(self.into, own.id), digest(self.from, row.id)
  if here == there then return end
  self:conflict(("document %s was read differently; the reading of one is kept"):format(row.name))
  if not less(there, here) then return end
  local entry = self:entry(row)
  entry.path, entry.record, entry.meta = own.path, own.record, {}
  for _, meta in ipairs(self.into:query(META, own.id)) do
    table.insert(entry.meta, { key = meta.key, value = meta.value, from = meta.given_by })
  end
  for _, group in ipairs(GROUPS) do for _, column in ipairs(group) do entry[column] = own[column] end end
  entry.document = own.name
  local load = id_of(self.into, "SELECT MAX(id) AS id FROM loads") or 0
  must(self.into.box:add(entry, load + 1)) -- as though the same file were read again
  local update = {}
  for _, column in ipairs(CONTENT) do update[column] = row[column] end
  must(self.into.box:update("documents", own.id, update))
end

local function displaced_path(path, hash) return ("%s~%s"):format(path, hash:sub(1, 16)) end

-- Puts a path of a document; gives the path under which it was filed.
function Merge:path(path, number, hash)
  local held = self.into:one("SELECT p.document, p.load, d.hash FROM paths p JOIN documents d ON d.id = p.document "
    .. "WHERE p.path = ? AND p.record = ?", path.path, path.record)
  local load = self:load(path.load)
  if held and held.hash ~= hash then
    self:conflict(("%s holds different documents; one is filed under %s"):format(path.path,
      displaced_path(path.path, held.hash < hash and hash or held.hash)))
    if held.hash < hash then
      return self:path({ path = displaced_path(path.path, hash), record = path.record, load = path.load }, number, hash)
    end
    must(self.into.box:put("paths", { path = displaced_path(path.path, held.hash), record = path.record,
      document = held.document, load = held.load }))
  end
  must(self.into.box:put("paths", { path = path.path, record = path.record, document = number,
    load = self:later_load(load, held and held.hash == hash and held.load) }))
  return path.path
end

-- A document's own path is one of those it has.
function Merge:settle_path(number)
  local row = self.into:one("SELECT d.path, d.record FROM documents d WHERE d.id = ?1 AND NOT EXISTS (SELECT 1 FROM "
    .. "paths p WHERE p.document = d.id AND p.path = d.path AND p.record = COALESCE(d.record, 0))", number)
  if not row then return end
  local first = self.into:one("SELECT path, record FROM paths WHERE document = ? ORDER BY path, record LIMIT 1", number)
  must(self.into.box:update("documents", number, { path = first.path, record = first.record }))
end

function Merge:document(row)
  local own = self.into:one("SELECT * FROM documents WHERE hash = ?", row.hash)
  local paths = self.from:query("SELECT path, record, load FROM paths WHERE document = ? ORDER BY path, record", row.id)
  local number
  if own then
    number = own.id
    self.known = self.known + 1
    self:content(own, row)
    local update, changed = {}, false
    for _, group in ipairs(GROUPS) do
      if not first_wins(own, row, group) then
        changed = true
        for _, column in ipairs(group) do update[column] = row[column] end
      end
    end
    if changed then must(self.into.box:update("documents", number, update)) end
    self:metadata(number, row.id)
  else
    local entry = self:entry(row)
    -- The first path is made with the document, under a name that nobody else has.
    entry.path, entry.record = "\1merging " .. row.hash, 0
    local outcome, added = self.into.box:add(entry, 0)
    must(outcome, added)
    number = added
    must(self.into.box:update("documents", number, { path = row.path, record = row.record }))
    self.added = self.added + 1
  end
  for _, path in ipairs(paths) do
    local before = self.into:one("SELECT document FROM paths WHERE path = ? AND record = ?", path.path, path.record)
    self:path(path, number, row.hash)
    if before and before.document ~= number then self:settle_path(before.document) end
  end
  if not own then must(self.into.box:delete("paths", { path = "\1merging " .. row.hash, record = 0 })) end
  self:settle_path(number)
end

-- Files that were read to their end: where the corpora agree on what they hold.
function Merge:files()
  for _, row in ipairs(self.from:query("SELECT * FROM files")) do
    local own = self.into:one("SELECT * FROM files WHERE path = ?", row.path)
    row.load = self:load(row.load)
    if not own or less(row.stamp, own.stamp) then must(self.into.box:put("files", row)) end
  end
  for _, row in ipairs(self.into:query("SELECT f.*, (SELECT COUNT(*) FROM paths p WHERE p.path = f.path) AS now, EXISTS"
    .. "(SELECT 1 FROM paths p WHERE p.path > f.path || '~' AND p.path < f.path || '~g') AS displaced FROM files f")) do
    if row.displaced == 1 then -- read again when it is loaded next
      must(self.into.box:delete("files", { path = row.path }))
    elseif row.now ~= row.documents then
      row.documents, row.now, row.displaced = row.now, nil, nil
      must(self.into.box:put("files", row))
    end
  end
end

-- A correction holds whatever the files say.
function Merge:apply_corrections()
  for _, row in ipairs(self.into:query("SELECT DISTINCT d.id AS number FROM corrections c JOIN documents d ON d.hash = "
    .. "c.hash")) do
    must(self.into:reapply_corrections(row.number))
  end
end

-- ---- the whole ---------------------------------------------------------------------------------

local function in_batch(self, body)
  local good, message = self.into:batch(function()
    body()
    return true
  end)
  must(good, message)
end

---Takes the documents, decisions, grades, corrections and runs of another corpus over.
---@param into table an open corpus
---@param from table another one
---@param options { on_conflict: fun(message: string), on_document: fun(done: integer, total: integer)? }
---@return { added: integer, known: integer, runs: integer, conflicts: integer }? counts
---@return string? message
function M.merge(into, from, options)
  local self = setmetatable({ into = into, from = from, loads = {}, added = 0, known = 0, runs_added = 0, conflicts = 0,
    on_conflict = options.on_conflict }, Merge)
  local good, why = pcall(function()
    local list = from:query("SELECT id FROM documents ORDER BY hash")
    for first = 1, #list, M.BATCH do
      in_batch(self, function()
        self.loads = {}
        for i = first, math.min(first + M.BATCH - 1, #list) do
          self:document(from:one("SELECT * FROM documents WHERE id = ?", list[i].id))
          if options.on_document then options.on_document(i, #list) end
        end
      end)
    end
    in_batch(self, function()
      self.loads = {}
      union(self, "loads", "SELECT begun_at, engine, options FROM loads", { "begun_at", "engine", "options" })
      self:files()
      self:corrections()
      self:sources()
      self:decisions()
      self:runs()
      self:apply_corrections()
      must(into.box:renumber())
    end)
  end)
  into.grade_index = nil
  if good then
    return { added = self.added, known = self.known, runs = self.runs_added, conflicts = self.conflicts }
  end
  if type(why) == "table" and why.message then return nil, why.message end
  error(why, 0)
end

return M

-- Runs, hits and decisions of a corpus: the part of gimlet.corpus that remembers what was found and judged.
--
-- A run's hits are one packed value a document: keys and texts are written once, and the sentence of a hit, which
-- the document's own text says again, is left out and put back when the run is read. The words of the hit itself
-- stay: decisions hang on them, also when the document has gone.
local core = require "gimlet.core"
local M = {}

-- ---- packing -----------------------------------------------------------------------------------

-- Numbers a text in the order it is first met.
local function numbering()
  local list, number = {}, {}
  return list, function(text)
    if not number[text] then
      list[#list + 1] = text
      number[text] = #list
    end
    return number[text]
  end
end

-- Offsets from which a field of a hit can be cut out of the document's text again.
local CUTS = { sentence = { "sentence_begin", "sentence_end" } }
-- Runs that were stored before left the words of a hit out as well.
local RESTORED = { text = { "begin", "end" }, sentence = CUTS.sentence }

local function is_cut(hit, key, value, text)
  local from = text and CUTS[key]
  local first, last = from and hit[from[1]], from and hit[from[2]]
  return first and last and text:sub(first + 1, last) == value
end

---Packs the hits of one document.
---@param hits table[]
---@param text string? the document's text
---@return string
function M.pack(hits, text)
  local keys, key_of = numbering()
  local strings, string_of = numbering()
  local rows = {}
  for i, hit in ipairs(hits) do
    local row, names = {}, {}
    for key in pairs(hit) do names[#names + 1] = key end
    table.sort(names)
    for _, key in ipairs(names) do
      local value = hit[key]
      if not is_cut(hit, key, value, text) then
        row[#row + 1] = key_of(key)
        row[#row + 1] = type(value) == "string" and { string_of(value) } or type(value) == "table" and { 0, value }
          or value
      elseif CUTS[key] then
        row[#row + 1] = -key_of(key)
        row[#row + 1] = false
      end
    end
    rows[i] = row
  end
  return core.work.encode({ keys, strings, rows })
end

---@param packed string
---@param text string? the document's text, for what was left out
---@return table[] hits
function M.unpack(packed, text)
  local keys, strings, rows = table.unpack(core.work.decode(packed))
  local hits = {}
  for i, row in ipairs(rows) do
    local hit, cuts = {}, {}
    for at = 1, #row, 2 do
      local key, value = row[at], row[at + 1]
      if key < 0 then
        cuts[#cuts + 1] = keys[-key]
      elseif type(value) == "table" then
        hit[keys[key]] = value[1] == 0 and value[2] or strings[value[1]]
      else
        hit[keys[key]] = value
      end
    end
    for _, key in ipairs(cuts) do
      local from = RESTORED[key]
      hit[key] = text and text:sub(hit[from[1]] + 1, hit[from[2]]) or nil
    end
    hits[i] = hit
  end
  return hits
end

-- ---- the corpus's methods ----------------------------------------------------------------------

local Corpus = {}

-- Stops the batch with the first failure.
local function must(value, message)
  if value == nil or value == false then error(setmetatable({ message = message },
    { __tostring = function() return tostring(message) end }), 0) end
  return value
end

-- Hits by document hash, in the order they come in.
local function by_document(hits)
  local order, groups = {}, {}
  for _, hit in ipairs(hits) do
    local hash = hit.hash or error("a hit needs the hash of its document", 3)
    if not groups[hash] then
      groups[hash] = {}
      order[#order + 1] = hash
    end
    table.insert(groups[hash], hit)
  end
  table.sort(order)
  return order, groups
end

function Corpus:text_of_hash(hash)
  -- A bundle may hold documents without their texts.
  local row = self:one("SELECT id FROM documents WHERE hash = ? AND id IN (SELECT document FROM contents)", hash)
  return row and (assert(self.box:content(row.id)))
end

local function save_scores(self, number, scores)
  local ordinal, line = 0, 0
  for _, score in ipairs(scores or {}) do
    local id = score.score or score.name or score.id
    local parts = { { part = nil, value = score } }
    for _, group in ipairs(score.groups or {}) do
      parts[#parts + 1] = { part = group.group or group.id, value = group }
    end
    for _, part in ipairs(parts) do
      ordinal = ordinal + 1
      local value = part.value
      local interval = type(value.interval) == "table" and value.interval or {}
      must(self.box:put("scores", { run = number, ordinal = ordinal, score = id, part = part.part,
        value = math.tointeger(value.value), low = math.tointeger(value.low or interval.low or interval[1]),
        high = math.tointeger(value.high or interval.high or interval[2]), coverage = math.tointeger(value.coverage),
        graded_only = math.tointeger(value.graded_only) }))
    end
    for _, entry in ipairs(score.ledger or {}) do
      line = line + 1
      local hit = entry.line and entry.line.hit or {}
      must(self.box:put("ledger", { run = number, ordinal = line, score = id, kind = entry.kind, factor = entry.factor,
        sign = entry.sign, hit = hit.id, hash = hit.hash, points = math.tointeger(entry.points),
        value = math.tointeger(entry.value), why = entry.why }))
    end
  end
end

---Stores a run in one transaction.
---@param run { id: string?, manifest: table, hits: table[], scores: table[]?, packs: table[]?, subject: string?,
--- state: string?, detail: any } manifest: what the result depends on; detail: anything that can go over the wire;
--- scores as gimlet.score gives them, with their ledgers
---@return integer? number
---@return string? id the first 16 hex digits of the manifest's SHA-256 where none was given
function Corpus:save_run(run)
  local manifest = core.work.encode(run.manifest or {})
  local id = run.id or core.base.sha256(manifest):sub(1, 16)
  local number, message = self:batch(function()
    local names = {}
    for i, pack in ipairs(run.packs or {}) do
      names[i] = pack.name
      must(self.box:put("packs", { hash = pack.hash or pack.name, name = pack.name, version = pack.version,
        about = pack.about }))
    end
    local number = must(self.box:put("runs", { id = id, begun_at = run.begun_at or os.date("!%Y-%m-%dT%H:%M:%SZ"),
      state = run.state or "complete", packs = table.concat(names, " "), subject = run.subject, manifest = manifest,
      detail = run.detail ~= nil and core.work.encode(run.detail) or nil }))
    local order, groups = by_document(run.hits or {})
    for _, hash in ipairs(order) do
      must(self.box:put("hits", { run = number, hash = hash, count = #groups[hash],
        packed = M.pack(groups[hash], self:text_of_hash(hash)) }))
    end
    save_scores(self, number, run.scores)
    return number
  end)
  if not number then return nil, message end
  return number, id
end

---The runs, latest first, without hits.
---@return { number: integer, id: string, begun_at: string, state: string, packs: string, subject: string? }[]
function Corpus:runs()
  return self:query("SELECT number, id, begun_at, state, packs, subject FROM runs ORDER BY number DESC")
end

local function find_run(self, what)
  if what == nil or what == "last" then
    return self:one("SELECT * FROM runs ORDER BY number DESC LIMIT 1"), "no run yet: `gimlet run PACK` makes one"
  end
  local number = math.tointeger(tonumber((tostring(what):gsub("^#", ""))))
  local row = number and self:one("SELECT * FROM runs WHERE number = ?", number)
  if row then return row end
  local rows = self:query("SELECT * FROM runs WHERE substr(id, 1, length(?1)) = ?1 ORDER BY number DESC",
    tostring(what))
  return rows[1], ("no run “%s”: `gimlet runs` lists them"):format(what)
end

---A run with manifest and detail; its hits come from run_hits.
---@param what? integer|string number, beginning of the id, or "last" (default)
---@return table? run
---@return string? message
function Corpus:run(what)
  local row, message = find_run(self, what)
  if not row then return nil, message end
  row.manifest = row.manifest and core.work.decode(row.manifest)
  row.detail = row.detail and core.work.decode(row.detail)
  return row
end

---The hits of a run, in the order of document hashes.
---@param number integer
---@param hash? string of one document only
---@return table[]
function Corpus:run_hits(number, hash)
  local hits = {}
  local rows = self:query("SELECT hash, packed FROM hits WHERE run = ?1 AND hash = COALESCE(?2, hash) ORDER BY hash",
    number, hash)
  for _, row in ipairs(rows) do
    for _, hit in ipairs(M.unpack(row.packed, self:text_of_hash(row.hash))) do hits[#hits + 1] = hit end
  end
  return hits
end

---Forgets a run.
---@param number integer
---@return true?
---@return string? message
function Corpus:remove_run(number)
  return self:batch(function()
    local gone, message = self.box:delete("runs", { number = number })
    if not gone then return nil, message end
    if gone == 0 then return nil, ("no run %d: `gimlet runs` lists them"):format(number) end
    return true
  end)
end

---@param number integer
---@return table[] scores of the run, without those of groups: score, value, low, high, coverage, graded_only
function Corpus:run_scores(number)
  return self:query("SELECT score, value, low, high, coverage, graded_only FROM scores WHERE run = ? AND part IS NULL "
    .. "ORDER BY ordinal", number)
end

---@param number integer
---@return table[] lines of the ledger as stored, in order
function Corpus:run_ledger(number)
  return self:query("SELECT score, kind, factor, sign, hit, hash, points, value, why FROM ledger WHERE run = ? "
    .. "ORDER BY ordinal", number)
end

-- ---- decisions ---------------------------------------------------------------------------------

---The analysts' decisions, as gimlet.decisions takes them.
---@return table[] { number, hash, rule, text, hit, verdict, value, why, who, when }
function Corpus:decisions()
  return self:query("SELECT id AS number, hash, rule, quote AS text, hit, verdict, value, reason AS why, who, "
    .. "decided_at AS [when] FROM decisions ORDER BY id")
end

---Stores a decision.
---@param decision { hash: string?, rule: string?, text: string?, hit: string?, verdict: string, value: string?,
--- why: string?, who: string?, when: string? }
---@return integer? number
---@return string? message
function Corpus:decide(decision)
  if not (decision.hash or decision.rule or decision.text or decision.hit) then
    error("a decision needs hash, rule, text or hit", 2)
  end
  return self:batch(function()
    return self.box:put("decisions", { id = decision.number, hash = decision.hash, rule = decision.rule,
      quote = decision.text, hit = decision.hit, verdict = decision.verdict, value = decision.value,
      reason = decision.why, who = decision.who or os.getenv("USER"),
      decided_at = decision.when or os.date("!%Y-%m-%dT%H:%M:%SZ") })
  end)
end

---Takes a decision back.
---@param number integer
---@return true?
---@return string? message
function Corpus:undecide(number)
  return self:batch(function()
    local gone, message = self.box:delete("decisions", { id = number })
    if not gone then return nil, message end
    if gone == 0 then return nil, ("there is no decision %d"):format(number) end
    return true
  end)
end

---Adds the methods to a class.
---@param class table
function M.extend(class)
  for name, method in pairs(Corpus) do class[name] = method end
end

return M

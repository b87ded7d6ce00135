-- What a run may take over from an earlier one, so that only what a change reaches is computed again.
--
-- 1. The hits of a document depend on the document, the engine and its word lists, the packs and the subject alone.
--    Where all of these are as they were, its hits are those of the earlier run.
-- 2. A document that the packs' topics never touch has no hits at all, whatever their factors say. So it need not be
--    looked at again as long as what tells the topic is as it was: `gate` in the description of the packs.
-- 3. Decisions, grades, dates of reference and weights come after the hits and are always computed anew.
local base = require("gimlet.core").base
local wordlists = require "gimlet.work.wordlists"

local M = {}

-- What matching sees of a document; the text and its zones go with hash, format, charset and the time of loading.
local SEEN <const> = "SELECT hash, hash || char(31) || name || char(31) || COALESCE(title, '') || char(31) || "
  .. "COALESCE(date, '') || char(31) || COALESCE(source, '') || char(31) || COALESCE(author, '') || char(31) || "
  .. "COALESCE(language, '') || char(31) || COALESCE(format, '') || char(31) || COALESCE(charset, '') || char(31) || "
  .. "COALESCE(record, '') || char(31) || tokens || char(31) || sentences || char(31) || COALESCE(loaded_at, '') "
  .. "AS seen FROM documents"

local function engine()
  return require("gimlet")._VERSION .. "\30" .. require("gimlet.base.json").encode(
    wordlists.engine(wordlists.abbreviations()))
end

-- Keys of what hits, and what the topics of documents, depend on besides the documents.
local function keys_of(description)
  local parts = { engine(), description.subject or "" }
  for _, pack in ipairs(description.packs or {}) do
    parts[#parts + 1] = ("%s %s %s"):format(pack.name, pack.hash, tostring(pack.requested))
  end
  local gate = description.gate and base.sha256(engine() .. "\30" .. description.gate)
  return base.sha256(table.concat(parts, "\30")), gate
end

local Reuse = {}
Reuse.__index = Reuse

---What can be taken over for a run that is about to be made.
---@param corpus table
---@param description table D
---@param packs string[] as they were named
---@param fresh boolean? nothing is
---@return table reuse
function M.new(corpus, description, packs, fresh)
  local self = setmetatable({ seen = {}, matched = {}, skip = {}, taken = 0 }, Reuse)
  self.key, self.gate = keys_of(description)
  for _, row in ipairs(corpus:query(SEEN)) do self.seen[row.hash] = base.sha256(row.seen):sub(1, 16) end
  if fresh then return self end
  for _, row in ipairs(corpus:runs()) do
    if row.subject == description.subject and row.state == "complete" then
      local run = corpus:run(row.number)
      local detail = run and run.detail
      if detail and detail.reuse and table.concat(detail.packs or {}, "\0") == table.concat(packs, "\0") then
        self.run, self.before = run, detail.reuse
        break
      end
    end
  end
  self:choose()
  return self
end

-- Which documents need not be matched.
function Reuse:choose()
  local before = self.before
  if not before then return end
  local same, gate = before.key == self.key, self.gate and before.gate == self.gate
  for hash, entry in pairs(before.documents) do
    if self.seen[hash] == entry[1] and (same or gate and entry[2]) then self.skip[hash] = entry end
  end
  self.same = same
end

---What an earlier run found in documents that this one has as well: { document (zones left out), hits } each.
---@param corpus table
---@param documents table[] of this run
---@param on_answer fun(answer: table, entry: table)
function Reuse:each(corpus, documents, on_answer)
  local hits = {}
  for _, hit in ipairs(self.run and self.same and corpus:run_hits(self.run.number) or {}) do
    hits[hit.hash] = hits[hit.hash] or {}
    table.insert(hits[hit.hash], hit)
  end
  for _, document in ipairs(documents) do
    local entry = self.skip[document.hash]
    if entry then
      self.taken = self.taken + 1
      self.matched[document.hash] = entry
      on_answer({ document = { off_topic = entry[2] or nil, left_out = entry[4] }, hits = hits[document.hash] or {} },
        entry)
    end
  end
end

---Notes what was found of a document now.
---@param document table DOC of the answer
---@param outside table<string, integer> zones of it outside the article, by kind
function Reuse:note(document, outside)
  self.matched[document.hash] = { self.seen[document.hash] or "", document.off_topic or false, outside,
    document.left_out }
end

---What the run remembers for those after it.
---@return table
function Reuse:kept() return { key = self.key, gate = self.gate, documents = self.matched } end

return M
